package oragen.spark.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oragen.InputException;
import oragen.label.MaskType;
import oragen.run.RejectReason;
import oragen.run.RunRecord;
import oragen.spark.table.RunOutput;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * What {@code label} has left in a folder.
 *
 * @param predictions as written
 * @param rejects clips that could not be used, without duplicates of others; null where there is no such table
 * @param records of the runs, where the folder has them
 */
record PredictionFolder(
        String location, Dataset<Row> predictions, @Nullable Dataset<Row> rejects, List<RunRecord> records) {
    private static final List<String> NEEDED = List.of(
            "run_key",
            "bundle_id",
            "protocol",
            "clip_id",
            "path",
            "corpus",
            "subset",
            "speaker",
            "label_gender",
            "label_age",
            "label_mask_type",
            "gender",
            "gender_female_probability",
            "gender_male_probability",
            "age",
            "mask_type",
            "has_audio",
            "has_face");

    /** @param location the output folder of {@code label}, or its folder {@code predictions} */
    static PredictionFolder open(SparkSession spark, String location) {
        Path given = qualified(spark, location);
        Path above = given.getParent();
        Path folder = above == null || exists(spark, new Path(given, "predictions")) ? given : above;
        RunOutput output = new RunOutput(spark, folder.toString());
        Dataset<Row> rows = exists(spark, given) ? output.current("predictions").orElse(null) : null;
        if (rows == null) {
            throw new InputException(
                    "--predictions " + location,
                    "contains no readable Parquet",
                    "use the output folder of label, or its predictions folder");
        }
        List<String> missing = new ArrayList<>(NEEDED);
        missing.removeAll(Arrays.asList(rows.columns()));
        if (!missing.isEmpty()) {
            throw new InputException(
                    "--predictions " + location,
                    "no column " + String.join(", ", missing),
                    "use predictions written by label; the columns are " + String.join(", ", rows.columns()));
        }
        return new PredictionFolder(
                location,
                withOptional(rows),
                output.current("rejects")
                        .map(table -> table.filter(col("reason").notEqual(RejectReason.DUPLICATE.label())))
                        .orElse(null),
                output.records());
    }

    /** The column of a mask type's probability. */
    static String probability(MaskType type) {
        return type.label() + "_probability";
    }

    /** Tables of an earlier version know of no painted masks, and those of other tools of no probabilities of mask types. */
    private static Dataset<Row> withOptional(Dataset<Row> rows) {
        List<String> known = Arrays.asList(rows.columns());
        Map<String, Column> missing = new LinkedHashMap<>();
        if (!known.contains("occlusion")) {
            missing.put("occlusion", lit(null).cast("string"));
        }
        for (MaskType type : MaskType.values()) {
            if (!known.contains(probability(type))) {
                missing.put(probability(type), lit(null).cast("double"));
            }
        }
        return rows.withColumns(missing);
    }

    private static Path qualified(SparkSession spark, String location) {
        Path path = new Path(location);
        try {
            return path.getFileSystem(spark.sparkContext().hadoopConfiguration())
                    .makeQualified(path);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be looked up", e);
        }
    }

    private static boolean exists(SparkSession spark, Path path) {
        try {
            return path.getFileSystem(spark.sparkContext().hadoopConfiguration())
                    .exists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be looked up", e);
        }
    }

    /** Every clip, {@code predicted} or not; what a reject has no column for is null. */
    Dataset<Row> clips() {
        Dataset<Row> predicted = predictions.withColumn("predicted", lit(true));
        return rejects == null
                ? predicted
                : predicted.unionByName(
                        rejects.drop("stage", "reason", "message", "remedy").withColumn("predicted", lit(false)), true);
    }

    /** The labels of every clip, and the number of its windows where that is known. */
    Dataset<Row> labels() {
        Dataset<Row> clips = clips();
        List<String> columns =
                new ArrayList<>(List.of("corpus", "subset", "label_gender", "label_age", "label_mask_type"));
        if (Arrays.asList(clips.columns()).contains("window_count")) {
            columns.add("window_count");
        }
        return clips.select(columns.stream().map(name -> col(name)).toArray(Column[]::new));
    }
}
