package oragen.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import oragen.InputException;
import oragen.benchmark.EvaluateBenchmark;
import oragen.benchmark.EvaluateBenchmark.Measurement;
import oragen.benchmark.EvaluateBenchmark.Shape;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmark evaluate}: seconds and memory of {@code evaluate} on made-up predictions. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Generates predictions of several corpora with six mask types and times evaluate on them.",
        footer = {
            "",
            "Example:",
            "  benchmark evaluate --rows 5000000 --speakers 6000 --output target/benchmark",
            "  benchmark evaluate --rows 60000 --speakers 900 --corpora 5 --subsets 4 --by 2"
        })
final class BenchmarkEvaluateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--rows", paramLabel = "N", description = "Number of predictions (default: 5000000).")
    private long rows = 5_000_000;

    @Option(names = "--speakers", paramLabel = "N", description = "Number of speakers (default: 6000).")
    private int speakers = 6000;

    @Option(names = "--corpora", paramLabel = "N", description = "Number of corpora (default: 2).")
    private int corpora = 2;

    @Option(names = "--subsets", paramLabel = "N", description = "Number of subsets (default: 2).")
    private int subsets = 2;

    @Option(names = "--by", paramLabel = "N", description = "Number of further columns to slice by (default: 0).")
    private int by;

    @Option(
            names = "--output",
            converter = LocationText.class,
            paramLabel = "DIR",
            description = "Output folder, replaced (default: target/benchmark).")
    private String output = "target/benchmark";

    @Override
    public Integer call() throws IOException {
        if (rows < 1 || speakers < 1 || corpora < 1 || subsets < 1 || by < 0) {
            throw new InputException(
                    "--rows, --speakers, --corpora, --subsets, --by",
                    rows + ", " + speakers + ", " + corpora + ", " + subsets + ", " + by,
                    "use at least 1, and 0 for --by");
        }
        try (SparkSession spark = SparkSessions.open("oragen benchmark evaluate")) {
            Measurement measured =
                    new EvaluateBenchmark(spark, new Shape(rows, speakers, corpora, subsets, by), output).execute();
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%d rows of %d speakers: %.1f s, %.1f s of processor time, %.0f rows/s, %d metrics, peak heap %.0f MiB%n",
                            rows,
                            speakers,
                            measured.seconds(),
                            measured.processorSeconds(),
                            rows / measured.seconds(),
                            measured.metrics(),
                            measured.peakHeapBytes() / 1048576.0);
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
