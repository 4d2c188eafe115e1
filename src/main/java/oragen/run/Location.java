package oragen.run;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Where users say that something lies: a local path or the URI of a storage. */
public final class Location {
    private Location() {}

    /** What is wrong with how a location is written; says nothing of what lies there. */
    public static Optional<String> flaw(String location) {
        if (location.isBlank()) {
            return Optional.of("is empty");
        }
        try {
            new Path(location);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("is neither a path nor a URI such as hdfs://host/folder; write ./ before a relative path"
                    + " that contains a colon");
        }
    }

    /**
     * The storage of a user's files. Of local files only their content counts: Hadoop's {@code .crc} files beside them may be
     * out of date, and cannot have the names that some files have.
     */
    public static FileSystem storage(Path path, Configuration configuration) throws IOException {
        FileSystem storage = path.getFileSystem(configuration);
        return storage instanceof LocalFileSystem local ? local.getRawFileSystem() : storage;
    }

    /** Whether a {@link #storage} is the local disk. */
    public static boolean isLocal(FileSystem storage) {
        return storage.getClass() == RawLocalFileSystem.class;
    }
}
