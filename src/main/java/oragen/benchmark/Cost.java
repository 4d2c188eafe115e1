package oragen.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oragen.InputException;

/**
 * What something took. Processor seconds are user and system time of all its threads and processes, which a busy machine
 * changes less than wall time.
 */
public record Cost(double wallSeconds, double processorSeconds) {
    /** As {@code times} of a POSIX shell writes a duration. */
    private static final Pattern DURATION = Pattern.compile("(\\d+)m([0-9.]+)s");

    private static final double NANOS = 1e9;
    private static final int SECONDS_PER_MINUTE = 60;

    /** What was measured, with what it returned. */
    public record Measured<T>(T result, Cost cost) {}

    /** Measures this JVM; nothing else may run in it. */
    public static <T> Measured<T> of(Supplier<T> work) {
        long began = System.nanoTime();
        double processorBegan = processorSecondsOfThisJvm();
        T result = work.get();
        return new Measured<>(
                result, new Cost((System.nanoTime() - began) / NANOS, processorSecondsOfThisJvm() - processorBegan));
    }

    private static double processorSecondsOfThisJvm() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return system.getProcessCpuTime() / NANOS;
    }

    /**
     * Measures a command of the system with all processes that it starts and waits for; needs a POSIX shell.
     *
     * @param name of the command, for messages
     */
    public static Cost ofCommand(String name, List<String> command) {
        try {
            Path said = Files.createTempFile("oragen-benchmark", ".log");
            Path times = Files.createTempFile("oragen-benchmark", ".times");
            try {
                return ofCommand(name, command, said, times);
            } finally {
                Files.delete(said);
                Files.delete(times);
            }
        } catch (IOException e) {
            throw new InputException(name, "cannot be started (" + e.getMessage() + ")", "use a system with sh", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
    }

    private static Cost ofCommand(String name, List<String> command, Path said, Path times)
            throws IOException, InterruptedException {
        List<String> shell = new ArrayList<>(List.of("sh", "-c", "\"$@\" >&2; code=$?; times; exit $code", "sh"));
        shell.addAll(command);
        long began = System.nanoTime();
        int code = new ProcessBuilder(shell)
                .redirectError(said.toFile())
                .redirectOutput(times.toFile())
                .start()
                .waitFor();
        double wall = (System.nanoTime() - began) / NANOS;
        if (code != 0) {
            String text = Files.readString(said, StandardCharsets.UTF_8);
            throw new InputException(
                    name, "ended with code " + code + ": " + text.strip(), "run the command by itself: " + command);
        }
        return new Cost(wall, childSeconds(Files.readString(times, StandardCharsets.UTF_8)));
    }

    /** The second line is for what the shell has started: user and system time. */
    static double childSeconds(String times) {
        String children = times.strip().lines().skip(1).findFirst().orElse("");
        Matcher durations = DURATION.matcher(children);
        return durations.results().mapToDouble(Cost::seconds).sum();
    }

    private static double seconds(MatchResult duration) {
        return Integer.parseInt(duration.group(1)) * SECONDS_PER_MINUTE + Double.parseDouble(duration.group(2));
    }

    /** What this took beyond another. */
    public Cost minus(Cost other) {
        return new Cost(wallSeconds - other.wallSeconds, processorSeconds - other.processorSeconds);
    }
}
