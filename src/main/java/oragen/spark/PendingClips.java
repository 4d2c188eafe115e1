package oragen.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import oragen.corpus.Clip;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;

/** The listed clips that are still to be labelled, in waves by the order of their ids. */
final class PendingClips implements AutoCloseable {
    private static final StructType NUMBERED = ClipTable.SCHEMA.add("place", DataTypes.LongType);

    private final SparkSession spark;
    private final Dataset<Row> listed;
    private final Dataset<Row> done;
    private final LabelOptions options;
    private final Totals totals;

    /**
     * Counts over all clips.
     *
     * @param skipped that an earlier wave has done and that have not changed since
     * @param furtherLabels names of further columns of the manifests
     */
    record Totals(long clips, long bytes, long skipped, long duplicates, Set<String> furtherLabels) {
        int waves(long waveClips) {
            return Math.toIntExact((clips + waveClips - 1) / waveClips);
        }
    }

    /** @param done identities of clips that count as done, with the state that their files had */
    static PendingClips of(SparkSession spark, LabelOptions options, Dataset<Row> done) {
        Dataset<Row> listed = listed(spark, options).persist(StorageLevel.MEMORY_AND_DISK());
        ClipTable.check(listed, options.inputs());
        return new PendingClips(spark, options, listed, done);
    }

    private static Dataset<Row> listed(SparkSession spark, LabelOptions options) {
        Dataset<Row> clips = new ClipTable(spark).of(options.inputs());
        return switch (options.changeCheck()) {
            case MODIFICATION_TIME -> clips;
            case CONTENT_HASH ->
                clips.withColumn(
                        "file_sha256",
                        udf(
                                        new ContentHash(new SerializableConfiguration(
                                                spark.sparkContext().hadoopConfiguration())),
                                        DataTypes.StringType)
                                .apply(col("path")));
        };
    }

    private PendingClips(SparkSession spark, LabelOptions options, Dataset<Row> listed, Dataset<Row> done) {
        this.spark = spark;
        this.options = options;
        this.listed = listed;
        this.done = done;
        this.totals = count();
    }

    Totals totals() {
        return totals;
    }

    private Dataset<Row> placed() {
        return listed.withColumn(
                "place", row_number().over(Window.partitionBy("key").orderBy("clip_id")));
    }

    private Dataset<Row> pending() {
        Dataset<Row> unique = placed().filter(col("place").equalTo(1)).drop("place");
        return unique.join(done, sameClip(unique), "left_anti");
    }

    private Column sameClip(Dataset<Row> unique) {
        String state = switch (options.changeCheck()) {
            case MODIFICATION_TIME -> "file_modified_millis";
            case CONTENT_HASH -> "file_sha256";
        };
        Column same = unique.col("key").equalTo(done.col("done_key"));
        for (String column : List.of("file_bytes", state)) {
            same = same.and(unique.col(column).eqNullSafe(done.col("done_" + column)));
        }
        return same;
    }

    private Totals count() {
        Dataset<Row> unique = placed().filter(col("place").equalTo(1));
        long all = listed.count();
        long distinct = unique.count();
        Row pending = pending()
                .agg(org.apache.spark.sql.functions.count("*"), sum("file_bytes"))
                .first();
        long limit = options.limit() == null ? Long.MAX_VALUE : options.limit();
        Set<String> further = new TreeSet<>();
        listed.select(org.apache.spark.sql.functions.explode(
                        org.apache.spark.sql.functions.map_keys(col("further_labels"))))
                .distinct()
                .collectAsList()
                .forEach(row -> further.add(row.getString(0)));
        return new Totals(
                Math.min(limit, pending.getLong(0)),
                pending.isNullAt(1) ? 0 : pending.getLong(1),
                distinct - pending.getLong(0),
                all - distinct,
                further);
    }

    /** Clips that are listed before, under the same identity. */
    Dataset<Row> duplicates() {
        return placed().filter(col("place").gt(1)).drop("place", "key", "problem");
    }

    /** Writes the pending clips to a table, sorted and numbered, that {@link #wave} reads. */
    void stage(String table) {
        JavaRDD<Row> numbered =
                pending().sort("clip_id", "key").toJavaRDD().zipWithIndex().map(pair -> numbered(pair._1(), pair._2()));
        Dataset<Row> rows = spark.createDataFrame(numbered, NUMBERED);
        Dataset<Row> limited =
                options.limit() == null ? rows : rows.filter(col("place").lt(options.limit()));
        limited.write().parquet(table);
    }

    private static Row numbered(Row row, long place) {
        List<Object> cells = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            cells.add(row.get(i));
        }
        cells.add(place);
        return RowFactory.create(cells.toArray());
    }

    /** The clips of one wave. */
    List<Clip> wave(String table, int wave) {
        return spark
                .read()
                .schema(NUMBERED)
                .parquet(table)
                .filter(floor(col("place").divide(options.waveClips())).equalTo(wave))
                .sort("place")
                .collectAsList()
                .stream()
                .map(ClipRowCodec::decode)
                .toList();
    }

    /** The clips of the first wave, without writing anything. */
    List<Clip> firstWave() {
        int most = Math.toIntExact(Math.min(totals.clips(), options.waveClips()));
        return pending().sort("clip_id", "key").limit(most).collectAsList().stream()
                .map(ClipRowCodec::decode)
                .toList();
    }

    @Override
    public void close() {
        listed.unpersist();
    }
}
