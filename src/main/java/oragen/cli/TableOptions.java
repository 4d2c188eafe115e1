package oragen.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import oragen.InputException;
import oragen.spark.clips.ColumnTypes;
import oragen.spark.table.RunOutput;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the commands that read a table of an output folder. */
final class TableOptions {
    @Option(
            names = "--output",
            converter = LocationText.class,
            required = true,
            paramLabel = "DIR",
            description = "Output folder of label, extract or evaluate.")
    private String output = "";

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "Table in the folder, such as predictions (default), rejects, windows or evaluation/metrics.")
    private String table = "predictions";

    @Option(names = "--columns", split = ",", paramLabel = "NAME", description = "Columns, in this order.")
    private List<String> columns = List.of();

    @Option(
            names = "--where",
            paramLabel = "CONDITION",
            description =
                    "Only rows for which this SQL expression is true, such as \"age > 60 AND gender = 'female'\".")
    private @Nullable String where;

    String output() {
        return output;
    }

    /**
     * The rows that count, in the order of their clips.
     *
     * @param usual columns if none are asked for; those that the table lacks are left out, and if it has none of them it is
     *     shown with all
     */
    Dataset<Row> rows(SparkSession spark, List<String> usual) {
        Dataset<Row> rows = new RunOutput(spark, output)
                .current(table)
                .orElseThrow(() -> new InputException(
                        "--table " + table,
                        output + " has no readable table of that name",
                        "use predictions, rejects, windows or features, or a folder of Parquet files below --output"));
        Dataset<Row> met = where == null ? rows : where(rows, where);
        List<String> sorted = present(rows, List.of("clip_id", "start_second", "window_start_second", "occlusion"));
        return sorted.isEmpty() ? selected(met, usual) : selected(met.sort(columns(sorted)), usual);
    }

    private Dataset<Row> where(Dataset<Row> rows, String condition) {
        try {
            return rows.where(condition);
        } catch (Exception e) {
            if (e instanceof AnalysisException) {
                throw new InputException(
                        "--where " + condition,
                        String.valueOf(e.getMessage())
                                .lines()
                                .filter(line -> !line.isBlank())
                                .findFirst()
                                .orElse(""),
                        "use columns of the table: " + String.join(", ", rows.columns()),
                        e);
            }
            throw e;
        }
    }

    private Dataset<Row> selected(Dataset<Row> rows, List<String> usual) {
        Optional<String> unknown = columns.stream()
                .filter(column -> !Arrays.asList(rows.columns()).contains(column))
                .findFirst();
        if (unknown.isPresent()) {
            throw new InputException(
                    "--columns",
                    "the table has no column " + unknown.get(),
                    "use some of " + String.join(", ", rows.columns()));
        }
        return columns.isEmpty() ? usual(rows, usual) : rows.select(columns(columns));
    }

    /** Those columns that the rows have; all where they have none of them. */
    static Dataset<Row> usual(Dataset<Row> rows, List<String> names) {
        List<String> present = present(rows, names);
        return present.isEmpty() ? rows : rows.select(columns(present));
    }

    private static List<String> present(Dataset<Row> rows, List<String> names) {
        List<String> present = new ArrayList<>(names);
        present.retainAll(Arrays.asList(rows.columns()));
        return present;
    }

    private static Column[] columns(List<String> names) {
        return names.stream().map(ColumnTypes::named).toArray(Column[]::new);
    }
}
