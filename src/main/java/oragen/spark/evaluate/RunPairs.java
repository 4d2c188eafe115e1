package oragen.spark.evaluate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import oragen.InputException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Clips that two runs were given, of which at least one has predicted them, side by side. */
final class RunPairs {
    /** What tells clips apart that lie in one table. */
    static final List<String> IDENTITY =
            List.of("path", "channel", "start_second", "end_second", "face_box", "occlusion");
    /** Columns of predictions, and the one that tells whether there is such a prediction. */
    private static final Map<String, String> PREDICTION = new TreeMap<>(Map.of(
            "gender", "gender",
            "gender_female_probability", "gender",
            "gender_male_probability", "gender",
            "age", "age",
            "mask_type", "mask_type"));

    private final SparkSession spark;
    private final EvaluateOptions options;

    RunPairs(SparkSession spark, EvaluateOptions options) {
        this.spark = spark;
        this.options = options;
    }

    /**
     * A row for each clip, as judged, with what the other run says in {@code other_run}, {@code other_predicted},
     * {@code other_gender} and so on.
     *
     * @param other output folder of {@code label}, or the key of a run beside those of {@code clips}
     */
    Dataset<Row> of(Dataset<Row> clips, String other) {
        Dataset<Row> judged = clips.filter(col("imputed").equalTo(false));
        boolean key = !judged.filter(col("run").equalTo(other)).isEmpty();
        Dataset<Row> others = key
                ? judged.filter(col("run").equalTo(other))
                : new JudgedClips(spark, withoutBy())
                        .read(PredictionFolder.open(spark, other))
                        .filter(col("imputed").equalTo(false));
        Dataset<Row> pairs = join(judged, others);
        if (pairs.filter(col("predicted").and(col("other_predicted"))).isEmpty()) {
            throw new InputException(
                    "--compare " + other,
                    "no clip was predicted by both runs",
                    "use the output folder of label on the same clips, or the key of another run in it");
        }
        return pairs;
    }

    private EvaluateOptions withoutBy() {
        return new EvaluateOptions(
                options.predictions(),
                options.output(),
                options.labels(),
                List.of(),
                null,
                List.of(),
                options.names(),
                options.formats(),
                null,
                options.resamples(),
                options.seed());
    }

    private static Dataset<Row> join(Dataset<Row> one, Dataset<Row> other) {
        List<Column> columns = new ArrayList<>();
        columns.add(col("run").as("other_run"));
        columns.add(col("predicted").as("other_predicted"));
        IDENTITY.forEach(name -> columns.add(identity(name).as("other_" + name)));
        PREDICTION.keySet().forEach(name -> columns.add(col(name).as("other_" + name)));
        Dataset<Row> right = other.select(columns.toArray(Column[]::new));
        Column same = col("run").notEqual(col("other_run"));
        for (String name : IDENTITY) {
            same = same.and(identity(name).equalTo(col("other_" + name)));
        }
        return one.join(right, same).filter(col("predicted").or(col("other_predicted")));
    }

    /**
     * Clips that both runs have predicted, each as two rows with the same labels: {@code side} 0 and 1. What one run has
     * not predicted of a clip is taken from the other too: a task is compared on clips for which both have it.
     */
    static Dataset<Row> sides(Dataset<Row> pairs) {
        return pairs.filter(col("predicted").and(col("other_predicted")))
                .withColumn("side", explode(array(side(0, ""), side(1, "other_"))))
                .withColumn("run", concat(col("run"), lit(RunDifferences.SEPARATOR), col("other_run")))
                .withColumns(sides())
                .withColumn(RunDifferences.SIDE, col("side.number"));
    }

    /** As text, so that parts that were not given are equal too. */
    private static Column identity(String name) {
        return coalesce(col(name).cast("string"), lit(""));
    }

    private static Column side(int number, String prefix) {
        List<Column> fields = new ArrayList<>();
        fields.add(lit(number).as("number"));
        PREDICTION.forEach((name, task) ->
                fields.add(when(col(task).isNotNull().and(col("other_" + task).isNotNull()), col(prefix + name))
                        .as(name)));
        return struct(fields.toArray(Column[]::new));
    }

    private static Map<String, Column> sides() {
        Map<String, Column> columns = new LinkedHashMap<>();
        PREDICTION.keySet().forEach(name -> columns.put(name, col("side." + name)));
        return columns;
    }
}
