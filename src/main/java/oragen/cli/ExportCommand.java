package oragen.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import oragen.InputException;
import oragen.spark.clips.ColumnTypes;
import oragen.spark.table.OneFile;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code export}: a table as one file. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes a table of an output folder to one file: of several waves the newest of each clip.",
        footer = {
            "",
            "Examples:",
            "  export --output output/labels --to labels.csv",
            "  export --output output/labels --table rejects --to rejects.jsonl",
            "  export --output labels --where 'age > 60' --columns clip_id,age --to old.csv"
        })
final class ExportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final TableOptions table = new TableOptions();

    @Option(names = "--to", converter = LocationText.class, required = true, paramLabel = "FILE", description = "File.")
    private String to = "";

    @Option(
            names = "--format",
            paramLabel = "csv|jsonl|parquet",
            description =
                    "csv (lists as text with commas, RFC 4180), jsonl or parquet (default: by the ending of --to).")
    private @Nullable Format format;

    @Option(names = "--overwrite", description = "Replace the file if it exists.")
    private boolean overwrite;

    /** What the file is written as. */
    enum Format {
        CSV,
        JSONL,
        PARQUET;

        /** The one that is asked for, or that the ending of the file says; they must agree. */
        static Format of(String file, @Nullable Format asked) {
            String name = file.substring(file.lastIndexOf('/') + 1);
            String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            Optional<Format> told = Arrays.stream(values())
                    .filter(format -> format.ending().equals(ending))
                    .findFirst();
            if (asked == null) {
                return told.orElseThrow(() -> new InputException(
                        "--to " + file,
                        "its ending tells no format",
                        "name it .csv, .jsonl or .parquet, or add --format"));
            }
            if (told.isPresent() && told.get() != asked) {
                throw new InputException(
                        "--to " + file,
                        "--format " + asked.ending() + " contradicts its ending",
                        "name it ." + asked.ending() + ", or leave --format out");
            }
            return asked;
        }

        private String ending() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() throws IOException {
        Format written = Format.of(to, format);
        try (SparkSession spark = SparkSessions.open("oragen export")) {
            Dataset<Row> rows = table.rows(spark, List.of());
            new OneFile(to, spark.sparkContext().hadoopConfiguration(), overwrite)
                    .write(folder -> write(rows.coalesce(1), written, folder));
            spec.commandLine().getOut().println(to);
            spec.commandLine().getOut().flush();
        }
        return 0;
    }

    private static void write(Dataset<Row> rows, Format written, String folder) {
        switch (written) {
            case CSV ->
                writer(flat(rows))
                        .option("header", "true")
                        .option("escape", "\"")
                        .option("emptyValue", "")
                        // Names of files may begin and end with spaces.
                        .option("ignoreLeadingWhiteSpace", "false")
                        .option("ignoreTrailingWhiteSpace", "false")
                        .csv(folder);
            case JSONL -> writer(rows).option("ignoreNullFields", "false").json(folder);
            case PARQUET -> writer(rows).parquet(folder);
        }
    }

    private static DataFrameWriter<Row> writer(Dataset<Row> rows) {
        return rows.write().mode("overwrite");
    }

    /** Lists as text, as CSV has none. */
    private static Dataset<Row> flat(Dataset<Row> rows) {
        List<Column> columns = new ArrayList<>();
        for (StructField field : rows.schema().fields()) {
            Column column = ColumnTypes.named(field.name());
            if (field.dataType() instanceof BinaryType) {
                throw new InputException(
                        "--format csv",
                        "column " + field.name() + " holds bytes",
                        "export to .parquet, or use --columns without it");
            }
            columns.add(
                    field.dataType() instanceof ArrayType
                            ? functions
                                    .concat_ws(",", column.cast("array<string>"))
                                    .as(field.name())
                            : column);
        }
        return rows.select(columns.toArray(Column[]::new));
    }
}
