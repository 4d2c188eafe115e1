package oragen.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import oragen.corpus.ClipIdentity;
import oragen.corpus.FaceRegion;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/** Reads and writes the Parquet tables of one run. */
final class RunTables {
    /** A file of so many rows is read in one go by any tool; more rows make more files. */
    private static final long ROWS_A_FILE = 250_000;

    /** Stands for every reason of rejects. */
    static final String ALL_REASONS = "all";

    private static final UserDefinedFunction KEY = udf(
            (UDF5<String, @Nullable String, @Nullable Double, @Nullable Double, @Nullable String, String>)
                    RunTables::key,
            DataTypes.StringType);

    private final SparkSession spark;
    private final RunStore store;

    RunTables(SparkSession spark, RunStore store) {
        this.spark = spark;
        this.store = store;
    }

    /**
     * Identities of clips that this run's waves have done, with the state that their files had; of several waves the
     * newest counts.
     *
     * @param retried reasons of rejects that are not done; all of them where it holds {@link #ALL_REASONS}
     */
    Dataset<Row> done(Set<String> retried) {
        RunOutput output = new RunOutput(spark, store.output());
        Dataset<Row> done =
                spark.createDataFrame(List.<Row>of(), ClipTable.SCHEMA).select(doneColumns(col("key")));
        for (String table : List.of("predictions", "rejects")) {
            // Tables that an earlier version alone has written tell nothing of their files: nothing is done.
            Optional<Dataset<Row>> current = output.current(table)
                    .filter(rows -> Arrays.asList(rows.columns()).contains("file_bytes"));
            if (current.isPresent()) {
                Dataset<Row> rows = current.get().filter(col("run_key").equalTo(store.runKey()));
                if (table.equals("rejects")) {
                    rows = retried.contains(ALL_REASONS)
                            ? rows.limit(0)
                            : rows.filter(col("reason").isin(retried.toArray()).equalTo(false));
                }
                done = done.union(rows.select(doneColumns(KEY.apply(
                        ClipRowCodec.IDENTITY.stream().map(name -> col(name)).toArray(Column[]::new)))));
            }
        }
        return done;
    }

    private static Column[] doneColumns(Column key) {
        return new Column[] {
            key.as("done_key"),
            col("file_bytes").as("done_file_bytes"),
            col("file_modified_millis").as("done_file_modified_millis"),
            col("file_sha256").as("done_file_sha256")
        };
    }

    private static String key(
            String path,
            @Nullable String channel,
            @Nullable Double start,
            @Nullable Double end,
            @Nullable String face) {
        return new ClipIdentity(path, channel, start, end, face == null ? null : FaceRegion.parse(face)).key();
    }

    /** Writes one wave from its outcomes. */
    Counts write(
            Dataset<Row> outcomes,
            int number,
            Collection<String> furtherLabels,
            List<Column> constants,
            LabelOptions.WindowTable windowTable) {
        Dataset<Row> predicted = outcomes.filter(col("reason").isNull());
        Dataset<Row> rejected = outcomes.filter(col("reason").isNotNull());
        Counts wave = count(predicted, rejected);
        List<Column> clip = clipColumns(furtherLabels);
        save(
                predicted.select(join(clip, fields(OutcomeRowCodec.PREDICTION.fields()), constants)),
                "predictions",
                wave.predictions(),
                number);
        save(
                rejected.select(join(clip, fields(OutcomeRowCodec.REJECTION.fields()), constants)),
                "rejects",
                wave.rejects(),
                number);
        if (windowTable == LabelOptions.WindowTable.WRITTEN) {
            Dataset<Row> windows = predicted.select(
                    col("clip_id"), col("path"), explode(col("windows")).as("window"));
            save(
                    windows.select(join(List.of(col("clip_id"), col("path"), col("window.*")), constants)),
                    "windows",
                    wave.predictions(),
                    number);
        }
        return wave;
    }

    /** Rows of one wave, and the seconds of media in its predictions. */
    record Counts(long predictions, long rejects, double mediaSeconds) {}

    static Counts count(Dataset<Row> predicted, Dataset<Row> rejected) {
        Row row = predicted
                .agg(org.apache.spark.sql.functions.count("*"), org.apache.spark.sql.functions.sum("duration_seconds"))
                .first();
        return new Counts(row.getLong(0), rejected.count(), row.isNullAt(1) ? 0 : row.getDouble(1));
    }

    /** Writes rows of a table as a wave, in few files and sorted. */
    void save(Dataset<Row> rows, String table, long count, int wave) {
        int files = (int) Math.max(1, count / ROWS_A_FILE);
        Column[] order = table.equals("windows")
                ? columns(List.of("clip_id", "path", "start_second"))
                : columns(List.of("clip_id", "path", "channel", "start_second"));
        Dataset<Row> sorted = files == 1
                ? rows.coalesce(1).sortWithinPartitions(order)
                : rows.repartitionByRange(files, order).sortWithinPartitions(order);
        store.deleteStaging(table);
        sorted.write().parquet(store.staging(table));
        store.publish(table, wave);
    }

    private static List<Column> clipColumns(Collection<String> furtherLabels) {
        List<Column> columns = new ArrayList<>();
        for (StructField field : ClipRowCodec.SCHEMA.fields()) {
            if (!field.name().equals("further_labels")) {
                columns.add(col(field.name()));
            }
        }
        for (String label : furtherLabels) {
            columns.add(col("further_labels").getItem(label).as("label_" + label));
        }
        return columns;
    }

    static List<Column> constants(String bundleId, String protocol) {
        return List.of(
                lit(bundleId).as("bundle_id"),
                lit(protocol).as("protocol"),
                lit(LabelCorpus.SCHEMA_VERSION).as("schema_version"));
    }

    private static List<Column> fields(StructField[] fields) {
        List<Column> columns = new ArrayList<>();
        for (StructField field : fields) {
            columns.add(col(field.name()));
        }
        return columns;
    }

    private static Column[] columns(List<String> names) {
        return names.stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new);
    }

    @SafeVarargs
    private static Column[] join(List<Column>... lists) {
        List<Column> joined = new ArrayList<>();
        for (List<Column> list : lists) {
            joined.addAll(list);
        }
        return joined.toArray(Column[]::new);
    }
}
