package oragen.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;

/** {@code benchmark spark}: what Spark costs by itself. */
@Command(
        name = "spark",
        mixinStandardHelpOptions = true,
        description = {
            "Starts Spark like the other commands, then writes and reads a Parquet table of one row. This is the share of",
            "start-up that is due to Spark itself. The command prints no time; measure it from outside, as `benchmark all` does."
        })
final class BenchmarkSparkCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("oragen-benchmark");
        try (SparkSession spark = SparkSessions.open("oragen benchmark")) {
            String table = folder.resolve("table").toString();
            spark.range(1).write().parquet(table);
            List<?> rows = spark.read().parquet(table).collectAsList();
            return rows.size() - 1;
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
