package oragen.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIOException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * A file of a few kilobytes that others may look at, or want to create, while it is written. On a local disk Hadoop can
 * neither create a file for one of two callers alone nor replace one at once: there it is Java that does.
 */
final class SmallFile {
    private final FileSystem fileSystem;
    private final Path file;
    private final Path part;

    SmallFile(FileSystem fileSystem, Path file) {
        this.fileSystem = fileSystem;
        this.file = file;
        this.part = new Path(file.getParent(), "." + file.getName() + ".part");
    }

    Path path() {
        return file;
    }

    /** Of several callers one creates it: on HDFS and local disks when it is opened, on S3 when it is closed. */
    boolean create(byte[] content) throws IOException {
        if (isLocal()) {
            return createLocal(content);
        }
        FSDataOutputStreamBuilder<?, ?> builder = fileSystem.createFile(file);
        builder.recursive();
        builder.overwrite(false);
        builder.opt(Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
        try (OutputStream stream = builder.build()) {
            stream.write(content);
            return true;
        } catch (FileAlreadyExistsException | PathIOException e) {
            if (fileSystem.exists(file)) {
                return false;
            }
            throw e;
        }
    }

    private boolean createLocal(byte[] content) throws IOException {
        // Who deletes it between creation and writing, as one that takes over does with claims, does not disturb this.
        try (OutputStream stream =
                Files.newOutputStream(local(file), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            // One that was deleted by other means has left its checksum.
            Files.deleteIfExists(local(checksum()));
            stream.write(content);
            return true;
        } catch (java.nio.file.FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            Files.deleteIfExists(local(file));
            throw e;
        }
    }

    /** Never leaves a moment without the file; elsewhere than on a local disk it may be seen half. */
    void overwrite(byte[] content) throws IOException {
        if (isLocal()) {
            moveLocal(content);
        } else {
            write(content, file);
        }
    }

    /**
     * Shows the old file or the new one, at once where the file system can; where it cannot, the old one is gone for a
     * moment, while {@link #part} is there.
     */
    void replace(byte[] content) throws IOException {
        if (isLocal()) {
            moveLocal(content);
        } else if (fileSystem.hasPathCapability(file, CommonPathCapabilities.ABORTABLE_STREAM)) {
            // An object store shows a file, the old or the new one, when it is closed; its renames are not at once.
            write(content, file);
        } else {
            write(content, part);
            rename();
        }
    }

    private void write(byte[] content, Path target) throws IOException {
        try (OutputStream stream = fileSystem.create(target, true)) {
            stream.write(content);
        }
    }

    private void rename() throws IOException {
        try {
            FileContext.getFileContext(file.toUri(), fileSystem.getConf()).rename(part, file, Options.Rename.OVERWRITE);
        } catch (UnsupportedFileSystemException e) {
            fileSystem.delete(file, false);
            if (!fileSystem.rename(part, file)) {
                throw new IOException("cannot rename " + part, e);
            }
        }
    }

    private void moveLocal(byte[] content) throws IOException {
        Files.createDirectories(local(file.getParent()));
        Files.write(local(part), content);
        Files.deleteIfExists(local(checksum()));
        Files.move(local(part), local(file), StandardCopyOption.ATOMIC_MOVE);
    }

    Optional<byte[]> read() throws IOException {
        return read(file);
    }

    /** What was to replace the file when its writer died; it may be half. */
    Optional<byte[]> part() throws IOException {
        return read(part);
    }

    private Optional<byte[]> read(Path path) throws IOException {
        if (isLocal()) {
            try {
                return Optional.of(Files.readAllBytes(local(path)));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        }
        try (InputStream stream = fileSystem.open(path)) {
            return Optional.of(stream.readAllBytes());
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** When it was last written, in milliseconds since 1970; empty where it is gone. */
    Optional<Long> modifiedMillis() throws IOException {
        try {
            return Optional.of(fileSystem.getFileStatus(file).getModificationTime());
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    void delete() throws IOException {
        fileSystem.delete(part, false);
        fileSystem.delete(file, false);
    }

    private boolean isLocal() {
        return fileSystem.getUri().getScheme().equals("file");
    }

    private static java.nio.file.Path local(Path path) {
        return java.nio.file.Path.of(path.toUri().getPath());
    }

    /** What Hadoop notes beside a file that it writes itself, and would find wrong. */
    private Path checksum() {
        return new Path(file.getParent(), "." + file.getName() + ".crc");
    }
}
