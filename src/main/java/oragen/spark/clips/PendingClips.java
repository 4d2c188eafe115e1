package oragen.spark.clips;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_keys;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import oragen.InputException;
import oragen.corpus.Clip;
import oragen.spark.session.FewRows;
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
import org.jspecify.annotations.Nullable;

/** The listed clips that are still to be labelled, in waves by the order of their ids. */
public final class PendingClips implements AutoCloseable {
    private static final StructType NUMBERED = ClipTable.SCHEMA.add("number", DataTypes.LongType);

    /** What is listed, its place among clips of the same identity, and whether an earlier wave has done it. */
    private static final StructType MARKED =
            ClipTable.LISTED.add("place", DataTypes.IntegerType, false).add("done", DataTypes.BooleanType, false);

    /** As many columns as a manifest may have. */
    private static final int MOST_FURTHER_LABELS = 2_000;

    /** By their ids; cells of tables by the files in which they lie, so that a wave reads few of these. */
    private static final Column[] ORDER = {
        coalesce(regexp_extract(col("packing"), "(?s)^cell:\\d+:(.*)", 1), lit("")), col("clip_id"), col("key")
    };

    private static final Column FIRST = col("place").equalTo(1);

    private final SparkSession spark;
    private final Dataset<Row> marked;
    private final ClipSelection selection;
    private final @Nullable FewRows few;
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

    /**
     * Lists the inputs. Where they are few the session handles tables as {@link FewRows} says until this is closed.
     *
     * @param done identities of clips that count as done, with the state that their files had
     */
    public static PendingClips of(SparkSession spark, ClipSelection selection, Dataset<Row> done) {
        ClipTable table = new ClipTable(spark);
        ContentColumns columns = selection.columns();
        ClipTable.Listing listing = columns == null
                ? table.of(selection.inputs())
                : table.ofContents(selection.inputs(), columns, selection.changeCheck());
        Dataset<Row> marked = marked(state(spark, selection, ofSubsets(listing.clips(), selection)), done, selection);
        if (listing.isSmall() && FewRows.are(done)) {
            FewRows few = FewRows.begin(spark);
            try {
                Optional<Dataset<Row>> collected = collected(spark, marked);
                if (collected.isPresent()) {
                    return new PendingClips(spark, selection, few, collected.get());
                }
            } catch (RuntimeException | Error e) {
                few.close();
                throw e;
            }
            few.close();
        }
        return kept(spark, selection, marked);
    }

    /** What is passed over is of no subset. */
    private static Dataset<Row> ofSubsets(Dataset<Row> clips, ClipSelection selection) {
        return selection.subsets().isEmpty()
                ? clips
                : clips.filter(col("passed_over")
                        .isNotNull()
                        .or(col("subset").isin(selection.subsets().toArray())));
    }

    private static PendingClips kept(SparkSession spark, ClipSelection selection, Dataset<Row> rows) {
        Dataset<Row> kept = rows.persist(StorageLevel.MEMORY_AND_DISK());
        try {
            return new PendingClips(spark, selection, null, kept);
        } catch (RuntimeException | Error e) {
            kept.unpersist(true);
            throw e;
        }
    }

    /** Nothing where there are more rows than their files let expect. */
    private static Optional<Dataset<Row>> collected(SparkSession spark, Dataset<Row> rows) {
        List<Row> collected = rows.limit(FewRows.MOST_ROWS + 1).collectAsList();
        return collected.size() > FewRows.MOST_ROWS
                ? Optional.empty()
                : Optional.of(spark.createDataFrame(collected, MARKED));
    }

    private static Dataset<Row> state(SparkSession spark, ClipSelection selection, Dataset<Row> clips) {
        if (selection.columns() != null) { // tables of clips tell their hash themselves
            return clips;
        }
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
                                        .apply(col("path"), col("packing"))));
        };
    }

    /** Rows of {@link #MARKED}. */
    private static Dataset<Row> marked(Dataset<Row> clips, Dataset<Row> done, ClipSelection selection) {
        String change = switch (selection.changeCheck()) {
            case MODIFICATION_TIME -> "file_modified_millis";
            case CONTENT_HASH -> "file_sha256";
        };
        // How large a cell is may be known only once it was labelled.
        List<String> state = selection.columns() == null ? List.of("file_bytes", change) : List.of(change);
        Column same = col("key").equalTo(col("done_key"));
        for (String column : state) {
            same = same.and(col(column).eqNullSafe(col("done_" + column)));
        }
        Column place = row_number()
                .over(Window.partitionBy("passed_over", "key").orderBy("clip_id"))
                .as("place");
        // A clip has several rows where masks were painted on it.
        Dataset<Row> distinct = done.select(Stream.concat(Stream.of("key"), state.stream())
                        .map(name -> col("done_" + name))
                        .toArray(Column[]::new))
                .distinct()
                .withColumn("done", lit(true));
        return clips.withColumn("place", place)
                .join(distinct, same, "left_outer")
                .withColumn("done", coalesce(col("done"), lit(false)))
                .select(columns(MARKED));
    }

    private static Column[] columns(StructType schema) {
        return Arrays.stream(schema.fieldNames()).map(name -> col(name)).toArray(Column[]::new);
    }

    private PendingClips(SparkSession spark, ClipSelection selection, @Nullable FewRows few, Dataset<Row> marked) {
        this.spark = spark;
        this.selection = selection;
        this.few = few;
        this.marked = marked;
        this.totals = counted();
    }

    public Totals totals() {
        return totals;
    }

    private Dataset<Row> pending() {
        return listed().filter(FIRST.and(not(col("done")))).select(columns(ClipTable.SCHEMA));
    }

    private Dataset<Row> listed() {
        return marked.filter(col("passed_over").isNull());
    }

    /** In one pass: of what is listed for a clip, and of what is passed over for each reason. */
    private Totals counted() {
        Column pending = FIRST.and(not(col("done")));
        Map<String, Long> passedOver = new HashMap<>();
        Optional<Row> clips = Optional.empty();
        for (Row row : marked.groupBy("passed_over")
                .agg(
                        count("*").as("all"),
                        count(when(FIRST, true)).as("distinct"),
                        count(when(pending, true)).as("pending"),
                        coalesce(sum(when(pending, col("file_bytes"))), lit(0L)).as("bytes"),
                        count(when(size(col("further_labels")).gt(0), true)).as("further"),
                        min(when(col("problem").isNotNull(), struct("clip_id", "problem")))
                                .getField("problem")
                                .as("problem"))
                .collectAsList()) {
            String reason = row.getAs("passed_over");
            if (reason == null) {
                clips = Optional.of(row);
            } else {
                passedOver.put(reason, row.getAs("all"));
            }
        }
        Row counts = clips.orElseThrow(() -> ClipTable.nothingListed(selection));
        ClipTable.check(counts.getAs("problem"));
        requireDistinctIds(counts.<Long>getAs("all") - counts.<Long>getAs("distinct"));
        long waiting = counts.getAs("pending");
        long distinct = counts.getAs("distinct");
        return new Totals(
                selection.limit() == null ? waiting : Math.min(selection.limit(), waiting),
                counts.getAs("bytes"),
                distinct - waiting,
                counts.<Long>getAs("all") - distinct,
                counts.<Long>getAs("further") == 0 ? Set.of() : furtherLabels(),
                SkippedFiles.of(passedOver));
    }

    /** Where the content of a clip is found by its id, which of two rows is meant cannot be told. */
    private void requireDistinctIds(long duplicates) {
        ContentColumns columns = selection.columns();
        if (duplicates > 0 && columns != null && columns.id() != null) {
            String first =
                    listed().filter(not(FIRST)).agg(min("clip_id")).first().getString(0);
            throw new InputException(
                    "--id-column " + columns.id(),
                    "has " + first + " in more than one row; so are the ids of " + duplicates + " rows",
                    "name a column whose values differ, or leave it out: then their content tells clips apart");
        }
    }

    private Set<String> furtherLabels() {
        Set<String> names = new TreeSet<>();
        listed().select(explode(map_keys(col("further_labels"))).as("name"))
                .distinct()
                .collectAsList()
                .forEach(row -> names.add(row.getAs("name")));
        if (names.size() > MOST_FURTHER_LABELS) {
            throw new InputException(
                    "--input " + String.join(" ", selection.inputs()),
                    "has " + names.size() + " different labels, each of which would be a column",
                    "keep at most " + MOST_FURTHER_LABELS + " columns, or fields of the samples' .json");
        }
        return names;
    }

    /** Clips that are listed before, under the same identity. */
    public Dataset<Row> duplicates() {
        return listed().filter(not(FIRST)).select(columns(ClipRowCodec.SCHEMA));
    }

    /** Writes the pending clips after the first wave to a table, sorted and numbered, that {@link #wave} reads. */
    public void stage(String table) {
        JavaRDD<Row> numbered =
                pending().sort(ORDER).toJavaRDD().zipWithIndex().map(pair -> numbered(pair._1(), pair._2()));
        spark.createDataFrame(numbered, NUMBERED)
                .filter(col("number")
                        .geq(selection.waveClips())
                        .and(col("number").lt(totals.clips())))
                .write()
                .parquet(table);
    }

    private static Row numbered(Row row, long number) {
        List<Object> cells = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            cells.add(row.get(i));
        }
        cells.add(number);
        return RowFactory.create(cells.toArray());
    }

    /** The clips of a wave after the first. */
    public List<Clip> wave(String table, int wave) {
        return spark
                .read()
                .schema(NUMBERED)
                .parquet(table)
                .filter(col("number")
                        .geq(wave * selection.waveClips())
                        .and(col("number").lt((wave + 1L) * selection.waveClips())))
                .sort("number")
                .collectAsList()
                .stream()
                .map(ClipRowCodec::decode)
                .toList();
    }

    /** The clips of the first wave, of which nothing is written. */
    public List<Clip> firstWave() {
        int most = Math.toIntExact(Math.min(totals.clips(), selection.waveClips()));
        return pending().sort(ORDER).limit(most).collectAsList().stream()
                .map(ClipRowCodec::decode)
                .toList();
    }

    @Override
    public void close() {
        marked.unpersist(true);
        if (few != null) {
            few.close();
        }
    }
}
