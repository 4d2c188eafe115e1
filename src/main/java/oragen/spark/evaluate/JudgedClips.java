package oragen.spark.evaluate;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import oragen.InputException;
import oragen.spark.clips.LabelTable;
import oragen.window.Protocol;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clips with truth and prediction side by side: predictions and rejects → labels of a manifest → imputation. Rows have
 * the columns of predictions and {@code run, imputed, predicted}; one row for a run, a clip and a way of imputing.
 */
final class JudgedClips {
    private static final Logger LOG = LoggerFactory.getLogger(JudgedClips.class);

    private final SparkSession spark;
    private final EvaluateOptions options;

    JudgedClips(SparkSession spark, EvaluateOptions options) {
        this.spark = spark;
        this.options = options;
    }

    Dataset<Row> read(PredictionFolder folder) {
        Dataset<Row> clips = folder.clips();
        String labels = options.labels();
        Dataset<Row> labelled = labels == null ? clips : relabel(clips, LabelTable.read(spark, labels));
        requireColumns(labelled, folder.location());
        Dataset<Row> named = wholeAges(labelled.withColumn("run", col("run_key")));
        return options.train().isEmpty()
                ? named.withColumn("imputed", lit(false))
                : Imputation.from(spark, options.train()).apply(withTasks(named));
    }

    private void requireColumns(Dataset<Row> clips, String location) {
        List<String> missing = new ArrayList<>(options.by());
        missing.removeAll(Arrays.asList(clips.columns()));
        if (!missing.isEmpty()) {
            throw new InputException(
                    "--by " + String.join(" --by ", missing),
                    "no such column in " + location,
                    "the columns are " + String.join(", ", clips.columns()));
        }
    }

    /** The manifest says which clips count: one that no run has is a clip without a prediction in each of them. */
    private static Dataset<Row> relabel(Dataset<Row> clips, LabelTable labels) {
        String key = labels.key();
        Dataset<Row> truth = labels.byKey();
        Dataset<Row> wanted = clips.join(truth.select(key), new String[] {key}, "left_semi");
        LabelTable.requireUnique(
                wanted.withColumn(key, concat_ws(" in run ", col(key), col("run_key"), col("occlusion"))),
                key,
                "predictions");
        long foreign =
                clips.join(truth.select(key), new String[] {key}, "left_anti").count();
        if (foreign > 0) {
            LOG.info("ignoring {} rows of clips that are not in the --labels manifest", foreign);
        }
        List<String> unlabelled = new ArrayList<>(Arrays.asList(clips.columns()));
        unlabelled.removeAll(Arrays.asList(truth.columns()));
        unlabelled.removeIf(name -> name.startsWith("label_"));
        unlabelled.removeAll(List.of("run_key", "bundle_id", "protocol", "schema_version"));
        List<String> ofRun = List.of("run_key", "bundle_id", "protocol");
        Dataset<Row> runs = clips.select(columns(ofRun)).distinct();
        List<String> kept = new ArrayList<>(unlabelled);
        kept.addAll(List.of(key, "run_key"));
        Dataset<Row> joined = truth.crossJoin(broadcast(runs))
                .join(clips.select(columns(kept)), new String[] {key, "run_key"}, "left");
        Dataset<Row> judged = joined.withColumn("predicted", coalesce(col("predicted"), lit(false)))
                // A mask that was painted on the face is the truth about it.
                .withColumn("label_mask_type", coalesce(col("occlusion"), col("label_mask_type")));
        if (wanted.isEmpty()) {
            throw new InputException(
                    "--labels",
                    "no " + key + " of the manifest occurs in the predictions",
                    "use the manifest of the labelled clips");
        }
        return judged;
    }

    private static Column[] columns(List<String> names) {
        return names.stream().map(name -> col("`" + name + "`")).toArray(Column[]::new);
    }

    /** Which tasks each run's bundle has, as far as its predictions tell. */
    private static Dataset<Row> withTasks(Dataset<Row> clips) {
        Dataset<Row> tasks = clips.groupBy("run")
                .agg(
                        max(col("gender").isNotNull()).as("has_gender_task"),
                        max(col("age").isNotNull()).as("has_age_task"),
                        max(col("mask_type").isNotNull()).as("has_mask_task"));
        return clips.join(broadcast(tasks), "run");
    }

    /** The paper's evaluation cuts the truth to whole years, rounds what was predicted, and leaves what it imputes. */
    private static Dataset<Row> wholeAges(Dataset<Row> clips) {
        Column paper = col("protocol").equalTo(Protocol.PAPER.label());
        return clips.withColumn("age", when(paper, round(col("age"))).otherwise(col("age")))
                .withColumn("label_age", when(paper, wholeYears()).otherwise(col("label_age")));
    }

    /** The true age as the authors' code reads it. */
    static Column wholeYears() {
        return floor(col("label_age")).cast("double");
    }
}
