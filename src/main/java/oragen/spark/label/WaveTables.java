package oragen.spark.label;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import oragen.pipeline.WindowTable;
import oragen.run.Columns;
import oragen.run.FeatureTable;
import oragen.run.RunRecord;
import oragen.run.RunStore;
import oragen.spark.clips.ClipRowCodec;
import oragen.spark.table.RunTables;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Writes the tables of one wave from the rows of its tasks. */
final class WaveTables {
    private final SparkSession spark;
    private final RunStore store;
    private final RunTables tables;
    private final Wave wave;

    /**
     * What each row of a wave is told.
     *
     * @param furtherLabels names of further columns of the manifests
     */
    record Wave(int number, Set<String> furtherLabels, RunRecord run, String protocol) {}

    WaveTables(SparkSession spark, RunStore store, Wave wave) {
        this.spark = spark;
        this.store = store;
        this.tables = new RunTables(spark, store);
        this.wave = wave;
    }

    /** Predictions, rejects and, if wanted, windows; rows of tasks are those of {@link OutcomeRowCodec}. */
    void writePredictions(
            JavaRDD<Row> rows, LabelWave.Duplicates duplicates, WaveMeters meters, WindowTable windowTable) {
        spark.createDataFrame(rows, OutcomeRowCodec.SCHEMA).write().parquet(store.staging("outcomes"));
        Dataset<Row> outcomes = spark.read()
                .schema(OutcomeRowCodec.SCHEMA)
                .parquet(store.staging("outcomes"))
                .unionByName(duplicates.rows());
        Dataset<Row> predicted = outcomes.filter(col("reason").isNull());
        tables.save(
                predicted.select(columns(clip(), fields(OutcomeRowCodec.PREDICTION), constants())),
                "predictions",
                meters.rows().value(),
                wave.number());
        writeRejects(
                outcomes.filter(col("reason").isNotNull()), meters.rejects().value() + duplicates.count());
        if (windowTable == WindowTable.WRITTEN) {
            List<Column> window = new ArrayList<>();
            for (oragen.run.Column column : Columns.WINDOW_CLIP) {
                window.add(col(column.name().replaceFirst("^clip_(start|end)_", "$1_"))
                        .as(column.name()));
            }
            window.add(explode(col("windows")).as("window"));
            Dataset<Row> windows = predicted.select(window.toArray(Column[]::new));
            List<Column> flat = new ArrayList<>(names(Columns.WINDOW_CLIP));
            flat.add(col("window.*"));
            tables.save(
                    windows.select(columns(flat, constants())),
                    "windows",
                    meters.windows().value(),
                    wave.number());
        }
        store.deleteStaging("outcomes");
    }

    /** Features as the tasks give them, in their order and one file a task, and rejects from the meter. */
    void writeFeatures(JavaRDD<Row> rows, LabelWave.Duplicates duplicates, WaveMeters meters) {
        List<Column> constants = List.of(
                lit(wave.run().bundleId()).as("bundle_id"),
                lit(wave.run().bundleChecksum()).as("bundle_checksum"),
                lit(wave.protocol()).as("protocol"),
                lit(FeatureRowCodec.SCHEMA_VERSION).as("schema_version"));
        spark.createDataFrame(rows, FeatureRowCodec.SCHEMA)
                .select(columns(clip(), fields(FeatureRowCodec.FEATURE), constants))
                .write()
                .option("compression", "zstd")
                .option("parquet.block.row.count.limit", FeatureTable.ROW_GROUP)
                .parquet(store.staging("features"));
        store.publish("features", wave.number());
        Dataset<Row> rejected = spark.createDataFrame(meters.rejected().value(), OutcomeRowCodec.SCHEMA);
        writeRejects(rejected.unionByName(duplicates.rows()), meters.rejects().value() + duplicates.count());
    }

    private void writeRejects(Dataset<Row> rejected, long count) {
        tables.save(
                rejected.select(columns(clip(), fields(OutcomeRowCodec.REJECTION), constants())),
                "rejects",
                count,
                wave.number());
    }

    private List<Column> clip() {
        List<Column> columns = new ArrayList<>();
        for (String name : ClipRowCodec.SCHEMA.fieldNames()) {
            if (!ClipRowCodec.INTERNAL.contains(name)) {
                columns.add(col(name));
            }
        }
        for (String label : wave.furtherLabels()) {
            columns.add(col("further_labels").getItem(label).as("label_" + label));
        }
        return columns;
    }

    private List<Column> constants() {
        return List.of(
                lit(wave.run().bundleId()).as("bundle_id"),
                lit(wave.protocol()).as("protocol"),
                lit(RunRecord.SCHEMA_VERSION).as("schema_version"));
    }

    private static List<Column> names(List<oragen.run.Column> columns) {
        return columns.stream().map(column -> col(column.name())).toList();
    }

    private static List<Column> fields(StructType fields) {
        return Arrays.stream(fields.fieldNames()).map(name -> col(name)).toList();
    }

    @SafeVarargs
    private static Column[] columns(List<Column>... lists) {
        List<Column> joined = new ArrayList<>();
        for (List<Column> list : lists) {
            joined.addAll(list);
        }
        return joined.toArray(Column[]::new);
    }
}
