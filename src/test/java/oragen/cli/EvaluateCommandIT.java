package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import oragen.evaluation.SumMetric;
import oragen.evaluation.UnitSums;
import oragen.label.Gender;
import oragen.label.MaskType;
import oragen.label.Task;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluateCommandIT {
    private static final String CLIP = "run_key string, bundle_id string, protocol string, clip_id string, path string,"
            + " channel string, start_second double, end_second double, face_box string, corpus string, subset string,"
            + " speaker string, label_gender string, label_age double, label_mask_type string, label_site string";
    private static final StructType PREDICTIONS = StructType.fromDDL(CLIP
            + ", gender string, gender_female_probability double, gender_male_probability double, age double,"
            + " mask_type string, has_audio boolean, has_face boolean");
    private static final StructType REJECTS =
            StructType.fromDDL(CLIP + ", stage string, reason string, message string, remedy string");
    private static final String WHOLE = "corpus is null and subset is null and not imputed and run = 'run'";

    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();
    private final UnitSums expected = new UnitSums();
    private final UnitSums expectedMedical = new UnitSums();

    private int evaluate(String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "evaluate",
                "--predictions",
                folder.toString(),
                "--output",
                folder.resolve("out").toString(),
                "--resamples",
                "200"));
        arguments.addAll(List.of(options));
        return Main.run(new PrintWriter(errors, true), arguments.toArray(String[]::new));
    }

    private List<Row> table(String name, String filter) throws IOException {
        try (SparkSession spark = SparkSessions.open("test")) {
            return spark.read()
                    .parquet(folder.resolve("out").resolve(name).toString())
                    .filter(filter)
                    .collectAsList();
        }
    }

    private double value(String metric, String filter) throws IOException {
        List<Row> rows = table("metrics", "metric = '" + metric + "' and " + filter);
        assertThat(rows).hasSize(1);
        return rows.get(0).getAs("value");
    }

    private static Object[] clip(String run, String protocol, int clip) {
        int speaker = clip % 40;
        Gender truth = clip % 17 == 0 ? null : Gender.values()[speaker % 2];
        return new Object[] {
            run,
            "bundle",
            protocol,
            "id" + clip,
            "file:/clips/" + clip + ".mp4",
            null,
            null,
            null,
            null,
            speaker < 20 ? "one" : "two",
            "test",
            "s" + speaker % 20,
            truth == null ? null : truth.label(),
            // The paper's evaluation cuts ages to whole years.
            clip % 11 == 0 ? null : 20.0 + speaker + (protocol.equals("paper") ? 0.75 : 0),
            MaskType.values()[clip % 6].label(),
            speaker == 7 ? "lonely" : "lab"
        };
    }

    private static Row extended(Object[] clip, Object... further) {
        List<Object> cells = new ArrayList<>(java.util.Arrays.asList(clip));
        cells.addAll(java.util.Arrays.asList(further));
        return RowFactory.create(cells.toArray());
    }

    /** 400 clips of 40 speakers in two corpora, twice: run of protocol released, and other of protocol paper. */
    @BeforeEach
    void writeTables() throws IOException {
        SplittableRandom random = new SplittableRandom(4);
        List<Row> rows = new ArrayList<>();
        for (int clip = 0; clip < 400; clip++) {
            int speaker = clip % 40;
            Gender truth = clip % 17 == 0 ? null : Gender.values()[speaker % 2];
            Gender gender = random.nextDouble() < 0.8 ? Gender.values()[speaker % 2] : Gender.MALE;
            MaskType mask = MaskType.values()[clip % 6];
            MaskType guess = clip % 13 == 0 ? null : MaskType.values()[random.nextInt(6)];
            Double age = clip % 11 == 0 ? null : 20.0 + speaker;
            double years = 25.25 + speaker * 0.7 + random.nextDouble(-6, 6);
            double female = gender == Gender.FEMALE ? 0.9 : 0.2;
            String guessed = guess == null ? null : guess.label();
            boolean face = clip % 3 != 0;
            rows.add(extended(
                    clip("run", "released", clip), gender.label(), female, 1 - female, years, guessed, true, face));
            rows.add(extended(
                    clip("other", "paper", clip),
                    otherGender(clip, gender),
                    female,
                    1 - female,
                    years + 1,
                    guessed,
                    true,
                    face));
            add(expected, truth, gender, mask, guess, age, years);
            if (mask == MaskType.MEDICAL && speaker < 20) {
                add(expectedMedical, truth, gender, mask, guess, age, years);
            }
        }
        List<Row> rejects = new ArrayList<>();
        for (int clip = 400; clip < 420; clip++) {
            for (String[] run : new String[][] {{"run", "released"}, {"other", "paper"}}) {
                rejects.add(extended(clip(run[0], run[1], clip), "decode", "corrupt", "broken", "copy again"));
            }
        }
        rejects.add(extended(clip("run", "released", 3), "list", "duplicate", "twice", "once"));
        try (SparkSession spark = SparkSessions.open("test")) {
            spark.createDataFrame(rows, PREDICTIONS)
                    .repartition(3)
                    .write()
                    .parquet(folder.resolve("predictions").toString());
            spark.createDataFrame(rejects, REJECTS)
                    .write()
                    .parquet(folder.resolve("rejects").toString());
        }
    }

    /** What the other run says instead: of one clip nothing, of eight the other gender. */
    private static @Nullable String otherGender(int clip, Gender gender) {
        return clip == 8 ? null : clip % 50 == 49 ? Gender.values()[1 - gender.ordinal()].label() : gender.label();
    }

    private static void add(
            UnitSums sums, Gender truth, Gender gender, MaskType mask, MaskType predicted, Double age, double years) {
        sums.addGender(truth, gender);
        sums.addMaskType(mask, predicted);
        sums.addAge(age, years);
    }

    private static void assertAgreement(List<Row> rows, UnitSums sums) {
        assertThat(rows).isNotEmpty();
        int compared = 0;
        for (Row row : rows) {
            for (Task task : Task.values()) {
                for (SumMetric metric : SumMetric.of(task)) {
                    if (task.column().equals(row.getAs("task"))
                            && metric.label().equals(row.getAs("metric"))
                            && !metric.countsUnanswered()) {
                        assertThat(row.<Double>getAs("value"))
                                .as("%s", row)
                                .isCloseTo(metric.value(sums).getAsDouble(), within(1e-9));
                        compared++;
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(20);
    }

    @Test
    void sparksTablesAreThoseOfThePlainMetrics() throws IOException {
        assertThat(evaluate(
                        "--by",
                        "label_site",
                        "--compare",
                        "other",
                        "--name",
                        "run=first, as released",
                        "--format",
                        "html,csv,latex,markdown"))
                .as("%s", errors)
                .isZero();
        List<Row> overall = table("metrics", WHOLE + " and slice = 'overall'");
        assertAgreement(overall, expected);
        assertAgreement(
                table(
                        "metrics",
                        "run = 'run' and slice = 'mask_type' and slice_value = 'medical' and corpus = 'one'"
                                + " and subset is null and not metric like '%_%_years' and value is not null"),
                expectedMedical);
        for (Row row : overall) {
            if (row.getAs("ci_low") != null) {
                assertThat(row.<Double>getAs("ci_low")).isLessThanOrEqualTo(row.getAs("value"));
                assertThat(row.<Double>getAs("ci_high")).isGreaterThanOrEqualTo(row.getAs("value"));
                assertThat(row.<Double>getAs("ci_low")).as("%s", row).isLessThan(row.getAs("ci_high"));
                assertThat(row.<Double>getAs("speaker_value")).as("%s", row).isNotNull();
            } else {
                assertThat(row.<String>getAs("note")).isEqualTo("a_count");
            }
            assertThat(row.<Long>getAs("speakers")).isEqualTo(40);
        }
        assertThat(table("metrics", "value = double('NaN') or (value is null and note is null)"))
                .isEmpty();
        // Two probabilities: the curve has one corner, where the recalls of both classes are known.
        double female = expected.gender().recall(0).getAsDouble();
        double male = expected.gender().recall(1).getAsDouble();
        assertThat(value("roc_auc", WHOLE + " and slice = 'overall'")).isCloseTo((female + male) / 2, within(1e-12));

        everySliceIsThere();
        predictedClassesHavePrecisionAlone();
        gapsAreCorrectedForTheirNumber();
        rejectsLowerTheCoverage();
        confusionAddsUp();
        binsHoldWhatWasPredictedAndWhatItWas();
        runsAreCompared();
        changesAreToldClipByClip();
        thePageIsSelfContained();
        tablesAreFilesToo();
    }

    private void tablesAreFilesToo() throws IOException {
        Path tables = folder.resolve("out/tables/first-as-released");
        assertThat(Files.readString(tables.resolve("01-by-true-mask-type-and-corpus.md")))
                .contains("| corpus | true mask type |", "| FFP2/FFP3 |");
        for (String ending : List.of("html", "csv", "tex")) {
            assertThat(tables.resolve("01-by-true-mask-type-and-corpus." + ending))
                    .exists();
        }
        assertThat(Files.readString(folder.resolve("out/report.html"))).contains("<dd>first, as released (run)</dd>");
    }

    private void everySliceIsThere() throws IOException {
        assertThat(table("metrics", WHOLE + " and metric = 'mae_years'"))
                .extracting(row -> row.<String>getAs("slice"))
                .contains(
                        "overall", "mask_type", "predicted_mask_type", "gender", "age_band", "modality", "label_site");
        Row lonely = table("metrics", WHOLE + " and metric = 'mae_years' and slice_value = 'lonely'")
                .get(0);
        assertThat(lonely.<Double>getAs("ci_low")).isNull();
        assertThat(lonely.<String>getAs("note")).isEqualTo("one_speaker");
        assertThat(table("gaps", WHOLE + " and metric = 'mae_years'"))
                .extracting(row -> row.<String>getAs("slice"))
                .containsExactlyInAnyOrder("gender", "age_band", "mask_type");
    }

    private void predictedClassesHavePrecisionAlone() throws IOException {
        String within = WHOLE + " and slice = 'predicted_mask_type' and slice_value = 'medical' and task = 'mask_type'";
        double right = expected.maskType().precision(MaskType.MEDICAL.ordinal()).getAsDouble();
        assertThat(value("precision_medical", within)).isCloseTo(right, within(1e-12));
        assertThat(table("metrics", within + " and (metric like 'uar%' or metric like 'recall%')"))
                .isEmpty();
        assertThat(table(
                        "metrics",
                        WHOLE + " and slice = 'mask_type' and task = 'mask_type' and metric like '%precision%'"))
                .isEmpty();
    }

    private void gapsAreCorrectedForTheirNumber() throws IOException {
        List<Row> gaps = new ArrayList<>(table("gaps", "run = 'run' and p_value is not null"));
        gaps.sort(java.util.Comparator.comparingDouble(row -> row.getAs("p_value")));
        double highest = 0;
        for (int i = 0; i < gaps.size(); i++) {
            double corrected = Math.min(1, gaps.get(i).<Double>getAs("p_value") * (gaps.size() - i));
            highest = Math.max(highest, corrected);
            assertThat(gaps.get(i).<Double>getAs("p_holm")).isCloseTo(highest, within(1e-9));
            assertThat(gaps.get(i).<Boolean>getAs("stands")).isEqualTo(highest < 0.05);
        }
        // A fifth of the women, and no man, is taken for the other.
        assertThat(table("gaps", WHOLE + " and slice = 'gender' and task = 'gender' and metric = 'uar' and stands"))
                .hasSize(1);
        assertThat(table("gaps", WHOLE + " and slice = 'mask_type' and metric = 'mae_years' and stands"))
                .isEmpty();
    }

    /** The duplicate is no clip of its own. */
    private void rejectsLowerTheCoverage() throws IOException {
        Row coverage = table("metrics", WHOLE + " and slice = 'overall' and metric = 'coverage' and task = 'age'")
                .get(0);
        long labelled = java.util.stream.IntStream.range(0, 420)
                .filter(clip -> clip % 11 != 0)
                .count();
        assertThat(coverage.<Long>getAs("clips")).isEqualTo(labelled);
        assertThat(coverage.<Double>getAs("value")).isCloseTo(expected.age().count() / labelled, within(1e-12));
    }

    private void confusionAddsUp() throws IOException {
        for (Row cell : table("confusion", WHOLE + " and slice = 'overall' and task = 'mask_type'")) {
            int truth = MaskType.fromLabel(cell.getAs("truth")).ordinal();
            int prediction = MaskType.fromLabel(cell.getAs("prediction")).ordinal();
            assertThat((double) cell.<Long>getAs("clips"))
                    .isEqualTo(expected.maskType().count(truth, prediction));
        }
        assertThat(table("ages", "run = 'run' and corpus is null").stream()
                        .mapToLong(row -> row.getAs("clips"))
                        .sum())
                .isEqualTo(Math.round(expected.age().count()));
    }

    private void binsHoldWhatWasPredictedAndWhatItWas() throws IOException {
        String whole = "run = 'run' and corpus is null and task = ";
        List<Row> gender = table("calibration", whole + "'gender'");
        // Probabilities are 0.9 for a woman and 0.8 for a man.
        assertThat(gender).hasSize(2);
        for (Row bin : gender) {
            int told = bin.<Double>getAs("predicted") > 0.85 ? 0 : 1;
            assertThat(bin.<Double>getAs("predicted")).isCloseTo(told == 0 ? 0.9 : 0.8, within(1e-9));
            assertThat(bin.<Double>getAs("observed"))
                    .isCloseTo(expected.gender().precision(told).getAsDouble(), within(1e-9));
            assertThat(bin.<Double>getAs("ci_low")).isLessThan(bin.getAs("observed"));
            assertThat((double) bin.<Long>getAs("clips"))
                    .isEqualTo(expected.gender().predicted(told));
        }
        // What was predicted and what it was differ by the bias.
        double clips = 0;
        double difference = 0;
        for (Row bin : table("calibration", whole + "'age'")) {
            assertThat(bin.<Double>getAs("predicted") - bin.<Double>getAs("bin_low"))
                    .isBetween(0.0, 5.0);
            clips += bin.<Long>getAs("clips");
            difference += bin.<Long>getAs("clips") * (bin.<Double>getAs("predicted") - bin.<Double>getAs("observed"));
        }
        assertThat(clips).isEqualTo(expected.age().count());
        assertThat(difference / clips).isCloseTo(expected.age().bias().getAsDouble(), within(1e-9));
        // The table has no probabilities of mask types.
        assertThat(table("calibration", "task = 'mask_type'")).isEmpty();
    }

    private void runsAreCompared() throws IOException {
        Row bias = table(
                        "differences",
                        "run = 'run less other' and slice = 'overall' and corpus is null and subset is null"
                                + " and metric = 'bias_years'")
                .get(0);
        // The other run is a year higher, and rounded as the paper does.
        assertThat(bias.<Double>getAs("difference")).isCloseTo(-1, within(0.1));
        assertThat(bias.<Double>getAs("ci_high") - bias.<Double>getAs("ci_low")).isLessThan(0.2);
        assertThat(bias.<Long>getAs("clips"))
                .isEqualTo(Math.round(expected.age().count()));
    }

    private void changesAreToldClipByClip() throws IOException {
        List<Row> changes = table("changes", "run = 'run' and other_run = 'other'");
        assertThat(changes).hasSize(400).allMatch(row -> row.getAs("path") != null);
        int moved = 0;
        for (Row row : changes) {
            String truth = row.getAs("label_gender");
            String now = row.getAs("gender");
            String before = row.getAs("other_gender");
            String expectedChange = before == null
                    ? "gained"
                    : before.equals(now) ? "same" : truth == null ? "other" : now.equals(truth) ? "better" : "worse";
            assertThat(row.<String>getAs("gender_change")).as("%s", row).isEqualTo(expectedChange);
            moved += now.equals(before) ? 0 : 1;
            assertThat(row.<Double>getAs("age_difference"))
                    .isEqualTo(row.<Double>getAs("age") - row.<Double>getAs("other_age"));
            String mask = row.getAs("mask_type");
            assertThat(row.<String>getAs("mask_type_change")).isEqualTo(mask == null ? null : "same");
        }
        assertThat(moved).isEqualTo(9);
        assertThat(table("changes", "age_change = 'same' and abs(age_difference) >= 0.5"))
                .isEmpty();
        assertThat(table("changes", "age_change = 'better' and abs(age - label_age) >= abs(other_age - label_age)"))
                .isEmpty();
        assertThat(table("changes", "age_change = 'other' and label_age is not null"))
                .isEmpty();
        String page = Files.readString(folder.resolve("out/report.html"));
        assertThat(page).contains("Clips by what changed from other", "Clips that changed most from other");
    }

    private void thePageIsSelfContained() throws IOException {
        String page = Files.readString(folder.resolve("out/report.html"));
        assertThat(page).contains("<svg", "Fairness", "corrupt", "Comparison with another run");
        assertThat(page).doesNotContain("<script", "<link", "<img", "url(http", "Comparison with the paper");
        assertThat(page.replace("http://www.w3.org/", "").replace("https://", "http://"))
                .doesNotContain("http://");
    }

    @Test
    void thePaperRoundsAgesAndImputesFromTheTrainingSet() throws IOException {
        Files.writeString(
                folder.resolve("train.csv"),
                "path,corpus,subset,gender,age,mask_type\n"
                        + "a.mp4,one,train,female,30,medical\nb.mp4,one,train,female,50,medical\n"
                        + "c.mp4,one,train,male,40,tissue\nd.mp4,two,train,male,60,tissue\ne.mp4,two,dev,female,1.9,tissue\n"
                        + "f.mp4,two,test,female,99,respirator\n");
        assertThat(evaluate("--train", folder.resolve("train.csv").toString()))
                .as("%s", errors)
                .isZero();
        assertThat(table("metrics", "imputed and run = 'run'")).isEmpty();
        String overall = "run = 'other' and slice = 'overall' and corpus is null and subset is null and task = 'age'";
        assertThat(value("coverage", overall + " and imputed")).isEqualTo(1);
        assertThat(value("coverage", overall + " and not imputed")).isLessThan(1);
        // All ages are whole, so Σ|e| of the other run is whole, too.
        double clips = expected.age().count();
        double sum = value("mae_years", overall + " and not imputed") * clips;
        assertThat(sum).isCloseTo(Math.rint(sum), within(1e-6));
        double imputed = 0;
        long count = 0;
        for (int clip = 400; clip < 420; clip++) {
            if (clip % 11 != 0) {
                imputed += Math.abs((clip % 40 < 20 ? 40 : 30.5) - (20.0 + clip % 40));
                count++;
            }
        }
        assertThat(value("mae_years", overall + " and imputed"))
                .isCloseTo((sum + imputed) / (clips + count), within(1e-9));
    }

    /** The other run answers one gender less, and another age; a record says that it only listened. */
    @Test
    void modalitiesAreJudgedOnTheClipsThatAllOfThemAnswered() throws IOException {
        Path runs = Files.createDirectory(folder.resolve("runs"));
        for (String[] run : new String[][] {{"run", "both"}, {"other", "audio"}}) {
            Files.writeString(runs.resolve(run[0] + ".json"), """
                    {"schemaVersion": 3, "version": "test", "runKey": "%s", "bundleId": "bundle", "bundleChecksum": "c",
                     "options": {"protocol": "released", "modality": "%s", "product": "predictions"},
                     "waves": [], "stageSeconds": {}}
                    """.formatted(run[0], run[1]));
        }
        assertThat(evaluate("--format", "csv")).as("%s", errors).isZero();
        String gender = "modality = 'both' and corpus is null and subset is null and task = 'gender'";
        Row common = table("modalities", gender + " and metric = 'accuracy'").get(0);
        Row alone = table("metrics", WHOLE + " and slice = 'overall' and task = 'gender' and metric = 'accuracy'")
                .get(0);
        assertThat(alone.<Long>getAs("clips")).isEqualTo(376);
        assertThat(common.<Long>getAs("clips")).isEqualTo(375);
        double withoutOne = alone.<Double>getAs("value") * 376 - (expectedRight(8) ? 1 : 0);
        assertThat(common.<Double>getAs("value")).isCloseTo(withoutOne / 375, within(1e-9));
        Row coverage = table("modalities", gender + " and metric = 'coverage'").get(0);
        assertThat(Math.round(coverage.<Double>getAs("value") * coverage.<Long>getAs("clips")))
                .isEqualTo(376);
        assertThat(table("modalities", "run = 'other' and modality = 'audio' and metric = 'mae_years'"))
                .hasSize(6);
        assertThat(Files.readString(folder.resolve(
                        "out/tables/modalities/01-by-modality-on-the-same-clips-with-95-intervals-over-speakers.csv")))
                .contains("all,both,", "all,audio,", ",375,376 of 395,", ",375,375 of 395,");
        assertThat(Files.readString(folder.resolve("out/report.html")))
                .contains("<h2 id=\"modalities\">", "<h2 id=\"run1\">Run audio</h2>", "<dd>both (run)</dd>");

        Files.delete(runs.resolve("other.json"));
        assertThat(evaluate()).as("%s", errors).isZero();
        assertThat(folder.resolve("out/modalities")).doesNotExist();
        assertThat(folder.resolve("out/tables")).doesNotExist();
        assertThat(folder.resolve("out/metrics")).exists();
    }

    private boolean expectedRight(int clip) throws IOException {
        try (SparkSession spark = SparkSessions.open("test")) {
            Row row = spark.read()
                    .parquet(folder.resolve("predictions").toString())
                    .filter("run_key = 'run' and clip_id = 'id" + clip + "'")
                    .first();
            return row.getAs("gender").equals(row.getAs("label_gender"));
        }
    }

    @Test
    void labelsOfAManifestCountInstead() throws IOException {
        StringBuilder byId = new StringBuilder("clip_id,path,corpus,speaker,gender,age,room\n");
        StringBuilder byPath = new StringBuilder("path,corpus,speaker,gender,age\n");
        for (int clip = 0; clip < 10; clip++) {
            byId.append("id" + clip + ",x,three,t" + clip + ",female,30,r" + clip % 2 + "\n");
            byPath.append("/clips/" + clip + ".mp4,three,t" + clip + ",female,30\n");
        }
        byId.append("unheard,x,three,t99,female,30,r0\n");
        Path manifest = folder.resolve("truth.csv");
        Files.writeString(manifest, byId);
        assertThat(evaluate("--labels", manifest.toString(), "--by", "label_room"))
                .as("%s", errors)
                .isZero();
        assertThat(value("coverage", WHOLE + " and slice = 'overall' and task = 'age'"))
                .isCloseTo(10.0 / 11, within(1e-12));
        assertThat(table("metrics", "corpus = 'three' and slice = 'label_room' and metric = 'mae_years'"))
                .hasSize(8);
        assertThat(table("metrics", "corpus = 'one'")).isEmpty();

        Files.writeString(manifest, byPath);
        assertThat(evaluate("--labels", manifest.toString())).as("%s", errors).isZero();
        assertThat(value("coverage", WHOLE + " and slice = 'overall' and task = 'age'"))
                .isEqualTo(1);

        Files.writeString(manifest, byPath + "/clips/3.mp4,three,t3,female,30\n");
        assertThat(evaluate("--labels", manifest.toString())).isEqualTo(2);
        assertThat(errors.toString()).contains("2 rows have the path file:/clips/3.mp4");
        Files.writeString(manifest, "path,gender\n/clips/1.mp4,femal\n");
        assertThat(evaluate("--labels", manifest.toString())).isEqualTo(2);
        assertThat(errors.toString()).contains("truth.csv, /clips/1.mp4, gender: \"femal\"");
        Files.writeString(manifest, "path,age\n/clips/1.mp4,old\n");
        assertThat(evaluate("--labels", manifest.toString())).isEqualTo(2);
        Files.writeString(manifest, "path,age\n/elsewhere/1.mp4,40\n");
        assertThat(evaluate("--labels", manifest.toString())).isEqualTo(2);
        assertThat(errors.toString()).contains("no path of the manifest occurs in the predictions");
    }

    @Test
    void whatCannotBeEvaluatedIsAnInputError() {
        assertThat(evaluate("--by", "label_room")).isEqualTo(2);
        assertThat(errors.toString()).contains("--by label_room").contains("label_site");
        assertThat(evaluate("--resamples", "3")).isEqualTo(2);
        assertThat(evaluate("--name", "nobody=x")).isEqualTo(2);
        assertThat(errors.toString()).contains("--name nobody").contains("use one of other, run");
        assertThat(Main.run(
                        new PrintWriter(errors, true),
                        "evaluate",
                        "--predictions",
                        folder.resolve("nowhere").toString(),
                        "--output",
                        folder.resolve("out").toString()))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("contains no readable Parquet");
    }
}
