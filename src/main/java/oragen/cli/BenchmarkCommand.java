package oragen.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import oragen.bundle.LocalFolder;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code benchmark}: measures the jobs. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        subcommands = {
            BenchmarkAllCommand.class,
            BenchmarkLabelCommand.class,
            BenchmarkGpuCommand.class,
            BenchmarkEvaluateCommand.class,
            BenchmarkIntervalsCommand.class,
            BenchmarkListingCommand.class,
            BenchmarkTrainCommand.class
        },
        description = "Measures throughput and memory.")
final class BenchmarkCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "spark",
            mixinStandardHelpOptions = true,
            description = {
                "Starts Spark like the other commands, then writes and reads a Parquet table of one row.",
                "This is the share of start-up that is due to Spark itself. The command prints no time; measure it from outside, as `benchmark all` does."
            })
    void spark() throws IOException {
        Path folder = Files.createTempDirectory("oragen-benchmark");
        try (SparkSession spark = SparkSessions.open("oragen benchmark")) {
            String table = folder.resolve("table").toString();
            spark.range(1).write().parquet(table);
            spark.read().parquet(table).collectAsList();
        } finally {
            LocalFolder.delete(folder);
        }
    }
}
