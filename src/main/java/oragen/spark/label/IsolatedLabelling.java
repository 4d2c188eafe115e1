package oragen.spark.label;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import oragen.InputException;
import oragen.LocalCache;
import oragen.bundle.LocalFolder;
import oragen.corpus.Clip;
import oragen.pipeline.ClipOutcome;
import oragen.pipeline.FeatureFile;
import oragen.pipeline.LabelSettings;
import oragen.pipeline.decode.ClipShare;
import oragen.run.RejectReason;
import oragen.spark.clips.ClipRowCodec;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Labels clips in a JVM apart, which may crash or be killed without harm. A clip that kills it alone is rejected as
 * {@code crashed}; one that produces nothing for the time limit as {@code timed_out}.
 */
final class IsolatedLabelling {
    private static final Logger LOG = LoggerFactory.getLogger(IsolatedLabelling.class);
    private static final int POLL_MILLIS = 100;
    /** What a JVM may take to load large networks on a busy machine; the clip's own time begins after that. */
    private static final int START_SECONDS = 300;

    /** The child itself tells of a decoder that is stuck, and goes on; only one that cannot is ended. */
    private static final int GRACE_SECONDS = 10;

    /** The place of an error that is not of a clip. */
    static final int ERROR = -1;

    private static final String HEAP = "-Xmx2g";

    private final LabelSettings settings;
    private final SerializableConfiguration configuration;

    /** What the child is given. */
    record Request(LabelSettings settings, SerializableConfiguration configuration, List<Apart> clips)
            implements Serializable {}

    /**
     * A clip that is tried apart.
     *
     * @param clip row of {@link ClipRowCodec}
     * @param content file with the bytes that came with it; null where they lie at its path
     */
    record Apart(Row clip, @Nullable String content) implements Serializable {
        Clip decoded() {
            return ClipRowCodec.decode(clip);
        }
    }

    /** What it gives back: an {@link EncodedOutcome}, or an error that is not the clip's. */
    record Response(Object outcome) implements Serializable {}

    IsolatedLabelling(LabelSettings settings, SerializableConfiguration configuration) {
        this.settings = settings;
        this.configuration = configuration;
    }

    /**
     * Outcomes of clips of which one may kill its JVM, in their order: all are tried in one child, and what is left when it
     * dies in two halves, until the clip that kills is alone.
     */
    List<EncodedOutcome> label(List<ClipShare> shares) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("oragen-content");
            List<Apart> clips = new ArrayList<>();
            for (ClipShare share : shares) {
                clips.add(new Apart(
                        ClipRowCodec.encode(share.clip()),
                        share.content() == null ? null : stored(share.content(), folder)));
            }
            return labelApart(clips);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": the bytes of clips cannot be kept there", e);
        } finally {
            delete(folder);
        }
    }

    private static String stored(byte[] content, Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "clip", "");
        Files.write(file, content);
        return file.toString();
    }

    private List<EncodedOutcome> labelApart(List<Apart> clips) {
        LOG.info("retrying {} clips in a separate JVM", clips.size());
        Path folder = null;
        try {
            folder = Files.createTempDirectory("oragen-apart");
            Path request = folder.resolve("request");
            Path responses = Files.createDirectory(folder.resolve("responses"));
            Path errors = folder.resolve("errors");
            Files.write(request, bytes(new Request(settings, configuration, List.copyOf(clips))));
            Process child = start(request, responses, errors);
            boolean inTime = await(child);
            throwError(responses);
            Map<Integer, EncodedOutcome> outcomes = read(responses, clips.size());
            List<Integer> left = IntStream.range(0, clips.size())
                    .filter(place -> !outcomes.containsKey(place))
                    .boxed()
                    .toList();
            if (clips.size() == 1 && left.size() == 1) {
                Clip clip = clips.get(0).decoded();
                outcomes.put(
                        0,
                        inTime ? crashed(clip, child.exitValue(), lastLine(errors)) : encodedTimeOut(clip, settings));
            } else {
                int half = (left.size() + 1) / 2;
                retry(clips, left.subList(0, half), outcomes);
                retry(clips, left.subList(half, left.size()), outcomes);
            }
            return List.copyOf(outcomes.values());
        } catch (IOException e) {
            throw new UncheckedIOException("no JVM can be started for " + clips.size() + " clips", e);
        } finally {
            delete(folder);
        }
    }

    private void retry(List<Apart> clips, List<Integer> places, Map<Integer, EncodedOutcome> outcomes) {
        if (places.isEmpty()) {
            return;
        }
        Iterator<EncodedOutcome> retried =
                labelApart(places.stream().map(clips::get).toList()).iterator();
        places.forEach(place -> outcomes.put(place, retried.next()));
    }

    /** Of a clip whose decoder got stuck. */
    static EncodedOutcome encodedTimeOut(Clip clip, LabelSettings settings) {
        return rejected(
                clip,
                RejectReason.TIMED_OUT,
                "produced no output for " + settings.clipTimeLimitSeconds() + " s",
                "convert the file, or raise --clip-time-limit");
    }

    private static EncodedOutcome crashed(Clip clip, int exitCode, String error) {
        return rejected(
                clip,
                RejectReason.CRASHED,
                "crashed the JVM that decoded it, with exit code " + exitCode
                        + (error.isEmpty() ? "" : " (" + error + ")"),
                "convert the file; if others like it crash too, report it");
    }

    /** What the child said last, which names the reason where the JVM or a native library found one. */
    private static String lastLine(Path errors) throws IOException {
        byte[] bytes = Files.exists(errors) ? Files.readAllBytes(errors) : new byte[0];
        return new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst("^#\\s*", "").strip())
                .filter(line -> !line.isEmpty())
                .reduce((earlier, later) ->
                        later.matches(".*(OutOfMemoryError|SIG[A-Z]+|Exception|Error).*") ? later : earlier)
                .orElse("");
    }

    /** What the child has finished, by the place of the clip. */
    private static Map<Integer, EncodedOutcome> read(Path responses, int clips) throws IOException {
        Map<Integer, EncodedOutcome> outcomes = new TreeMap<>();
        for (int place = 0; place < clips; place++) {
            Path response = response(responses, place);
            if (Files.exists(response)) {
                EncodedOutcome outcome = (EncodedOutcome) read(response);
                FeatureFile features = outcome.features();
                outcomes.put(place, features == null ? outcome : new EncodedOutcome(outcome.rows(), features.moved()));
            }
        }
        return outcomes;
    }

    /** An error that is not of a clip. */
    private static void throwError(Path responses) throws IOException {
        Path response = response(responses, ERROR);
        if (Files.exists(response)) {
            Object error = read(response);
            if (error instanceof InputException input) {
                throw input;
            }
            throw new IllegalStateException("labelling failed for a reason that is not the clip's", (Throwable) error);
        }
    }

    static Path response(Path responses, int place) {
        return responses.resolve(Integer.toString(place));
    }

    private static Object read(Path response) throws IOException {
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(response))) {
            return ((Response) in.readObject()).outcome();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the child JVM has other classes", e);
        }
    }

    private static EncodedOutcome rejected(Clip clip, RejectReason reason, String message, String remedy) {
        return OutcomeRowCodec.encode(
                new ClipOutcome.Rejected(clip, "decode", reason, "clip " + clip.clipId() + ": " + message, remedy));
    }

    private static Process start(Path request, Path responses, Path errors) throws IOException {
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
                // What natives unpack there goes with the folder, however the child ends; the cache is the parent's.
                "-Djava.io.tmpdir=" + Files.createDirectory(request.resolveSibling("temporary")),
                "-D" + LocalCache.FOLDER + "=" + LocalCache.folder(),
                IsolatedMain.class.getName(),
                request.toString(),
                responses.toString());
        // By the environment, as a class path may be longer than a command line.
        builder.environment().put("CLASSPATH", jobsJars() + File.pathSeparator + System.getProperty("java.class.path"));
        builder.redirectError(errors.toFile());
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
        Thread listener = new Thread(() -> listen(child, lastSign), "oragen-apart");
        listener.setDaemon(true);
        listener.start();
        try {
            while (!child.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                long silent = System.nanoTime() - lastSign.get();
                if (silent > TimeUnit.SECONDS.toNanos(settings.clipTimeLimitSeconds() + GRACE_SECONDS)) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while clips were tried apart", e);
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

    private static void delete(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try {
            LocalFolder.delete(folder);
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
