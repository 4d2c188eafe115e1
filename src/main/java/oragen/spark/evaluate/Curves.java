package oragen.spark.evaluate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The table behind the plots of ages, for each run by corpus and (corpus null) for all; without imputed clips. */
final class Curves {
    private Curves() {}

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

    /** Each clip for its corpus and for all. */
    static Dataset<Row> byCorpus(Dataset<Row> clips) {
        return clips.filter(col("predicted").and(col("imputed").equalTo(false)))
                .withColumn("corpus", explode(array(lit(null).cast("string"), SliceColumns.corpus())));
    }
}
