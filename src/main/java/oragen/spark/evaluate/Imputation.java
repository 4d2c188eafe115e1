package oragen.spark.evaluate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.mode;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import oragen.InputException;
import oragen.spark.clips.Manifest;
import oragen.window.Protocol;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Gives clips without a prediction the majority gender and mask type and the mean age of their corpus's training set,
 * as the protocol {@code paper} means to. Departs from the authors' code, which leaves such clips out
 * (EvaluateCommandIT holds it).
 */
final class Imputation {
    private final Dataset<Row> statistics;

    private Imputation(Dataset<Row> statistics) {
        this.statistics = statistics;
    }

    /** @param train manifest, or output folder of {@code label}; its rows of subset train, or all where none is */
    static Imputation from(SparkSession spark, String train) {
        Dataset<Row> labels = Manifest.isManifest(train)
                ? LabelTable.read(spark, train).byKey()
                : PredictionFolder.open(spark, train).labels();
        Dataset<Row> ofTrain = labels.filter(col("subset").equalTo("train"));
        Dataset<Row> rows = ofTrain.isEmpty() ? labels : ofTrain;
        Dataset<Row> statistics = rows.groupBy(SliceColumns.corpus())
                .agg(
                        mode(col("label_gender"), true).as("train_gender"),
                        avg("label_age").as("train_age"),
                        mode(col("label_mask_type"), true).as("train_mask_type"));
        if (statistics.isEmpty()) {
            throw new InputException("--train " + train, "contains no clip", "use the labelled training set");
        }
        return new Imputation(statistics);
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
