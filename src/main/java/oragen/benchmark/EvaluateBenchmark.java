package oragen.benchmark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.rand;
import static org.apache.spark.sql.functions.randn;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import oragen.label.MaskType;
import oragen.spark.evaluate.EvaluateOptions;
import oragen.spark.evaluate.EvaluatePredictions;
import oragen.spark.session.JobSteps;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** Measures {@code evaluate} on made-up predictions: two corpora, two subsets, six mask types. */
public final class EvaluateBenchmark {
    private final SparkSession spark;
    private final long rows;
    private final int speakers;
    private final String output;

    /** @param output folder for the predictions and the tables; what an earlier benchmark left is replaced */
    public EvaluateBenchmark(SparkSession spark, long rows, int speakers, String output) {
        this.spark = spark;
        this.rows = rows;
        this.speakers = speakers;
        this.output = output;
    }

    /** @param peakHeapBytes of this JVM while evaluating, garbage included */
    public record Measurement(double seconds, long metrics, long peakHeapBytes) {}

    public Measurement execute() {
        String folder = new Path(output, "made-up").toString();
        predictions().write().mode(SaveMode.Overwrite).parquet(new Path(folder, "predictions").toString());
        try (HeapSampler heap = new HeapSampler()) {
            long began = System.nanoTime();
            EvaluateOptions options = EvaluateOptions.of(folder, new Path(output, "evaluation").toString());
            long metrics = new EvaluatePredictions(spark, options, JobSteps.UNHEARD)
                    .execute()
                    .count();
            return new Measurement((System.nanoTime() - began) / 1e9, metrics, heap.peakBytes());
        }
    }

    private Dataset<Row> predictions() {
        Column speaker = pmod(col("id"), lit(speakers));
        Column[] masks = Arrays.stream(MaskType.values())
                .map(MaskType::label)
                .map(label -> lit(label))
                .toArray(Column[]::new);
        Column mask = element_at(
                array(masks), pmod(col("id"), lit(masks.length)).plus(1).cast("int"));
        Column guessed =
                element_at(array(masks), rand(3).multiply(masks.length).plus(1).cast("int"));
        Column woman = pmod(speaker, lit(2)).equalTo(0);
        Column logOdds = when(woman, 2.5).otherwise(-2.5).plus(randn(1).multiply(2));
        Column female = lit(1).divide(exp(logOdds.multiply(-1)).plus(1));
        Column age = pmod(speaker, lit(70)).plus(15).cast("double");
        return spark.range(rows)
                .select(
                        lit("benchmark").as("run_key"),
                        lit("made-up").as("bundle_id"),
                        lit("released").as("protocol"),
                        col("id").cast("string").as("clip_id"),
                        concat(lit("clip/"), col("id")).as("path"),
                        when(pmod(speaker, lit(3)).equalTo(0), "brave-masks")
                                .otherwise("voxceleb2")
                                .as("corpus"),
                        when(pmod(speaker, lit(10)).equalTo(0), "dev")
                                .otherwise("test")
                                .as("subset"),
                        speaker.cast("string").as("speaker"),
                        when(woman, "female").otherwise("male").as("label_gender"),
                        age.as("label_age"),
                        mask.as("label_mask_type"),
                        female.as("gender_female_probability"),
                        greatest(least(age.multiply(0.8).plus(8).plus(randn(2).multiply(7)), lit(100)), lit(0))
                                .as("age"),
                        when(rand(4).lt(0.8), mask).otherwise(guessed).as("mask_type"),
                        rand(5).lt(0.9).as("has_audio"),
                        lit(true).as("has_face"))
                .withColumn("gender_male_probability", lit(1).minus(col("gender_female_probability")))
                .withColumn(
                        "gender",
                        when(col("gender_female_probability").geq(0.5), "female")
                                .otherwise("male"));
    }
}
