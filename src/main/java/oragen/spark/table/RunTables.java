package oragen.spark.table;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oragen.corpus.ClipIdentity;
import oragen.corpus.FaceRegion;
import oragen.run.Product;
import oragen.run.RejectReason;
import oragen.run.RunStore;
import oragen.spark.clips.ClipRowCodec;
import oragen.spark.clips.ClipTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** Reads and writes the Parquet tables of one run. */
public final class RunTables {
    /** A file of so many rows is read in one go by any tool; more rows make more files. */
    private static final long ROWS_A_FILE = 250_000;

    /** Rows with features have about half a megabyte. */
    private static final long FEATURE_ROWS_A_FILE = 2_000;

    private static final UserDefinedFunction KEY = udf(
            (UDF5<String, @Nullable String, @Nullable Double, @Nullable Double, @Nullable String, String>)
                    RunTables::key,
            DataTypes.StringType);

    private final SparkSession spark;
    private final RunStore store;

    public RunTables(SparkSession spark, RunStore store) {
        this.spark = spark;
        this.store = store;
    }

    /**
     * Identities of clips that this run's waves have done, with the state that their files had; of several waves the
     * newest counts.
     *
     * @param product what this run makes
     * @param retried reasons of rejects that are not done
     */
    public Dataset<Row> done(Product product, Set<RejectReason> retried) {
        RunOutput output = new RunOutput(spark, store.output());
        Dataset<Row> done = nothing(spark);
        for (String table : product.tables()) {
            // Tables that an earlier version alone has written tell nothing of their files: nothing is done.
            Optional<Dataset<Row>> current = output.current(table)
                    .filter(rows -> Arrays.asList(rows.columns()).contains("file_bytes"));
            if (current.isPresent()) {
                Dataset<Row> rows = current.get().filter(col("run_key").equalTo(store.runKey()));
                if (table.equals("rejects")) {
                    Object[] reasons = retried.stream().map(RejectReason::label).toArray();
                    rows = rows.filter(col("reason").isin(reasons).equalTo(false));
                }
                done = done.union(rows.select(doneColumns(KEY.apply(
                        ClipRowCodec.IDENTITY.stream().map(name -> col(name)).toArray(Column[]::new)))));
            }
        }
        return done;
    }

    /** What {@link #done} tells of an output that is new. */
    public static Dataset<Row> nothing(SparkSession spark) {
        return spark.createDataFrame(List.<Row>of(), ClipTable.SCHEMA).select(doneColumns(col("key")));
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

    /** Clips of some waves, and the seconds of media in those that were not rejected. */
    record Counts(long clips, double mediaSeconds) {}

    static Counts count(Dataset<Row> predicted) {
        return counts(counted(predicted).first());
    }

    /** The same for each wave. */
    static Map<Integer, Counts> countByWave(Dataset<Row> predicted) {
        Map<Integer, Counts> counts = new HashMap<>();
        for (Row row : counted(predicted, col("wave")).collectAsList()) {
            counts.put(Integer.parseInt(row.getAs("wave").toString()), counts(row));
        }
        return counts;
    }

    private static Dataset<Row> counted(Dataset<Row> predicted, Column... groups) {
        List<Column> clip = new ArrayList<>(List.of(groups));
        ClipRowCodec.IDENTITY.forEach(name -> clip.add(col(name)));
        clip.add(col("duration_seconds"));
        return predicted
                .select(clip.toArray(Column[]::new))
                .distinct()
                .groupBy(groups)
                .agg(
                        org.apache.spark.sql.functions.count("*").as("clips"),
                        coalesce(sum("duration_seconds"), lit(0.0)).as("seconds"));
    }

    private static Counts counts(Row row) {
        return new Counts(row.getAs("clips"), row.getAs("seconds"));
    }

    /** Writes rows of a table as a wave, in few files and sorted. */
    public void save(Dataset<Row> rows, String table, long count, int wave) {
        long rowsOfFile = table.equals("features") ? FEATURE_ROWS_A_FILE : ROWS_A_FILE;
        int files = (int) Math.max(1, count / rowsOfFile);
        Column[] order = columns(
                switch (table) {
                    case "windows" -> List.of("clip_id", "path", "occlusion", "start_second");
                    case "features" -> List.of("clip_id", "path", "channel", "occlusion", "window_start_second");
                    case "predictions" -> List.of("clip_id", "path", "channel", "start_second", "occlusion");
                    default -> List.of("clip_id", "path", "channel", "start_second");
                });
        Dataset<Row> sorted = files == 1
                ? rows.coalesce(1).sortWithinPartitions(order)
                : rows.repartitionByRange(files, order).sortWithinPartitions(order);
        store.deleteStaging(table);
        sorted.write().parquet(store.staging(table));
        store.publish(table, wave);
    }

    private static Column[] columns(List<String> names) {
        return names.stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new);
    }
}
