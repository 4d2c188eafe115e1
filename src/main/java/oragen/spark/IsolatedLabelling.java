package oragen.spark;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import oragen.corpus.Clip;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Labels one clip in a JVM of its own, which may crash or be killed without harm. A clip whose JVM dies is rejected as
 * {@code crashed}; one that gives nothing for the time limit as {@code timed_out}.
 */
final class IsolatedLabelling {
    private static final Logger LOG = LoggerFactory.getLogger(IsolatedLabelling.class);
    private static final int POLL_MILLIS = 100;
    /** What a JVM may take to load large networks on a busy machine; the clip's own time begins after that. */
    private static final int START_SECONDS = 300;

    private static final String HEAP = "-Xmx2g";

    private final LabelSettings settings;
    private final SerializableConfiguration configuration;

    /** What the child is given. */
    record Request(LabelSettings settings, SerializableConfiguration configuration, Row clip) implements Serializable {}

    /** What it gives back: an {@link EncodedOutcome}, or an error that is not the clip's. */
    record Response(Object outcome) implements Serializable {}

    IsolatedLabelling(LabelSettings settings, SerializableConfiguration configuration) {
        this.settings = settings;
        this.configuration = configuration;
    }

    EncodedOutcome label(Clip clip) {
        LOG.info("clip {} is tried alone in a JVM of its own", clip.clipId());
        Path folder = null;
        try {
            folder = Files.createTempDirectory("oragen-alone");
            Path request = folder.resolve("request");
            Path response = folder.resolve("response");
            Files.write(request, bytes(new Request(settings, configuration, ClipRowCodec.encode(clip))));
            Process child = start(request, response);
            boolean inTime = await(child);
            if (!inTime) {
                return rejected(
                        clip,
                        "timed_out",
                        "gave nothing for " + settings.clipTimeLimitSeconds() + " s",
                        "convert the file, or raise --clip-time-limit");
            }
            if (!Files.exists(response)) {
                return rejected(
                        clip,
                        "crashed",
                        "ended the JVM that decoded it, with exit code " + child.exitValue(),
                        "convert the file; if others of its kind crash too, report it");
            }
            return read(response);
        } catch (IOException e) {
            throw new UncheckedIOException("no JVM can be started for clip " + clip.clipId(), e);
        } finally {
            delete(folder);
        }
    }

    private static EncodedOutcome read(Path response) throws IOException {
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(response))) {
            Object outcome = ((Response) in.readObject()).outcome();
            if (outcome instanceof Throwable error) {
                throw new IllegalStateException("labelling failed for a reason that is not the clip's", error);
            }
            return (EncodedOutcome) outcome;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the child JVM has other classes", e);
        }
    }

    private static EncodedOutcome rejected(Clip clip, String reason, String message, String remedy) {
        return OutcomeRowCodec.encode(
                new ClipOutcome.Rejected(clip, "decode", reason, "clip " + clip.clipId() + ": " + message, remedy));
    }

    private static Process start(Path request, Path response) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                java,
                HEAP,
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + request.resolveSibling("hs_err.log"),
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                IsolatedMain.class.getName(),
                request.toString(),
                response.toString());
        // By the environment, as a class path may be longer than a command line.
        builder.environment().put("CLASSPATH", jobsJars() + File.pathSeparator + System.getProperty("java.class.path"));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return builder.start();
    }

    /** On an executor the job's jar and packages are not on the class path that the JVM was started with. */
    private static String jobsJars() {
        URL own = IsolatedLabelling.class.getProtectionDomain().getCodeSource().getLocation();
        URL[] jars = IsolatedLabelling.class.getClassLoader() instanceof URLClassLoader loader
                ? loader.getURLs()
                : new URL[] {own};
        return Arrays.stream(jars).map(IsolatedLabelling::path).collect(Collectors.joining(File.pathSeparator));
    }

    private static String path(URL jar) {
        try {
            return Path.of(jar.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(jar + " is no path", e);
        }
    }

    /** Whether the child ended by itself; each byte that it writes is a sign of life, the first that it is ready. */
    private boolean await(Process child) {
        AtomicLong lastSign = new AtomicLong(System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS));
        Thread listener = new Thread(() -> listen(child, lastSign), "oragen-alone");
        listener.setDaemon(true);
        listener.start();
        try {
            while (!child.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                long silent = System.nanoTime() - lastSign.get();
                if (silent > TimeUnit.SECONDS.toNanos(settings.clipTimeLimitSeconds())) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a clip was tried alone", e);
        } finally {
            child.destroyForcibly();
        }
    }

    private static void listen(Process child, AtomicLong lastSign) {
        try (InputStream signs = child.getInputStream()) {
            while (signs.read() >= 0) {
                lastSign.set(System.nanoTime());
            }
        } catch (IOException e) {
            LOG.debug("the child is gone", e);
        }
    }

    private static void delete(@org.jspecify.annotations.Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be deleted", e);
        }
    }

    /** Bytes of an object, complete before any of them is written. */
    static byte[] bytes(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }
}
