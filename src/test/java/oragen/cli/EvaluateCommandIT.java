package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import oragen.evaluation.SumMetric;
import oragen.evaluation.UnitSums;
import oragen.label.Gender;
import oragen.label.MaskType;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluateCommandIT {
    private static final StructType SCHEMA = StructType.fromDDL("run_key string, path string, corpus string,"
            + " subset string, speaker string, label_gender string, label_age double, label_mask_type string,"
            + " gender string, age double, mask_type string, has_audio boolean, has_face boolean, label_site string");

    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();
    private final UnitSums expected = new UnitSums();
    private final UnitSums expectedMedical = new UnitSums();

    private int evaluate(String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "evaluate",
                "--predictions",
                folder.resolve("predictions").toString(),
                "--output",
                folder.resolve("out").toString(),
                "--resamples",
                "200"));
        arguments.addAll(List.of(options));
        return Main.run(new PrintWriter(errors, true), arguments.toArray(String[]::new));
    }

    private List<Row> metrics(String filter) throws IOException {
        try (SparkSession spark = SparkSessions.open("test")) {
            return spark.read()
                    .parquet(folder.resolve("out/metrics").toString())
                    .filter(filter)
                    .collectAsList();
        }
    }

    /** 400 clips of 40 speakers in two corpora, some without a truth, some without a prediction. */
    @BeforeEach
    void writePredictions() throws IOException {
        SplittableRandom random = new SplittableRandom(4);
        List<Row> rows = new ArrayList<>();
        for (int clip = 0; clip < 400; clip++) {
            int speaker = clip % 40;
            Gender truth = clip % 17 == 0 ? null : Gender.values()[speaker % 2];
            Gender gender = random.nextDouble() < 0.8 ? Gender.values()[speaker % 2] : Gender.MALE;
            MaskType mask = MaskType.values()[clip % 6];
            MaskType predictedMask = clip % 13 == 0 ? null : MaskType.values()[random.nextInt(6)];
            Double age = clip % 11 == 0 ? null : 20.0 + speaker;
            double predictedAge = 25.0 + speaker * 0.7 + random.nextDouble(-6, 6);
            rows.add(RowFactory.create(
                    "run",
                    "clip" + clip,
                    speaker < 20 ? "one" : "two",
                    "test",
                    "s" + speaker,
                    truth == null ? null : truth.label(),
                    age,
                    mask.label(),
                    gender.label(),
                    predictedAge,
                    predictedMask == null ? null : predictedMask.label(),
                    true,
                    clip % 3 != 0,
                    speaker == 7 ? "lonely" : "lab"));
            add(expected, truth, gender, mask, predictedMask, age, predictedAge);
            if (mask == MaskType.MEDICAL && speaker < 20) {
                add(expectedMedical, truth, gender, mask, predictedMask, age, predictedAge);
            }
        }
        try (SparkSession spark = SparkSessions.open("test")) {
            spark.createDataFrame(rows, SCHEMA)
                    .repartition(3)
                    .write()
                    .parquet(folder.resolve("predictions").toString());
        }
    }

    private static void add(
            UnitSums sums, Gender truth, Gender gender, MaskType mask, MaskType predicted, Double age, double years) {
        sums.addGender(truth, gender);
        sums.addMaskType(mask, predicted);
        sums.addAge(age, years);
    }

    private static void assertAgreement(List<Row> rows, UnitSums sums) {
        assertThat(rows).isNotEmpty();
        for (Row row : rows) {
            for (SumMetric metric : SumMetric.values()) {
                if (metric.task().equals(row.getAs("task")) && metric.label().equals(row.getAs("metric"))) {
                    assertThat(row.<Double>getAs("value"))
                            .as("%s", row)
                            .isCloseTo(metric.of(sums).getAsDouble(), within(1e-9));
                }
            }
        }
    }

    @Test
    void sparksSumsAreThoseOfThePlainMetrics() throws IOException {
        assertThat(evaluate()).as("%s", errors).isZero();
        List<Row> overall = metrics("slice = 'overall' and corpus is null and subset is null");
        assertThat(overall).hasSize(SumMetric.values().length);
        assertAgreement(overall, expected);
        assertAgreement(
                metrics("slice = 'mask_type' and slice_value = 'medical' and corpus = 'one' and subset is null"),
                expectedMedical);
        for (Row row : overall) {
            assertThat(row.<Double>getAs("ci_low")).isLessThanOrEqualTo(row.getAs("value"));
            assertThat(row.<Double>getAs("ci_high")).isGreaterThanOrEqualTo(row.getAs("value"));
            assertThat(row.<Long>getAs("speakers")).isEqualTo(40);
        }
    }

    @Test
    void everySliceIsThereAndOneSpeakerHasNoInterval() throws IOException {
        assertThat(evaluate("--by", "label_site")).as("%s", errors).isZero();
        assertThat(metrics("task = 'age' and metric = 'mae_years' and corpus is null and subset is null"))
                .extracting(row -> row.<String>getAs("slice"))
                .contains("mask_type", "predicted_mask_type", "gender", "age_band", "modality", "label_site");
        Row lonely = metrics("slice_value = 'lonely' and metric = 'mae_years' and corpus is null and subset is null")
                .get(0);
        assertThat(lonely.<Double>getAs("ci_low")).isNull();
        assertThat(lonely.<String>getAs("ci_missing")).isEqualTo("one_speaker");
        assertThat(metrics("value is null or value = double('NaN')")).isEmpty();
    }

    @Test
    void whatCannotBeEvaluatedIsAnInputError() {
        assertThat(evaluate("--by", "label_room")).isEqualTo(2);
        assertThat(errors.toString()).contains("no column label_room").contains("label_site");
        assertThat(evaluate("--resamples", "3")).isEqualTo(2);
        assertThat(Main.run(
                        new PrintWriter(errors, true),
                        "evaluate",
                        "--predictions",
                        folder.resolve("nowhere").toString(),
                        "--output",
                        folder.resolve("out").toString()))
                .isEqualTo(2);
    }
}
