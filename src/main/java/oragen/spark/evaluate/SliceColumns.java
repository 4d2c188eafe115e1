package oragen.spark.evaluate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * By what judged clips are told apart. A cell is a run, its corpus and subset and one value of one slice; a clip lies
 * in one cell of every slice. Every cell counts for its corpus and subset, for either alone, and for all clips.
 */
final class SliceColumns {
    /** Columns that name a row of the tables; a corpus or subset of null is all of them. */
    static final StructType KEY = new StructType()
            .add("run", DataTypes.StringType)
            .add("imputed", DataTypes.BooleanType)
            .add("corpus", DataTypes.StringType)
            .add("subset", DataTypes.StringType)
            .add("slice", DataTypes.StringType)
            .add("slice_value", DataTypes.StringType);

    static final String OVERALL = "overall";

    /** The slice that a prediction decides. */
    static final String PREDICTED_MASK_TYPE = "predicted_mask_type";

    /** Clips of unknown speakers are drawn again in so many groups, as single clips would be too many. */
    private static final int UNITS_WITHOUT_SPEAKER = 10_000;

    private static final int BAND_YEARS = 10;
    private static final String PREFIX = "slice_of_";
    private static final String NONE = "unknown";

    private final Map<String, Column> slices = new LinkedHashMap<>();

    private SliceColumns() {
        slices.put(OVERALL, lit("all"));
    }

    /** All clips, in one slice. */
    static SliceColumns overall() {
        return new SliceColumns();
    }

    /** @param by further columns of the predictions */
    SliceColumns(List<String> by) {
        this();
        slices.put("mask_type", col("label_mask_type"));
        slices.put(PREDICTED_MASK_TYPE, col("mask_type"));
        slices.put("gender", col("label_gender"));
        slices.put("age_band", ageBand());
        slices.put("modality", modality());
        by.forEach(column -> slices.put(column, col("`" + column + "`").cast("string")));
    }

    private static Column ageBand() {
        Column start =
                floor(col("label_age").divide(BAND_YEARS)).multiply(BAND_YEARS).cast("int");
        return concat(start.cast("string"), lit("-"), start.plus(BAND_YEARS - 1).cast("string"));
    }

    private static Column modality() {
        return when(col("has_audio").and(col("has_face")), "both")
                .when(col("has_audio"), "audio")
                .when(col("has_face"), "face");
    }

    /** The cells of a group's key, for rows that begin with them. */
    static List<@Nullable Object> cells(StructType schema, Row key) {
        List<@Nullable Object> cells = new ArrayList<>();
        for (String name : schema.fieldNames()) {
            cells.add(key.getAs(name));
        }
        return cells;
    }

    /** Names of the slices, in the order of their columns. */
    List<String> names() {
        return List.copyOf(slices.keySet());
    }

    /** What the clips of a group share: run, imputed, corpus, subset, and the value of every slice. */
    List<Column> keys() {
        List<Column> keys = new ArrayList<>(List.of(col("run"), col("imputed"), corpus(), subset()));
        slices.forEach((name, value) -> keys.add(value.as(PREFIX + name)));
        return keys;
    }

    static Column corpus() {
        return coalesce(col("corpus"), lit(NONE)).as("corpus");
    }

    private static Column subset() {
        return coalesce(col("subset"), lit(NONE)).as("subset");
    }

    /** What is drawn again: {@code @corpus/speaker}, or {@code #n} for a group of clips of unknown speakers. */
    static Column unit() {
        Column hashed = concat(
                lit("#"),
                pmod(xxhash64(col("path")), lit(UNITS_WITHOUT_SPEAKER)).cast("string"));
        return coalesce(concat(lit("@"), coalesce(col("corpus"), lit(NONE)), lit("/"), col("speaker")), hashed)
                .as("unit");
    }

    static boolean isSpeaker(String unit) {
        return unit.startsWith("@");
    }

    /** Rows with {@link #keys} → rows with {@link #KEY}, one for every slice that they count for. */
    Dataset<Row> members(Dataset<Row> groups) {
        List<Column> cells = new ArrayList<>();
        for (String name : slices.keySet()) {
            cells.add(
                    struct(lit(name).as("slice"), col("`" + PREFIX + name + "`").as("slice_value")));
        }
        Dataset<Row> exploded = groups.withColumn("cell", explode(array(cells.toArray(Column[]::new))))
                .filter(col("cell.slice_value").isNotNull());
        List<Column> columns = new ArrayList<>(List.of(
                col("run"),
                col("imputed"),
                col("corpus"),
                col("subset"),
                col("cell.slice").as("slice"),
                col("cell.slice_value").as("slice_value")));
        Arrays.stream(groups.columns())
                .filter(name -> !name.startsWith(PREFIX)
                        && !Arrays.asList(KEY.fieldNames()).contains(name))
                .forEach(name -> columns.add(col(name)));
        return exploded.select(columns.toArray(Column[]::new));
    }

    /** Each row for its corpus and subset, for either alone and for all: four rows. */
    static Dataset<Row> atEveryLevel(Dataset<Row> rows) {
        Column nothing = lit(null).cast("string");
        List<Column> levels = new ArrayList<>();
        for (Column corpus : List.of(nothing, col("corpus"))) {
            for (Column subset : List.of(nothing, col("subset"))) {
                levels.add(struct(corpus.as("corpus"), subset.as("subset")));
            }
        }
        return rows.withColumn("level", explode(array(levels.toArray(Column[]::new))))
                .withColumn("corpus", col("level.corpus"))
                .withColumn("subset", col("level.subset"))
                .drop("level");
    }
}
