package oragen.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * Puts a finished file in the place of another of a wave: whoever is ended meanwhile has left the old one or the new one.
 * Where a file system cannot do that at once, {@link #finish} does what is left.
 */
final class FileReplacement {
    private static final String PART = ".part";
    private static final int BUFFER_BYTES = 1 << 20;

    private final FileSystem fileSystem;

    FileReplacement(FileSystem fileSystem) {
        this.fileSystem = fileSystem;
    }

    void replace(Path finished, Path file) throws IOException {
        if (fileSystem.getUri().getScheme().equals("file")) {
            // What Hadoop has noted of the old file would be wrong of the new one; without it nothing is compared.
            Files.deleteIfExists(local(new Path(file.getParent(), "." + file.getName() + ".crc")));
            Files.move(
                    local(finished), local(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else if (fileSystem.hasPathCapability(file, CommonPathCapabilities.ABORTABLE_STREAM)) {
            // An object store shows the new file when it is closed; its renames are not at once.
            copy(finished, file);
        } else {
            try {
                FileContext.getFileContext(file.toUri(), fileSystem.getConf())
                        .rename(finished, file, Options.Rename.OVERWRITE);
            } catch (UnsupportedFileSystemException e) {
                Path part = new Path(file.getParent(), "." + file.getName() + PART);
                rename(finished, part);
                fileSystem.delete(file, false);
                rename(part, file);
            }
        }
    }

    /** Of a folder in which a replacement was interrupted: a file that is gone already is the one that was to follow. */
    void finish(Path folder) throws IOException {
        for (FileStatus status : fileSystem.listStatus(folder)) {
            String name = status.getPath().getName();
            if (status.isFile() && name.startsWith(".") && name.endsWith(PART)) {
                Path file = new Path(folder, name.substring(1, name.length() - PART.length()));
                if (fileSystem.exists(file)) {
                    fileSystem.delete(status.getPath(), false);
                } else {
                    rename(status.getPath(), file);
                }
            }
        }
    }

    private void copy(Path from, Path to) throws IOException {
        try (FSDataInputStream input = fileSystem.open(from);
                OutputStream output = fileSystem.create(to, true, BUFFER_BYTES)) {
            input.transferTo(output);
        }
    }

    private void rename(Path from, Path to) throws IOException {
        if (!fileSystem.rename(from, to)) {
            throw new IOException("cannot rename " + from);
        }
    }

    private static java.nio.file.Path local(Path path) {
        return java.nio.file.Path.of(path.toUri().getPath());
    }
}
