package oragen.spark.clips;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

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
public final class PendingClips implements AutoCloseable {
    private static final StructType NUMBERED = ClipTable.SCHEMA.add("place", DataTypes.LongType);

    private final SparkSession spark;
    private final Dataset<Row> all;
    private final Dataset<Row> listed;
    private final Dataset<Row> done;
    private final ClipSelection selection;
    private final Totals totals;

    /**
     * Counts over all clips.
     *
     * @param skipped that an earlier wave has done and that have not changed since
     * @param furtherLabels names of further columns of the manifests
     * @param skippedFiles that are not taken for clips
     */
    public record Totals(
            long clips,
            long bytes,
            long skipped,
            long duplicates,
            Set<String> furtherLabels,
            SkippedFiles skippedFiles) {
        public int waves(long waveClips) {
            return Math.toIntExact((clips + waveClips - 1) / waveClips);
        }
    }

    /** @param done identities of clips that count as done, with the state that their files had */
    public static PendingClips of(SparkSession spark, ClipSelection selection, Dataset<Row> done) {
        Dataset<Row> all = all(spark, selection).persist(StorageLevel.MEMORY_AND_DISK());
        PendingClips pending = new PendingClips(spark, selection, all, done);
        ClipTable.check(pending.listed, selection.inputs());
        return pending;
    }

    private static Dataset<Row> all(SparkSession spark, ClipSelection selection) {
        Dataset<Row> clips = new ClipTable(spark).of(selection.inputs());
        return switch (selection.changeCheck()) {
            case MODIFICATION_TIME -> clips;
            case CONTENT_HASH ->
                clips.withColumn(
                        "file_sha256",
                        when(
                                col("passed_over").isNull(),
                                udf(
                                                new ContentHash(new SerializableConfiguration(
                                                        spark.sparkContext().hadoopConfiguration())),
                                                DataTypes.StringType)
                                        .apply(col("path"))));
        };
    }

    private PendingClips(SparkSession spark, ClipSelection selection, Dataset<Row> all, Dataset<Row> done) {
        this.spark = spark;
        this.selection = selection;
        this.all = all;
        this.listed = all.filter(col("passed_over").isNull()).drop("passed_over");
        this.done = done;
        this.totals = count();
    }

    public Totals totals() {
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
        String state = switch (selection.changeCheck()) {
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
                .agg(
                        org.apache.spark.sql.functions.count("*").as("clips"),
                        coalesce(sum("file_bytes"), lit(0L)).as("bytes"))
                .first();
        long clips = pending.getAs("clips");
        long limit = selection.limit() == null ? Long.MAX_VALUE : selection.limit();
        Set<String> further = new TreeSet<>();
        listed.select(org.apache
                        .spark
                        .sql
                        .functions
                        .explode(org.apache.spark.sql.functions.map_keys(col("further_labels")))
                        .as("name"))
                .distinct()
                .collectAsList()
                .forEach(row -> further.add(row.getAs("name")));
        return new Totals(
                Math.min(limit, clips),
                pending.getAs("bytes"),
                distinct - clips,
                all - distinct,
                further,
                SkippedFiles.count(this.all));
    }

    /** Clips that are listed before, under the same identity. */
    public Dataset<Row> duplicates() {
        return placed().filter(col("place").gt(1)).drop("place", "key", "problem");
    }

    /** Writes the pending clips to a table, sorted and numbered, that {@link #wave} reads. */
    public void stage(String table) {
        JavaRDD<Row> numbered =
                pending().sort("clip_id", "key").toJavaRDD().zipWithIndex().map(pair -> numbered(pair._1(), pair._2()));
        Dataset<Row> rows = spark.createDataFrame(numbered, NUMBERED);
        Dataset<Row> limited =
                selection.limit() == null ? rows : rows.filter(col("place").lt(selection.limit()));
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
    public List<Clip> wave(String table, int wave) {
        return spark
                .read()
                .schema(NUMBERED)
                .parquet(table)
                .filter(col("place")
                        .geq(wave * selection.waveClips())
                        .and(col("place").lt((wave + 1L) * selection.waveClips())))
                .sort("place")
                .collectAsList()
                .stream()
                .map(ClipRowCodec::decode)
                .toList();
    }

    /** The clips of the first wave, without writing anything. */
    public List<Clip> firstWave() {
        int most = Math.toIntExact(Math.min(totals.clips(), selection.waveClips()));
        return pending().sort("clip_id", "key").limit(most).collectAsList().stream()
                .map(ClipRowCodec::decode)
                .toList();
    }

    @Override
    public void close() {
        all.unpersist(true);
    }
}
