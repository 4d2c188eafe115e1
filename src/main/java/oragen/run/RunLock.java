package oragen.run;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import oragen.InputException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an output folder to one run at a time; a holder that no longer shows a sign of life loses it. Whoever takes over
 * from a dead holder first creates a claim that names it, which of several starts one can do.
 */
public final class RunLock implements AutoCloseable {
    public static final String FILE = "_lock.json";

    private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLAIM = "_lock-";
    private static final String WAIT = "wait until it ends, or stop it and try again";
    private static final Duration BEAT = Duration.ofSeconds(10);

    private final SmallFile file;
    private final LockHolder holder;
    private final ScheduledExecutorService heart;

    private RunLock(SmallFile file, LockHolder holder) {
        this.file = file;
        this.holder = holder;
        this.heart = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "oragen-lock");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Whether a file in an output folder is of a lock. */
    static boolean isOurs(String name) {
        return name.equals(FILE) || name.startsWith(CLAIM) || name.startsWith("." + FILE);
    }

    /** Whether a folder is locked, by a holder dead or alive. */
    public static boolean isIn(FileSystem fileSystem, Path folder) throws IOException {
        Optional<LockHolder> holder = read(new SmallFile(fileSystem, new Path(folder, FILE)));
        return holder.isPresent() && holder.get().process() > 0;
    }

    /** Takes the lock of a folder, or says who holds it. */
    static RunLock take(FileSystem fileSystem, Path output) {
        return take(fileSystem, output, BEAT);
    }

    /** @param beat time between two signs of life */
    static RunLock take(FileSystem fileSystem, Path output, Duration beat) {
        SmallFile file = new SmallFile(fileSystem, new Path(output, FILE));
        try {
            fileSystem.mkdirs(output);
            LockHolder self = LockHolder.self();
            if (!file.create(content(self))) {
                takeOver(fileSystem, file, self);
            }
            RunLock lock = new RunLock(file, self);
            lock.heart.scheduleWithFixedDelay(lock::beat, beat.toMillis(), beat.toMillis(), TimeUnit.MILLISECONDS);
            return lock;
        } catch (IOException e) {
            throw new UncheckedIOException(file.path() + " cannot be written", e);
        }
    }

    private static void takeOver(FileSystem fileSystem, SmallFile file, LockHolder self) throws IOException {
        Path output = file.path().getParent();
        LockHolder dead = dead(file);
        Set<String> claimed = new HashSet<>(Set.of(dead.id()));
        SmallFile claim = claim(fileSystem, output, dead);
        while (!claim.create(content(self))) {
            // Of one that died while it took over.
            dead = dead(claim);
            claimed.add(dead.id());
            claim = claim(fileSystem, output, dead);
        }
        Optional<LockHolder> now = read(file);
        if (now.isEmpty() || !claimed.contains(now.get().id())) {
            claim.delete();
            throw takenJustNow(output);
        }
        file.overwrite(content(self));
        for (FileStatus status : fileSystem.listStatus(output)) {
            if (status.getPath().getName().startsWith(CLAIM)) {
                fileSystem.delete(status.getPath(), false);
            }
        }
    }

    private static SmallFile claim(FileSystem fileSystem, Path output, LockHolder dead) {
        UUID name = UUID.nameUUIDFromBytes(dead.id().getBytes(StandardCharsets.UTF_8));
        return new SmallFile(fileSystem, new Path(output, CLAIM + name + ".json"));
    }

    private static LockHolder dead(SmallFile file) throws IOException {
        Path output = file.path().getParent();
        LockHolder holder = read(file).orElseThrow(() -> takenJustNow(output));
        if (!holder.isDead()) {
            throw new InputException("--output " + output, "is in use by " + holder.told(), WAIT);
        }
        return holder;
    }

    private static InputException takenJustNow(Path output) {
        return new InputException("--output " + output, "was just taken by another run", WAIT);
    }

    private static byte[] content(LockHolder holder) throws IOException {
        return JSON.writeValueAsBytes(holder);
    }

    private static Optional<LockHolder> read(SmallFile file) throws IOException {
        Optional<byte[]> content = file.read();
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(content.get(), LockHolder.class));
        } catch (JacksonException e) {
            return file.modifiedMillis().map(LockHolder::unknown);
        }
    }

    /** Fails where this run no longer has the lock; to be asked before anything in the folder is changed. */
    synchronized void check() {
        try {
            Optional<LockHolder> now = read(file);
            if (now.isEmpty() || !isOwn(now.get())) {
                throw new InputException(
                        file.path().toString(),
                        now.map(other -> "was taken over by " + other.told()).orElse("is gone"),
                        "run the same command again once no other run uses the folder");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file.path() + " cannot be read", e);
        }
    }

    private boolean isOwn(LockHolder other) {
        return other.id().equals(holder.id());
    }

    /** A storage that fails now may answer at the next beat. */
    private synchronized void beat() {
        try {
            check();
            file.overwrite(content(holder.seenNow()));
        } catch (InputException e) {
            LOG.warn("lock heartbeat stopped: {}", e.getMessage());
            heart.shutdown();
        } catch (IOException | RuntimeException e) {
            LOG.warn("cannot write the lock heartbeat to {}, will retry: {}", file.path(), e.toString());
        }
    }

    /** Gives the folder free, if it is still this run's. */
    @Override
    public void close() {
        heart.shutdown();
        try {
            if (heart.awaitTermination(LockHolder.DEAD.toSeconds(), TimeUnit.SECONDS)
                    && read(file).filter(this::isOwn).isPresent()) {
                file.delete();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file.path() + " cannot be deleted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
