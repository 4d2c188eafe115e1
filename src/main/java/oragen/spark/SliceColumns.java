package oragen.spark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;

/** By what predictions are told apart: the columns of a slice, and the slices that one clip belongs to. */
final class SliceColumns {
    /** Clips of unknown speakers are drawn again in so many groups, as single clips would be too many. */
    private static final int UNITS_WITHOUT_SPEAKER = 10_000;

    private static final int BAND_YEARS = 10;
    private static final String PREFIX = "slice_";
    private static final String NONE = "unknown";

    private final Map<String, Column> slices = new LinkedHashMap<>();

    /** @param by further columns of the predictions */
    SliceColumns(List<String> by) {
        slices.put("overall", lit("all"));
        slices.put("mask_type", col("label_mask_type"));
        slices.put("predicted_mask_type", col("mask_type"));
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

    /** What the clips of a group share: run, corpus, subset, every slice's value and the unit that is drawn. */
    List<Column> keys() {
        Column hashed = concat(
                lit("#"),
                pmod(xxhash64(col("path")), lit(UNITS_WITHOUT_SPEAKER)).cast("string"));
        List<Column> keys = new ArrayList<>(List.of(
                col("run_key").as("run"),
                coalesce(col("corpus"), lit(NONE)).as("corpus"),
                coalesce(col("subset"), lit(NONE)).as("subset"),
                coalesce(concat(lit("@"), col("speaker")), hashed).as("unit")));
        slices.forEach((name, value) -> keys.add(value.as(PREFIX + name)));
        return keys;
    }

    /** The slices of a group: each for all corpora, for its corpus, for its subset, and for both. */
    Column memberships() {
        Column nothing = lit(null).cast("string");
        List<Column> memberships = new ArrayList<>();
        for (String name : slices.keySet()) {
            for (Column corpus : List.of(nothing, col("corpus"))) {
                for (Column subset : List.of(nothing, col("subset"))) {
                    memberships.add(struct(
                            corpus.as("corpus"),
                            subset.as("subset"),
                            lit(name).as("slice"),
                            col("`" + PREFIX + name + "`").as("slice_value")));
                }
            }
        }
        return array(memberships.toArray(Column[]::new));
    }
}
