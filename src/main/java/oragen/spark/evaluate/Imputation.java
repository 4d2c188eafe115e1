package oragen.spark.evaluate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import oragen.InputException;
import oragen.label.Gender;
import oragen.label.MaskType;
import oragen.spark.clips.LabelTable;
import oragen.spark.clips.Manifest;
import oragen.window.Protocol;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Gives clips without a prediction the majority gender and mask type and the mean age of the windows of their corpus's
 * training set, as the protocol {@code paper} means to. Departs from the authors' code, which leaves such clips out
 * (EvaluateCommandIT holds it).
 */
final class Imputation {
    private static final List<String> TRAINING_SUBSETS = List.of("train", "devel", "dev");

    private final Dataset<Row> statistics;

    private Imputation(Dataset<Row> statistics) {
        this.statistics = statistics;
    }

    /**
     * @param train manifests, or output folders of {@code label}; their rows of the subsets train, devel and dev count, and
     *     those without a subset, but never the test set, which the statistics are for
     */
    static Imputation from(SparkSession spark, List<String> train) {
        Dataset<Row> windows = train.stream()
                .map(location -> windows(spark, location))
                .reduce(Dataset::unionByName)
                .orElseThrow();
        Dataset<Row> statistics = windows.filter(
                        col("subset").isNull().or(lower(col("subset")).isin(TRAINING_SUBSETS.toArray())))
                .groupBy(SliceColumns.corpus())
                .agg(
                        majority("label_gender", Arrays.stream(Gender.values()).map(Gender::label))
                                .as("train_gender"),
                        sum(JudgedClips.wholeYears().multiply(col("windows")))
                                .divide(sum(when(col("label_age").isNotNull(), col("windows"))))
                                .as("train_age"),
                        majority(
                                        "label_mask_type",
                                        Arrays.stream(MaskType.values()).map(MaskType::label))
                                .as("train_mask_type"));
        if (statistics.isEmpty()) {
            throw new InputException(
                    "--train " + String.join(", ", train),
                    "no clip is in one of the subsets " + String.join(", ", TRAINING_SUBSETS),
                    "use the labelled training set, with one of these in the column subset, or nothing");
        }
        return new Imputation(statistics);
    }

    /** Labels, and how many windows they count for. */
    private static Dataset<Row> windows(SparkSession spark, String location) {
        Dataset<Row> labels = Manifest.isManifest(location)
                ? LabelTable.read(spark, location).byKey()
                : PredictionFolder.open(spark, location).labels();
        return labels.withColumn("windows", windows(labels))
                .select("corpus", "subset", "label_gender", "label_age", "label_mask_type", "windows");
    }

    /** How many windows of 4 s every 2 s a clip has, as the statistics are over windows; 1 where nothing tells. */
    private static Column windows(Dataset<Row> labels) {
        List<String> columns = Arrays.asList(labels.columns());
        if (columns.contains("window_count")) {
            return coalesce(col("window_count").cast("double"), lit(0.0));
        }
        if (!columns.contains("label_duration_seconds")) {
            return lit(1.0);
        }
        Column further =
                ceil(col("label_duration_seconds").cast("double").minus(4).divide(2));
        return coalesce(greatest(further, lit(0L)).plus(1).cast("double"), lit(1.0));
    }

    /** The class of most windows, of equal ones the first in its own order; null where there is none. */
    private static Column majority(String column, Stream<String> classes) {
        List<String> labels = classes.toList();
        List<Column> counts = labels.stream()
                .map(label ->
                        sum(when(col(column).equalTo(label), col("windows")).otherwise(0.0)))
                .toList();
        Column most = greatest(counts.toArray(Column[]::new));
        Column winner = when(most.equalTo(0.0), lit(null).cast("string"));
        for (int i = 0; i < labels.size(); i++) {
            winner = winner.when(counts.get(i).equalTo(most), labels.get(i));
        }
        return winner;
    }

    /**
     * Each clip of a run of protocol {@code paper} twice: as it is, and with {@code imputed} true and the statistics
     * where it has no prediction. A task that the run's bundle lacks is not imputed.
     */
    Dataset<Row> apply(Dataset<Row> clips) {
        Column twice = when(col("protocol").equalTo(Protocol.PAPER.label()), array(lit(false), lit(true)))
                .otherwise(array(lit(false)));
        Column fills = col("imputed").and(not(col("predicted")));
        Column age = when(col("has_age_task"), col("train_age"));
        return clips.withColumn("corpus", SliceColumns.corpus())
                .join(broadcast(statistics), new String[] {"corpus"}, "left")
                .withColumn("imputed", explode(twice))
                .withColumn(
                        "gender",
                        when(fills.and(col("has_gender_task")), col("train_gender"))
                                .otherwise(col("gender")))
                .withColumn("age", when(fills, age).otherwise(col("age")))
                .withColumn(
                        "mask_type",
                        when(fills.and(col("has_mask_task")), col("train_mask_type"))
                                .otherwise(col("mask_type")));
    }
}
