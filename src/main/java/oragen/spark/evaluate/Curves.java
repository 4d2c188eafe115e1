package oragen.spark.evaluate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;

import oragen.evaluation.CalibrationSums;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Small tables behind plots, for each run by corpus and (corpus null) for all; without imputed clips. */
final class Curves {
    private Curves() {}

    /** Calibration of gender: bins of the winning class's probability, its mean, and how often it was right. */
    static Dataset<Row> calibration(Dataset<Row> clips) {
        Column winning = greatest(col("gender_female_probability"), col("gender_male_probability"));
        Column bin = least(
                lit(CalibrationSums.BINS - 1),
                floor(winning.minus(0.5).multiply(2 * CalibrationSums.BINS)).cast("int"));
        Column low = bin.divide(2.0 * CalibrationSums.BINS).plus(0.5);
        return byCorpus(clips.filter(
                        col("gender").isNotNull().and(col("label_gender").isNotNull())))
                .groupBy(col("run"), col("corpus"), low.as("bin_low"))
                .agg(
                        count("*").as("clips"),
                        avg(winning).as("confidence"),
                        avg(col("gender").equalTo(col("label_gender")).cast("double"))
                                .as("accuracy"));
    }

    /** Clips by true and predicted age in whole years. */
    static Dataset<Row> ages(Dataset<Row> clips) {
        return byCorpus(clips.filter(col("age").isNotNull().and(col("label_age").isNotNull())))
                .groupBy(
                        col("run"),
                        col("corpus"),
                        round(col("label_age")).cast("int").as("label_age"),
                        round(col("age")).cast("int").as("age"))
                .agg(count("*").as("clips"));
    }

    private static Dataset<Row> byCorpus(Dataset<Row> clips) {
        return clips.filter(col("predicted").and(col("imputed").equalTo(false)))
                .withColumn("corpus", explode(array(lit(null).cast("string"), SliceColumns.corpus())));
    }
}
