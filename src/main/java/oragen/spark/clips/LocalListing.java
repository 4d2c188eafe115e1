package oragen.spark.clips;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;

/**
 * What a local folder holds. Hadoop's listing leaves out links that lead nowhere and names that are not in the encoding of
 * the locale; here they are files, and rejected where they are opened.
 */
final class LocalListing {
    private LocalListing() {}

    static List<FileStatus> list(org.apache.hadoop.fs.Path folder) throws IOException {
        List<FileStatus> all = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(local(folder))) {
            for (Path entry : entries) {
                status(folder, entry).ifPresent(all::add);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return all;
    }

    /** What a path leads to, a link that leads nowhere included. */
    static Optional<FileStatus> find(org.apache.hadoop.fs.Path path) throws IOException {
        Path file = local(path);
        return path.getParent() == null || file.getFileName() == null
                ? Optional.of(new FileStatus(0, true, 1, 0, 0, path))
                : status(path.getParent(), file);
    }

    /** Fails where a name is not in the encoding of the locale. */
    static Path local(org.apache.hadoop.fs.Path path) throws IOException {
        try {
            return new File(path.toUri().getPath()).toPath();
        } catch (InvalidPathException e) {
            throw new NoSuchFileException(path.toString(), null, e.getMessage());
        }
    }

    private static Optional<FileStatus> status(org.apache.hadoop.fs.Path folder, Path entry) throws IOException {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(
                folder,
                new org.apache.hadoop.fs.Path(null, null, entry.getFileName().toString()));
        try {
            BasicFileAttributes attributes = Files.readAttributes(entry, BasicFileAttributes.class);
            return Optional.of(new FileStatus(
                    attributes.isDirectory() ? 0 : attributes.size(),
                    attributes.isDirectory(),
                    1,
                    0,
                    attributes.lastModifiedTime().toMillis(),
                    path));
        } catch (IOException e) {
            // A link that leads nowhere or to itself, or no permission; a file that has been deleted since is none.
            return e instanceof NoSuchFileException && !Files.isSymbolicLink(entry)
                    ? Optional.empty()
                    : Optional.of(new FileStatus(0, false, 1, 0, 0, path));
        }
    }
}
