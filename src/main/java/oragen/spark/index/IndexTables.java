package oragen.spark.index;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import oragen.spark.clips.SkippedFiles;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Writes what is told beside a manifest: {@code <name>.problems.parquet} and {@code <name>.summary.json}. */
final class IndexTables {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int SECONDS_AN_HOUR = 3600;

    private final SparkSession spark;
    private final IndexOptions options;

    IndexTables(SparkSession spark, IndexOptions options) {
        this.spark = spark;
        this.options = options;
    }

    private String beside(String ending) {
        return options.output().replaceFirst("\\.parquet/?$", "") + ending;
    }

    IndexSummary write(Dataset<Row> problems, SkippedFiles skipped) {
        String table = beside(".problems.parquet");
        problems.coalesce(1)
                .sortWithinPartitions("kind", "path", "line", "message")
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(table);
        IndexSummary summary =
                summary(spark.read().parquet(options.output()), spark.read().parquet(table), skipped);
        Path file = new Path(beside(".summary.json"));
        try (OutputStream out =
                file.getFileSystem(spark.sparkContext().hadoopConfiguration()).create(file, true)) {
            out.write(JSON.writeValueAsBytes(summary));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
        return summary;
    }

    private IndexSummary summary(Dataset<Row> clips, Dataset<Row> problems, SkippedFiles skipped) {
        Column seconds =
                coalesce(col("end_second"), col("duration_seconds")).minus(coalesce(col("start_second"), lit(0)));
        Row totals = clips.agg(
                        count("*").as("clips"),
                        countDistinct(when(col("speaker").isNotNull(), struct("corpus", "speaker")))
                                .as("speakers"),
                        coalesce(sum(seconds), lit(0.0)).as("seconds"),
                        count(seconds).as("timed"))
                .first();
        Column decade = floor(col("age").divide(10)).multiply(10).cast("int");
        return new IndexSummary(
                options.corpus() == null ? options.reader().corpus() : options.corpus(),
                totals.getAs("clips"),
                totals.getAs("speakers"),
                totals.<Double>getAs("seconds") / SECONDS_AN_HOUR,
                totals.getAs("timed"),
                histogram(clips, col("subset")),
                histogram(clips, coalesce(col("gender"), col("gender_given"))),
                histogram(
                        clips,
                        concat(decade.cast("string"), lit("-"), decade.plus(9).cast("string"))),
                histogram(clips, col("mask_type")),
                skipped.passedOver(),
                skipped.otherKinds(),
                histogram(problems, col("kind")),
                firstMalformed(problems));
    }

    private static Map<String, Long> histogram(Dataset<Row> rows, Column value) {
        Map<String, Long> counts = new LinkedHashMap<>();
        rows.groupBy(coalesce(value, lit("unknown")).as("value"))
                .agg(count("*").as("rows"))
                .orderBy("value")
                .collectAsList()
                .forEach(row -> counts.put(row.getAs("value"), row.getAs("rows")));
        return counts;
    }

    private static @Nullable String firstMalformed(Dataset<Row> problems) {
        return problems
                .filter(col("kind").equalTo("malformed"))
                .orderBy("path", "line")
                .limit(1)
                .collectAsList()
                .stream()
                .map(row -> row.getAs("path") + ", line " + row.getAs("line") + ": " + row.getAs("message"))
                .findFirst()
                .orElse(null);
    }
}
