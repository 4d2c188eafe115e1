package oragen.run;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The clips that a task has in hand, on the storage: what is left there after the JVM has died are the suspects. One
 * file a task attempt, written anew before a clip is opened, and deleted when the task ends, unless by an error of its JVM.
 */
public final class InFlightJournal implements AutoCloseable {
    /**
     * After so many deaths of one task its clips are no longer opened in the JVM that it shares with others: Spark gives
     * up at four.
     */
    public static final int ATTEMPTS_IN_COMMON = 2;

    /** Between keys: a line's end alone may be part of the name of a file. */
    private static final String BETWEEN = "\0\n";

    private final FileSystem fileSystem;
    private final Path file;
    private final Set<String> keys = new LinkedHashSet<>();
    private boolean kept;

    /** @param name begins with the partition's name and tells attempts apart */
    public InFlightJournal(String folder, String name, Configuration configuration) {
        this.file = new Path(folder, name);
        try {
            this.fileSystem = file.getFileSystem(configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " has no file system", e);
        }
    }

    public synchronized void begin(String key) {
        keys.add(key);
        byte[] content = String.join(BETWEEN, keys).getBytes(StandardCharsets.UTF_8);
        try {
            if (file.toUri().getScheme() == null || file.toUri().getScheme().equals("file")) {
                // Hadoop's local file system starts a process for each file that it makes.
                java.nio.file.Path local = java.nio.file.Path.of(file.toUri().getPath());
                java.nio.file.Files.createDirectories(local.getParent());
                java.nio.file.Files.write(local, content);
            } else {
                try (OutputStream stream = create()) {
                    stream.write(content);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    private OutputStream create() throws IOException {
        FSDataOutputStreamBuilder<?, ?> builder = fileSystem.createFile(file);
        builder.recursive();
        builder.overwrite(true);
        // One request a clip on S3 instead of three, which would look for folders of this name.
        builder.opt("fs.s3a.create.performance", true);
        return builder.build();
    }

    /** Takes effect when the next clip begins: a clip too many is no harm. */
    public synchronized void end(String key) {
        keys.remove(key);
    }

    /** After an error of the JVM itself, which may not outlive it, the clips in hand are suspects. */
    public void taskFailed(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            kept |= cause instanceof VirtualMachineError;
        }
    }

    /** Keys that dead attempts have left in files whose names begin with a prefix. */
    public static Set<String> suspects(String folder, String prefix, Configuration configuration) {
        Set<String> suspects = new TreeSet<>();
        try {
            Path path = new Path(folder);
            FileSystem fileSystem = path.getFileSystem(configuration);
            if (fileSystem.exists(path)) {
                for (FileStatus status : fileSystem.listStatus(path)) {
                    if (status.getPath().getName().startsWith(prefix)) {
                        try (var stream = fileSystem.open(status.getPath())) {
                            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                            suspects.addAll(List.of(text.split(BETWEEN)));
                        }
                    }
                }
            }
            suspects.remove("");
            return suspects;
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read", e);
        }
    }

    @Override
    public void close() {
        if (kept) {
            return;
        }
        try {
            fileSystem.delete(file, false);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be deleted", e);
        }
    }
}
