package oragen.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import oragen.InputException;
import oragen.benchmark.Cost;
import oragen.benchmark.LabelBenchmark;
import oragen.benchmark.PerformanceTable;
import oragen.benchmark.PerformanceTable.Figures;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmark all}: the figures of {@code performance.md}. */
@Command(
        name = "all",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures start-up and throughput in seconds and in CPU seconds, and writes them as a Markdown table.",
            "--peer adds another program to the comparison: its command runs twice, with a few clips and with --clips more,",
            "and the difference is reported. Needs a POSIX shell."
        },
        footer = {
            "",
            "Examples:",
            "  benchmark all --input /data/clips --output output/performance.md",
            "  benchmark all --input /data/clips --output output/performance.md --peer 'peer.sh {clips}'"
        })
final class BenchmarkAllCommand implements Callable<Integer> {
    private static final String CLIPS = "{clips}";

    /** Enough for a program to load its networks on all cores. */
    private static final int FEW_CLIPS = 12;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--input",
            converter = LocationText.class,
            required = true,
            paramLabel = "PATH",
            description = "File, folder, glob or manifest.")
    private String input = "";

    @Option(names = "--clips", paramLabel = "N", description = "Number of clips to repeat the input to (default: 600).")
    private int clips = 600;

    @Option(
            names = "--peer",
            paramLabel = "COMMAND",
            description = "Shell command of a program to compare with; {clips} is replaced by the number of clips.")
    private @Nullable String peer;

    @Option(
            names = "--work",
            converter = LocationText.class,
            paramLabel = "DIR",
            description = "Folder for labels, which are replaced (default: target/benchmark).")
    private String work = "target/benchmark";

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "Markdown file to write.")
    private Path output = Path.of("");

    @Override
    public Integer call() throws IOException {
        if (clips < 1) {
            throw new InputException("--clips", Integer.toString(clips), "use at least 1");
        }
        if (peer != null && !peer.contains(CLIPS)) {
            throw new InputException("--peer " + peer, "does not contain " + CLIPS, "put it where the number goes");
        }
        Figures figures = measure();
        String page = new PerformanceTable(machine()).page(figures);
        Path parent = output.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(output, page, StandardCharsets.UTF_8);
        spec.commandLine().getOut().print(page);
        spec.commandLine().getOut().flush();
        return 0;
    }

    private Figures measure() throws IOException {
        Cost session = ofCommand("benchmark", "spark");
        Cost loop;
        Cost label;
        int threads;
        String one;
        try (SparkSession spark = SparkSessions.open("oragen benchmark")) {
            LabelBenchmark benchmark = new LabelBenchmark(spark, input, work, clips, Version.current());
            LabelBenchmark.Comparison comparison = benchmark.execute();
            loop = comparison.bare().cost();
            label = comparison.label().cost();
            threads = comparison.threads();
            one = benchmark.firstFile();
        }
        Cost oneClip = ofCommand("label", "--input", one, "--output", work + "/one", "--overwrite");
        Optional<Cost> other = Optional.ofNullable(peer).map(this::peerCost);
        return new Figures(session, oneClip, clips, threads, loop, label, other);
    }

    private Cost peerCost(String command) {
        int few = Math.min(FEW_CLIPS, clips);
        return peerCost(command, few + clips).minus(peerCost(command, few));
    }

    private static Cost peerCost(String command, int count) {
        return Cost.ofCommand("--peer", List.of("sh", "-c", command.replace(CLIPS, Integer.toString(count))));
    }

    /** A command of this program in a JVM like this one. */
    private static Cost ofCommand(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-javaagent"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        return Cost.ofCommand(String.join(" ", arguments), command);
    }

    private static String machine() {
        return "%d processors (%s, %s), Java %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.version().feature());
    }
}
