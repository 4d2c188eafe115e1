package oragen.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import oragen.InputException;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIOException;

/** Keeps an output folder to one run at a time; a holder that no longer shows a sign of life loses it. */
final class RunLock implements AutoCloseable {
    static final String FILE = "_lock.json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WAIT = "wait until it ends, or end it and start again";
    private static final int BEAT_SECONDS = 10;

    /** So many missed signs of life are no hiccup of the storage. */
    private static final int DEAD_SECONDS = 12 * BEAT_SECONDS;

    private final FileSystem fileSystem;
    private final Path file;
    private final Holder holder;
    private final ScheduledExecutorService heart;

    /** Who holds a lock, since when, and when it was last seen, in milliseconds since 1970. */
    record Holder(String host, long process, long startedMillis, long seenMillis) {
        static Holder self(long startedMillis) throws IOException {
            return new Holder(
                    InetAddress.getLocalHost().getHostName(),
                    ProcessHandle.current().pid(),
                    startedMillis,
                    System.currentTimeMillis());
        }

        private boolean isDead() throws IOException {
            boolean here = host.equals(InetAddress.getLocalHost().getHostName());
            boolean gone = here
                    && ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty();
            return gone || System.currentTimeMillis() - seenMillis > DEAD_SECONDS * 1000L;
        }

        private String told() {
            Duration age = Duration.between(Instant.ofEpochMilli(startedMillis), Instant.now());
            return "process " + process + " on " + host + " for " + age.toSeconds() + " s";
        }
    }

    private RunLock(FileSystem fileSystem, Path file, Holder holder) {
        this.fileSystem = fileSystem;
        this.file = file;
        this.holder = holder;
        this.heart = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "oragen-lock");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Takes the lock of a folder, or says who holds it. */
    static RunLock take(FileSystem fileSystem, Path output) {
        Path file = new Path(output, FILE);
        try {
            fileSystem.mkdirs(output);
            if (fileSystem.exists(file)) {
                Holder other = read(fileSystem, file);
                if (!other.isDead()) {
                    throw new InputException("--output " + output, "is in use by " + other.told(), WAIT);
                }
                fileSystem.delete(file, false);
            }
            Holder holder = Holder.self(System.currentTimeMillis());
            claim(fileSystem, file, holder);
            RunLock lock = new RunLock(fileSystem, file, holder);
            lock.heart.scheduleAtFixedRate(lock::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
            return lock;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    /** Of two runs that see no lock, one gets it: on HDFS and local disks when it is created, on S3 when it is closed. */
    private static void claim(FileSystem fileSystem, Path file, Holder holder) throws IOException {
        FSDataOutputStreamBuilder<?, ?> builder = fileSystem.createFile(file);
        builder.recursive();
        builder.overwrite(false);
        builder.opt(Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
        try (OutputStream stream = builder.build()) {
            stream.write(JSON.writeValueAsBytes(holder));
        } catch (FileAlreadyExistsException | PathIOException e) {
            if (fileSystem.exists(file)) {
                throw new InputException(
                        "--output " + file.getParent(), "has been taken by another run just now", WAIT, e);
            }
            throw e;
        }
    }

    private static Holder read(FileSystem fileSystem, Path file) throws IOException {
        try (InputStream stream = fileSystem.open(file)) {
            return JSON.readValue(stream, Holder.class);
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            // Written half: its writer died, or is writing now and will show in its next sign of life.
            return new Holder("unknown", 0, 0, fileSystem.getFileStatus(file).getModificationTime());
        }
    }

    /** Fails where another process has taken the lock for dead and put its own in place. */
    void check() {
        try {
            Holder now = read(fileSystem, file);
            if (now.process() != holder.process() || !now.host().equals(holder.host())) {
                throw new InputException(
                        file.toString(), "was taken over by " + now.told(), "start again when it ends");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private void beat() {
        try (OutputStream stream = fileSystem.create(file, true)) {
            stream.write(JSON.writeValueAsBytes(Holder.self(holder.startedMillis())));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    @Override
    public void close() {
        heart.shutdownNow();
        try {
            heart.awaitTermination(BEAT_SECONDS, TimeUnit.SECONDS);
            fileSystem.delete(file, false);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be deleted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
