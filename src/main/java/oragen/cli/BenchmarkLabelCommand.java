package oragen.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import oragen.InputException;
import oragen.benchmark.LabelBenchmark;
import oragen.benchmark.LabelBenchmark.Comparison;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmark label}: clips a second of {@code label} against a loop without Spark. */
@Command(
        name = "label",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Labels the clips of a folder, repeated up to a given number, with Spark and in a plain "
                    + "multi-threaded loop, and compares the throughput.",
            "Both are warmed up first; files are not copied."
        },
        footer = {"", "Example:", "  benchmark label --input /data/clips --clips 600 --output target/benchmark"})
final class BenchmarkLabelCommand implements Callable<Integer> {
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
            names = "--output",
            converter = LocationText.class,
            paramLabel = "DIR",
            description = "Output folder, replaced (default: target/benchmark).")
    private String output = "target/benchmark";

    @Override
    public Integer call() throws IOException {
        if (clips < 1) {
            throw new InputException("--clips", Integer.toString(clips), "use at least 1");
        }
        try (SparkSession spark = SparkSessions.open("oragen benchmark")) {
            print(new LabelBenchmark(spark, input, output, clips, Version.current()).execute());
        }
        return 0;
    }

    private void print(Comparison comparison) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%d clips, %d threads%n", comparison.clips(), comparison.threads());
        out.printf("%-24s %10s %10s%n", "", "plain loop", "label");
        LabelBenchmark.Measurement bare = comparison.bare();
        LabelBenchmark.Measurement label = comparison.label();
        row(out, "seconds", bare.cost().wallSeconds(), label.cost().wallSeconds());
        row(out, "processor s", bare.cost().processorSeconds(), label.cost().processorSeconds());
        row(
                out,
                "clips/s",
                comparison.clips() / bare.cost().wallSeconds(),
                comparison.clips() / label.cost().wallSeconds());
        bare.stageSeconds()
                .forEach((stage, seconds) -> row(
                        out, stage + ", thread s", seconds, label.stageSeconds().getOrDefault(stage, 0.0)));
        out.printf("label reaches %.2f of the throughput of the plain loop%n", comparison.ratio());
        out.flush();
    }

    private static void row(PrintWriter out, String name, double bare, double label) {
        out.printf("%-24s %10.2f %10.2f%n", name, bare, label);
    }
}
