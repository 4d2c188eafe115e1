package oragen.benchmark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.rand;
import static org.apache.spark.sql.functions.randn;
import static org.apache.spark.sql.functions.when;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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

/** Measures {@code evaluate} on made-up predictions of six mask types. */
public final class EvaluateBenchmark {
    private static final int BY_VALUES = 20;

    private final SparkSession spark;
    private final Shape shape;
    private final String output;

    /** @param output folder for the predictions and the tables; what an earlier benchmark left is replaced */
    public EvaluateBenchmark(SparkSession spark, Shape shape, String output) {
        this.spark = spark;
        this.shape = shape;
        this.output = output;
    }

    /**
     * How much is evaluated. A speaker belongs to one corpus, and is in every subset and every slice that depends on
     * the clip: the most that there can be to compute.
     *
     * @param by further columns to slice by, of twenty values each
     */
    public record Shape(long rows, int speakers, int corpora, int subsets, int by) {}

    /** @param peakHeapBytes of this JVM while evaluating, garbage included */
    public record Measurement(double seconds, double processorSeconds, long metrics, long peakHeapBytes) {}

    public Measurement execute() {
        String folder = new Path(output, "made-up").toString();
        predictions().write().mode(SaveMode.Overwrite).parquet(new Path(folder, "predictions").toString());
        try (HeapSampler heap = new HeapSampler()) {
            long began = System.nanoTime();
            long beganProcessor = processorNanos();
            List<String> by = IntStream.range(0, shape.by())
                    .mapToObj(EvaluateBenchmark::column)
                    .toList();
            EvaluateOptions options = EvaluateOptions.of(folder, new Path(output, "evaluation").toString())
                    .by(by);
            long metrics = new EvaluatePredictions(spark, options, JobSteps.UNHEARD)
                    .execute()
                    .count();
            return new Measurement(
                    (System.nanoTime() - began) / 1e9,
                    (processorNanos() - beganProcessor) / 1e9,
                    metrics,
                    heap.peakBytes());
        }
    }

    private static long processorNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
    }

    private static String column(int by) {
        return "label_by_" + by;
    }

    private static Column oneOf(List<String> values, Column number) {
        return element_at(
                array(values.stream().map(value -> lit(value)).toArray(Column[]::new)),
                pmod(number, lit(values.size())).plus(1).cast("int"));
    }

    /** Names that are known come first. */
    private static List<String> names(List<String> known, String further, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> i < known.size() ? known.get(i) : further + i)
                .toList();
    }

    private Dataset<Row> predictions() {
        Dataset<Row> rows = withoutBy();
        for (int by = 0; by < shape.by(); by++) {
            rows = rows.withColumn(
                    column(by), floor(rand(10 + by).multiply(BY_VALUES)).cast("string"));
        }
        return rows.drop("id");
    }

    private Dataset<Row> withoutBy() {
        Column speaker = pmod(col("id"), lit(shape.speakers()));
        List<String> masks =
                Arrays.stream(MaskType.values()).map(MaskType::label).toList();
        Column mask = oneOf(masks, col("id"));
        Column guessed = oneOf(masks, rand(3).multiply(masks.size()));
        List<String> corpora = names(List.of("voxceleb2", "brave-masks"), "corpus-", shape.corpora());
        List<String> subsets = names(List.of("test", "dev", "train"), "subset-", shape.subsets());
        Column woman = pmod(speaker, lit(2)).equalTo(0);
        Column logOdds = when(woman, 2.5).otherwise(-2.5).plus(randn(1).multiply(2));
        Column female = lit(1).divide(exp(logOdds.multiply(-1)).plus(1));
        Column age = pmod(speaker, lit(70)).plus(15).cast("double");
        Dataset<Row> rows = spark.range(shape.rows())
                .select(
                        col("id"),
                        lit("benchmark").as("run_key"),
                        lit("made-up").as("bundle_id"),
                        lit("released").as("protocol"),
                        col("id").cast("string").as("clip_id"),
                        concat(lit("clip/"), col("id")).as("path"),
                        oneOf(corpora, speaker).as("corpus"),
                        oneOf(subsets, floor(col("id").divide(shape.speakers())))
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
                                .otherwise("male"))
                .withColumn("winning", rand(6).multiply(0.5).plus(0.5));
        for (String type : masks) {
            rows = rows.withColumn(
                    type + "_probability",
                    when(col("mask_type").equalTo(type), col("winning"))
                            .otherwise(lit(1).minus(col("winning")).divide(masks.size() - 1)));
        }
        return rows.drop("winning");
    }
}
