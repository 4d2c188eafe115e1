package oragen.spark.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.function.Consumer;
import oragen.InputException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A single file, which Spark can only write as a folder with one part. */
public final class OneFile {
    private final Path target;
    private final FileSystem storage;

    /** @param overwrite whether a file that is there may be replaced */
    public OneFile(String file, Configuration configuration, boolean overwrite) throws IOException {
        Path given = new Path(file);
        storage = given.getFileSystem(configuration);
        target = storage.makeQualified(given);
        if (storage.exists(target)
                && !(overwrite && storage.getFileStatus(target).isFile())) {
            throw new InputException("--to " + file, "exists", "name another file, or add --overwrite to replace one");
        }
    }

    /** @param writing writes rows of one partition to the folder that it is given */
    public void write(Consumer<String> writing) throws IOException {
        Path parts = beside(".parts");
        try {
            storage.delete(parts, true);
            writing.accept(parts.toString());
            storage.delete(target, false);
            if (!storage.rename(part(parts), target)) {
                throw new IOException(target + " cannot be written");
            }
        } finally {
            storage.delete(parts, true);
            // Hadoop's local file system leaves it for a file that is no longer there.
            storage.delete(beside(".crc"), false);
        }
    }

    private Path beside(String ending) {
        return new Path(target.getParent(), "." + target.getName() + ending);
    }

    private Path part(Path folder) throws IOException {
        for (FileStatus file : storage.listStatus(folder)) {
            if (file.getPath().getName().startsWith("part-")) {
                return file.getPath();
            }
        }
        throw new FileNotFoundException("Spark has written nothing to " + folder);
    }
}
