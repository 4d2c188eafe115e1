package oragen.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import oragen.spark.table.RunOutput;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Clips of the demo, and the tables that came of them. */
final class TestingCorpus {
    private TestingCorpus() {}

    static void copy(String demo, Path target) throws IOException {
        try (InputStream stream = TestingCorpus.class.getResourceAsStream("/demo/" + demo)) {
            Files.copy(stream, target);
        }
    }

    /** Rows of a table by clip. */
    static Map<String, Row> rows(Path table) throws IOException {
        Map<String, Row> rows = new TreeMap<>();
        table(table).forEach(row -> rows.put(row.getAs("clip_id"), row));
        return rows;
    }

    /** Rows of a table as they are stored. */
    static List<Row> table(Path table) throws IOException {
        try (SparkSession spark = SparkSessions.open("test")) {
            return spark.read().parquet(table.toString()).collectAsList();
        }
    }

    /** Wave and reason (or predicted) of the current row of each clip in an output folder. */
    static Map<String, String> current(String output) throws IOException {
        Map<String, String> rows = new TreeMap<>();
        try (SparkSession spark = SparkSessions.open("test")) {
            RunOutput labels = new RunOutput(spark, output);
            for (Row row : labels.current("predictions").orElseThrow().collectAsList()) {
                rows.put(row.getAs("clip_id"), row.getAs("wave") + " predicted");
            }
            for (Row row : labels.current("rejects").orElseThrow().collectAsList()) {
                rows.put(row.getAs("clip_id"), row.getAs("wave") + " " + row.getAs("reason"));
            }
        }
        return rows;
    }
}
