package oragen.spark.clips;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import oragen.InputException;
import oragen.run.Location;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.DataSource;

/**
 * A table that a Spark source reads, row by row: Spark's faster readers hold thousands of rows at once, which of clips are
 * gigabytes. Code that is generated for a plan does not pay either, as rows are few for their bytes.
 *
 * @param location the path with its storage, or what else the source calls a table
 */
record TableSource(String location, Dataset<Row> rows) {
    private static final Map<String, String> ROW_BY_ROW = Map.of(
            "spark.sql.parquet.enableVectorizedReader", "false",
            "spark.sql.orc.enableVectorizedReader", "false",
            "spark.sql.codegen.wholeStage", "false",
            "spark.sql.codegen.factoryMode", "NO_CODEGEN");

    /** What ORC's reader by rows holds at once, of 1024 else. */
    private static final Map<String, String> ORC = Map.of("orc.row.batch.size", "16");

    /** Packages of sources that Spark comes without; {@code %s} is Spark's version. */
    private static final Map<String, String> PACKAGES = Map.of(
            "avro", "org.apache.spark:spark-avro_2.13:VERSION",
            "delta", "io.delta:delta-spark_%s_2.13:VERSION",
            "iceberg", "org.apache.iceberg:iceberg-spark-runtime-%s_2.13:VERSION");

    /** @param pattern that the source is asked for: the location, in which nothing is a wildcard where it exists */
    private record Named(String location, String pattern) {}

    /** Looks at the schema alone. @param input as the user calls the table */
    static TableSource open(SparkSession spark, String input, String format) {
        // A copy of the session with its settings and views, as these settings would slow down other tables.
        SparkSession reading = ((org.apache.spark.sql.classic.SparkSession) spark).cloneSession();
        ROW_BY_ROW.forEach((name, value) -> reading.conf().set(name, value));
        requireSource(reading, format);
        try {
            Named table = named(reading, input);
            Dataset<Row> rows = reading.read()
                    .format(format)
                    .options(ParquetManifest.LOCAL_FILES)
                    .options("orc".equalsIgnoreCase(format) ? ORC : Map.of())
                    .load(table.pattern());
            return new TableSource(table.location(), rows);
        } catch (Exception e) { // Spark's AnalysisException, which its Scala does not declare, and what sources throw
            throw new InputException(
                    "--input " + input,
                    "cannot be read as a table of format " + format + " (" + firstLine(e) + ")",
                    "check the path, and name the format by --input-format",
                    e);
        }
    }

    private static void requireSource(SparkSession spark, String format) {
        try {
            DataSource.lookupDataSource(format, spark.sessionState().conf());
        } catch (Exception e) { // as above
            String version =
                    String.join(".", Arrays.asList(spark.version().split("\\.")).subList(0, 2));
            String known = PACKAGES.getOrDefault(format.toLowerCase(Locale.ROOT), "GROUP:ARTIFACT:VERSION");
            throw new InputException(
                    "--input-format " + format,
                    "Spark has no source of that name here",
                    "check the name, or run by spark-submit and add the source's package: --packages "
                            + String.format(known, version),
                    e);
        }
    }

    private static Named named(SparkSession spark, String input) throws IOException {
        if (Location.flaw(input).isPresent()) {
            return new Named(input, input);
        }
        Path path = new Path(input);
        FileSystem storage = Location.storage(path, spark.sparkContext().hadoopConfiguration());
        String qualified = storage.makeQualified(path).toString();
        if (storage.exists(path)) {
            return new Named(qualified, Glob.literal(qualified));
        }
        return Glob.isPattern(input) ? new Named(qualified, qualified) : new Named(input, input);
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
