package oragen.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import oragen.InputException;
import oragen.benchmark.ListingBenchmark;
import oragen.benchmark.ListingBenchmark.Listing;
import oragen.benchmark.ListingBenchmark.Planning;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmark listing}: what comes before the first clip of a large run. */
@Command(
        name = "listing",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Times the listing of many empty files and the planning of a large generated manifest.",
        footer = {"", "Example:", "  benchmark listing --files 200000 --rows 5000000 --output target/benchmark"})
final class BenchmarkListingCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--files", paramLabel = "N", description = "Files to list (default: 200000).")
    private int files = 200_000;

    @Option(names = "--rows", paramLabel = "N", description = "Rows of the manifest (default: 5000000).")
    private long rows = 5_000_000;

    @Option(
            names = "--output",
            converter = LocationText.class,
            paramLabel = "DIR",
            description = "Output folder, replaced (default: target/benchmark).")
    private String output = "target/benchmark";

    @Override
    public Integer call() throws IOException {
        if (files < 1 || rows < 1) {
            throw new InputException("--files, --rows", files + ", " + rows, "use at least 1");
        }
        try (SparkSession spark = SparkSessions.open("oragen benchmark listing")) {
            ListingBenchmark benchmark = new ListingBenchmark(spark, output);
            Planning planned = benchmark.plan(rows);
            PrintWriter out = spec.commandLine().getOut();
            out.printf(
                    "%d rows read, checked and staged in %.1f s: %d waves, the first with %d partitions; peak heap %.0f MiB%n",
                    planned.rows(),
                    planned.seconds(),
                    planned.waves(),
                    planned.partitions(),
                    planned.peakHeapBytes() / 1048576.0);
            Listing listed = benchmark.list(files);
            out.printf(
                    "%d files listed in %.1f s; single-threaded on the driver: %.1f s%n",
                    listed.files(), listed.parallelSeconds(), listed.serialSeconds());
            out.flush();
        }
        return 0;
    }
}
