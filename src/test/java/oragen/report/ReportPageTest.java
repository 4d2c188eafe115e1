package oragen.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import oragen.evaluation.Estimate;
import oragen.evaluation.Interval;
import oragen.evaluation.SumMetric;
import oragen.report.RunChanges.Change;
import oragen.report.RunContent.AgeCell;
import oragen.report.RunContent.CalibrationBin;
import oragen.report.RunContent.ConfusionCell;
import oragen.report.RunContent.Difference;
import oragen.report.RunContent.Gap;
import oragen.report.RunContent.Imputation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ReportPageTest {
    private static Figure overall(String task, String metric, Estimate estimate) {
        return new Figure(false, null, null, "overall", "all", task, metric, estimate);
    }

    private static Estimate estimate(@Nullable Double value, @Nullable Interval interval, @Nullable String note) {
        return new Estimate(value, null, interval, note, 12, 5);
    }

    private static final Evaluated EVALUATED =
            new Evaluated("oragen evaluate --predictions 'my clips'", Instant.parse("2026-02-03T04:05:06Z"), 200, 7);

    private static String page(RunContent... runs) {
        return ReportPage.render(List.of(), List.of(runs), List.of(), EVALUATED);
    }

    private static RunContent run(String runKey, List<Figure> figures) {
        return run(runKey, figures, List.of());
    }

    private static RunContent run(String runKey, List<Figure> figures, List<AgeCell> ages) {
        return run(runKey, figures, ages, List.of());
    }

    private static RunContent run(
            String runKey, List<Figure> figures, List<AgeCell> ages, List<CalibrationBin> calibration) {
        return new RunContent(
                runKey,
                runKey,
                "compact",
                "released",
                12,
                Map.of("no_speech", 3L),
                figures,
                List.of(
                        new ConfusionCell("gender", "female", "female", 2),
                        new ConfusionCell("gender", "female", "male", 1)),
                calibration,
                ages,
                List.of(new Gap(
                        "gender",
                        "age",
                        "mae_years",
                        "female",
                        4,
                        "male",
                        6,
                        2,
                        null,
                        null,
                        "one_speaker",
                        0.01,
                        true)),
                List.of(new Difference("other", "age", "mae_years", 5, 5, -0.001, -0.5, 0.5, null, null, null, 10)),
                CHANGES,
                List.of(),
                Imputation.NO_TRAINING_SET);
    }

    private static final List<RunChanges> CHANGES = List.of(new RunChanges(
            "other",
            List.of(
                    new RunChanges.Count("gender", Change.SAME, 8),
                    new RunChanges.Count("gender", Change.WORSE, 2),
                    new RunChanges.Count("age", Change.GAINED, 1)),
            List.of(new RunChanges.ClassChange("gender", "female", "male", Change.WORSE, 2)),
            List.of(
                    new RunChanges.ClipChange("gender", "a/b.mp4", "female", "female", "male", Change.WORSE),
                    new RunChanges.ClipChange("age", "<c>.mp4", null, "30.0", "47.5", Change.OTHER))));

    private static final List<Figure> FIGURES = List.of(
            overall("gender", "uar", estimate(0.9, new Interval(0.8, 0.95), null)),
            overall("gender", "coverage", estimate(1.0, new Interval(1, 1), null)),
            overall("age", "bias_years", estimate(-0.0004, new Interval(-1.5, 1.5), null)),
            overall("age", "pearson", estimate(null, null, Estimate.ONE_SPEAKER)),
            overall("age", "ccc", estimate(-0.0001, null, Estimate.ONE_SPEAKER_OF_A_CLASS)));

    @Test
    void aPageHasEverySectionThatHasSomethingToSay() {
        String page = page(run("0123", FIGURES));
        assertThat(page)
                .contains("<dd>compact</dd>", "<dd>released</dd>", "<dd>12 predicted, 3 rejected</dd>")
                .contains(
                        "<h3>Overall</h3>",
                        "<h3>Confusion</h3>",
                        "<h3>Fairness</h3>",
                        "<h3>Comparison with another run</h3>",
                        "<h3>Coverage</h3>")
                .doesNotContain("<h3>Calibration</h3>", "<h3>Comparison with the paper</h3>")
                .contains("No imputation: no training set was given (--train).");
    }

    @Test
    void clipsThatChangedAreCountedAndSomeAreListed() {
        String page = page(run("0123", FIGURES));
        String section = page.substring(page.indexOf("<h3>Comparison with another run"), page.indexOf("<h3>Coverage"));
        assertThat(section.replaceAll("<[^>]+>", " ").replaceAll("\\s+", " "))
                .contains(
                        "Clips by what changed from other",
                        "gender 10 8 0 2 0 0 0",
                        "age 1 0 0 0 0 1 0",
                        "gender female male worse 2",
                        "gender a/b.mp4 worse female female male",
                        "age &lt;c&gt;.mp4 – – 30.0 47.5");
    }

    private static CalibrationBin bin(String task, double low, double predicted, double observed, long clips) {
        Interval interval = clips < 5 ? null : new Interval(observed - 0.01, observed + 0.01);
        return new CalibrationBin(
                task,
                low,
                predicted,
                new Estimate(observed, null, interval, interval == null ? Estimate.ONE_SPEAKER : null, clips, 3));
    }

    @Test
    void everyTaskIsCalibratedWithItsCounts() {
        List<CalibrationBin> bins = List.of(
                bin("mask_type", 0.8, 0.85, 0.7, 20),
                bin("mask_type", 0.4, 0.45, 0.5, 2),
                bin("age", 30, 32.5, 31.25, 9),
                bin("age", 20, 22.5, 26.5, 9),
                bin("gender", 0.9, 0.95, 0.94, 30));
        RunContent run = run(
                "0123",
                List.of(overall("mask_type", "ece", estimate(0.125, new Interval(0.1, 0.2), null))),
                List.of(),
                bins);
        String page = page(run);
        String section = page.substring(page.indexOf("<h3>Calibration"), page.indexOf("<h3>Fairness"));
        assertThat(section.replaceAll("<[^>]+>", " ").replaceAll("\\s+", " "))
                .contains(
                        "Expected calibration error of mask type, %: 12.5 (10.0 to 20.0).",
                        "mask type 40.0 % 2 45.0 50.0 mask type 80.0 % 20 85.0 70.0 (69.0 to 71.0)",
                        "age 20 years 9 22.50 26.50 (26.49 to 26.51)",
                        "mean predicted age, years",
                        "probability of the predicted mask type");
        // One dot shows no course.
        assertThat(section).doesNotContain("probability of the predicted gender", ">94.0");
    }

    @Test
    void theFirstScreenTellsWhatWasRunAndFiveFigures() {
        List<Figure> figures = new ArrayList<>(FIGURES);
        figures.add(overall("gender", "accuracy", estimate(0.85, new Interval(0.7, 0.9), null)));
        figures.add(overall("age", "mae_years", estimate(5.4321, null, Estimate.ONE_SPEAKER)));
        figures.add(overall("age", "coverage", estimate(0.75, new Interval(0.5, 0.9), null)));
        String page = page(run("0123", figures));
        String first = page.substring(page.indexOf("<h2"), page.indexOf("<h3"));
        assertThat(first)
                .contains(
                        "<dd>2026-02-03 04:05 UTC</dd>",
                        "<dd>7, 200 draws of speakers</dd>",
                        "<dd>oragen evaluate --predictions &#39;my clips&#39;</dd>",
                        "gender UAR, %<b>90.0</b>80.0 to 95.0",
                        "age MAE, years<b>5.43</b>no interval: fewer than two speakers",
                        "age coverage, %<b>75.0</b>50.0 to 90.0",
                        "age CCC<b>0.000</b>")
                // Without ages or mask types there is no picture.
                .doesNotContain("accuracy", "gender coverage", "<figure");
        assertThat(first.split("<li>", -1)).hasSize(6);
    }

    @Test
    void thePictureOnTheFirstScreenIsThatOfTheAges() {
        RunContent run = run("0123", FIGURES, List.of(new AgeCell(20, 30, 5), new AgeCell(60, 50, 5)));
        String page = page(run);
        assertThat(page.substring(page.indexOf("<h2"), page.indexOf("<h3")))
                .contains("Predicted against true age", "its slope is 0.50");
        assertThat(page.split("Predicted against true age", -1)).hasSize(2);
    }

    @Test
    void errorsByAgeAndTheAgesThemselvesAreDrawn() {
        List<Figure> figures = List.of(
                overall("age", "bias_years", estimate(-1.0, null, Estimate.ONE_SPEAKER)),
                overall("age", "rmse_years", estimate(8.0, null, Estimate.ONE_SPEAKER)));
        assertThat(page(run("0123", figures, List.of(new AgeCell(20, 30, 5), new AgeCell(60, 50, 5)))))
                .contains(
                        "the thick line is the bias, -1.00 years",
                        "mean of true and predicted age, years</text",
                        ">truth</text",
                        ">prediction</text");
        assertThat(page(run("0123", figures, List.of(new AgeCell(20, 30, 5))))).doesNotContain("<h3>Age</h3>", "<svg");
    }

    @Test
    void recallsOfClassesAreDotsWithIntervals() {
        List<Figure> figures = List.of(
                overall("mask_type", "recall_tissue", estimate(0.5, new Interval(0.25, 0.75), null)),
                overall("mask_type", "recall_protective_ffp", estimate(0.9, new Interval(0.8, 0.95), null)),
                overall("mask_type", "recall_respirator", estimate(null, null, SumMetric.CLASS_ABSENT)),
                overall("gender", "recall_male", estimate(0.9, new Interval(0.8, 0.95), null)));
        String page = page(run("0123", figures));
        String plot = page.substring(page.indexOf("<h3>Recall by class"), page.indexOf("<h3>Confusion"));
        assertThat(plot)
                .contains(
                        "recall, % by true mask type with 95 % intervals",
                        ">tissue</text", ">FFP2/FFP3</text", ">80</text")
                // One dot can be compared with nothing, and a class without a clip has no recall.
                .doesNotContain("by true gender", "respirator");
        assertThat(Words.metric("recall_no_mask")).isEqualTo("recall of no mask, %");
    }

    @Test
    void whatTellsNothingIsLeftOut() {
        Estimate half = estimate(0.5, new Interval(0.25, 0.75), null);
        Estimate years = estimate(5.0, new Interval(4, 6), null);
        List<Figure> figures = List.of(
                overall("gender", "uar", half),
                overall("gender", "accuracy", estimate(0.5 + 1e-12, new Interval(0.2, 0.8), null)),
                overall("mask_type", "uar", estimate(0.25, null, Estimate.ONE_SPEAKER)),
                overall("mask_type", "accuracy", estimate(0.75, null, Estimate.ONE_SPEAKER)),
                of("modality", "both", "uar", half),
                of("mask_type", "tissue", "uar", half),
                of("gender", "male", "uar", half),
                of("gender", "female", "uar", estimate(0.75, null, Estimate.ONE_SPEAKER)),
                new Figure(false, null, null, "age_band", "20-29", "age", "mae_years", years));
        String page = page(run("0123", figures));
        String overall = page.substring(page.indexOf("<h3>Overall"), page.indexOf("</table>"));
        assertThat(overall)
                .contains(">gender<", ">75.0<", "no interval: fewer than two speakers")
                .doesNotContain("50.0 (20.0 to 80.0)", "each speaker alike");
        assertThat(page)
                .contains("<caption>By gender</caption>", ">female<")
                // One row is that of all clips, no gender has an age here, and one band is one dot.
                .doesNotContain("By modality", "<h3>Mask types</h3>", ">age MAE, years<", "<h3>Age</h3>")
                .doesNotContain("<h3>Calibration</h3>");
    }

    private static Figure of(String slice, String value, String metric, Estimate estimate) {
        return new Figure(false, null, null, slice, value, "gender", metric, estimate);
    }

    @Test
    void aCorrelationWithinAnAgeBandIsNoGap() {
        Gap ages = new Gap("age_band", "age", "ccc", "20-29", 0.5, "30-39", 0.1, 0.4, null, null, null, null, null);
        Gap masks =
                new Gap("mask_type", "age", "ccc", "tissue", 0.9, "medical", 0.6, 0.3, null, null, null, null, null);
        RunContent run = run("0123", FIGURES);
        RunContent of = new RunContent(
                run.runKey(),
                run.name(),
                run.bundleId(),
                run.protocol(),
                run.predicted(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(ages, masks),
                List.of(),
                List.of(),
                List.of(),
                Imputation.NO_TRAINING_SET);
        assertThat(page(of))
                .contains("tissue: 0.900")
                .doesNotContain("20-29", "p (Holm)", "<h3>Overall</h3>", "<h3>Confusion</h3>", "<h3>Coverage</h3>");
    }

    @Test
    void nothingThatRoundsToZeroHasASign() {
        AgeLine falling = new AgeLine(-0.001, 40);
        assertThat(falling.sentence()).contains("slope is 0.00,");
        assertThat(Words.asPublished("bias_years", -0.001)).isEqualTo("0.00");
        List<Figure> figures = List.of(
                overall("age", "bias_years", estimate(-0.001, new Interval(-0.002, 0.5), null)),
                overall("age", "rmse_years", estimate(0.1, null, Estimate.ONE_SPEAKER)));
        assertThat(page(run("0123", figures, List.of(new AgeCell(20, 21, 5), new AgeCell(21, 20, 5)))))
                .doesNotContainPattern("[>( ]-0(\\.0*)?[ <),]");
    }

    @Test
    void figuresAreInTheUnitOfTheirMetric() {
        assertThat(page(run("0123", FIGURES)))
                .contains(">90.0 (80.0 to 95.0)<")
                .contains(">2 · 67 %<", ">1 · 33 %<")
                .contains("female: 4.00", "male: 6.00")
                .contains("no speech");
    }

    @Test
    void whatIsUndefinedIsSaidInWordsAndZeroHasNoSign() {
        assertThat(page(run("0123", FIGURES)))
                .contains(">0.00 (-1.50 to 1.50)<", ">0.00 (-0.50 to 0.50)<", ">0.000<")
                .contains(
                        ">no interval: fewer than two speakers<",
                        ">no interval: a class has only one speaker<",
                        ">0.010 ✱<")
                .doesNotContain("NaN", "Infinity", "null", ">-0.0");
    }

    private static Figure tested(
            boolean imputed, String slice, String value, String task, String metric, double figure) {
        return new Figure(
                imputed, "brave-masks", "test", slice, value, task, metric, estimate(figure, new Interval(0, 1), null));
    }

    @Test
    void thePaperStandsBesideTheTestSubsetAlone() {
        Figure all = new Figure(
                false, "brave-masks", null, "overall", "all", "gender", "uar", estimate(0.1111, null, "one_speaker"));
        String page = page(run(
                "0123",
                List.of(
                        all,
                        tested(false, "overall", "all", "gender", "uar", 0.87654),
                        tested(false, "mask_type", "tissue", "age", "mae_years", 7.126))));
        assertThat(page)
                .contains("Beside the paper, by mask type", ">96.63<", ">87.65<", ">7.74<", ">7.13<")
                .doesNotContain("99.51", "11.11<");
        assertThat(page.indexOf("by mask type")).isLessThan(page.indexOf("by modality"));
    }

    @Test
    void namesOfUsersAreText() {
        Figure foreign = new Figure(
                false, "<b>corpus</b>", null, "overall", "all", "gender", "uar", estimate(0.5, null, "one_speaker"));
        Figure second =
                new Figure(false, "b & c", null, "overall", "all", "gender", "uar", estimate(0.5, null, "one_speaker"));
        assertThat(page(run("<script>", List.of(foreign, second))))
                .doesNotContain("<script", "<b>corpus")
                .contains("&lt;script&gt;", "&lt;b&gt;corpus&lt;/b&gt;", "b &amp; c");
    }

    @Test
    void severalRunsAreLinkedFromTheTop() {
        assertThat(page(run("first", FIGURES), run("second", FIGURES)))
                .contains("<a href=\"#run1\">", "<h2 id=\"run2\">Run second</h2>");
        assertThat(page(run("first", FIGURES))).doesNotContain("<nav>");
    }
}
