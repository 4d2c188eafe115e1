package oragen.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import oragen.evaluation.Estimate;
import oragen.evaluation.PublishedResult;
import oragen.label.Gender;
import oragen.label.MaskType;
import oragen.report.RunContent.ConfusionCell;
import oragen.report.Section.Cell;
import oragen.report.Section.Table;

/** What is known of a run → the sections of its page, those without anything to say left out. */
final class RunSections {
    private static final List<String> HEADLINE = List.of(
            "uar",
            "macro_f1",
            "macro_precision",
            "accuracy",
            "roc_auc",
            "eer",
            "ece",
            "mae_years",
            "median_absolute_error_years",
            "rmse_years",
            "bias_years",
            "pearson",
            "ccc",
            "cs5",
            "cs10",
            "coverage");

    private final RunContent run;
    private final String name;
    private final RunFigures figures;

    /** @param name of the run, short, for ids */
    RunSections(RunContent run, String name) {
        this.run = run;
        this.name = name;
        this.figures = new RunFigures(run.figures());
    }

    List<Section> sections() {
        SliceSections slices = new SliceSections(figures, name, run.by());
        List<Section> sections = new ArrayList<>();
        sections.add(headline());
        sections.add(published());
        sections.add(slices.maskTypes());
        sections.add(confusion());
        sections.add(slices.ages(run.ages()));
        sections.add(calibration());
        sections.add(slices.slices());
        sections.add(gaps());
        sections.add(differences());
        sections.add(coverage());
        return sections.stream()
                .filter(section ->
                        !section.tables().isEmpty() || !section.plots().isEmpty())
                .toList();
    }

    static List<Cell> cells(String... texts) {
        return Arrays.stream(texts).map(Cell::of).toList();
    }

    private Section headline() {
        List<List<Cell>> rows = new ArrayList<>();
        for (String task : List.of("gender", "age", "mask_type")) {
            run.figures().stream()
                    .filter(figure -> !figure.imputed()
                            && figure.corpus() == null
                            && figure.subset() == null
                            && figure.slice().equals(RunFigures.OVERALL)
                            && figure.task().equals(task)
                            && HEADLINE.contains(figure.metric()))
                    .sorted(Comparator.comparingInt(figure -> HEADLINE.indexOf(figure.metric())))
                    .forEach(figure -> rows.add(cells(
                            Words.value(task),
                            Words.metric(figure.metric()),
                            Words.estimate(figure.metric(), figure.estimate()),
                            figure.estimate().interval() == null
                                            && figure.estimate().value() != null
                                    ? Words.reason(figure.estimate().note())
                                    : "",
                            Long.toString(figure.estimate().clips()),
                            Long.toString(figure.estimate().speakers()))));
        }
        Table table = new Table(
                "All clips, with 95 % intervals by speaker",
                List.of("task", "metric", "value (interval)", "no interval because", "clips", "speakers"), 2, rows);
        return new Section("Overall", "", rows.isEmpty() ? List.of() : List.of(table), List.of());
    }

    private Section published() {
        List<List<Cell>> rows = new ArrayList<>();
        for (PublishedResult result : PublishedResult.ALL) {
            boolean whole = result.condition().equals("both");
            String slice = whole ? RunFigures.OVERALL : isMask(result.condition()) ? "mask_type" : "modality";
            String value = whole ? "all" : result.condition();
            Double mask = result.maskUar();
            rows.add(cells(
                    result.corpus(),
                    whole ? "voice and face" : Words.value(result.condition()),
                    Words.number("uar", result.genderUar()),
                    figures.told(result.corpus(), slice, value, "gender", "uar"),
                    Words.number("mae_years", result.ageMaeYears()),
                    figures.told(result.corpus(), slice, value, "age", "mae_years"),
                    mask == null ? "" : Words.number("uar", mask),
                    mask == null ? "" : figures.told(result.corpus(), slice, value, "mask_type", "uar")));
        }
        Table table = new Table(
                "Figures of the paper beside those of this run",
                List.of(
                        "corpus",
                        "condition",
                        "UAR, % (paper)",
                        "this run",
                        "MAE, years (paper)",
                        "this run",
                        "mask UAR, % (paper)",
                        "this run"),
                2,
                rows);
        return new Section(
                "Beside the paper",
                "Markitantov, Ryumina, Karpov 2026, test sets. A corpus counts where its name is voxceleb2 or "
                        + "brave-masks. Voice or face alone here means clips that lack the other, which is harder to "
                        + "find than in the paper, where one was switched off.",
                List.of(table),
                List.of());
    }

    private static boolean isMask(String condition) {
        return Arrays.stream(MaskType.values()).anyMatch(type -> type.label().equals(condition));
    }

    private Section confusion() {
        List<Table> tables = new ArrayList<>();
        addConfusion(
                tables,
                "gender",
                Arrays.stream(Gender.values()).map(Gender::label).toList());
        addConfusion(
                tables,
                "mask_type",
                Arrays.stream(MaskType.values()).map(MaskType::label).toList());
        return new Section(
                "Confusion",
                "Rows are the truth, columns the prediction; clips, and per cent of the row.",
                tables,
                List.of());
    }

    private void addConfusion(List<Table> tables, String task, List<String> classes) {
        List<ConfusionCell> cells = run.confusion().stream()
                .filter(cell -> cell.task().equals(task))
                .toList();
        if (cells.isEmpty()) {
            return;
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (String truth : classes) {
            long support = cells.stream()
                    .filter(cell -> cell.truth().equals(truth))
                    .mapToLong(ConfusionCell::clips)
                    .sum();
            List<Cell> row = new ArrayList<>(List.of(Cell.of(Words.value(truth))));
            for (String prediction : classes) {
                long clips = cells.stream()
                        .filter(cell ->
                                cell.truth().equals(truth) && cell.prediction().equals(prediction))
                        .mapToLong(ConfusionCell::clips)
                        .sum();
                long percent = support == 0 ? 0 : Math.round(100.0 * clips / support);
                row.add(new Cell(support == 0 ? "–" : clips + " · " + percent + " %", (int) percent));
            }
            rows.add(row);
        }
        List<String> header = new ArrayList<>(List.of("truth"));
        classes.forEach(label -> header.add(Words.value(label)));
        tables.add(new Table(Words.value(task), header, 1, rows));
    }

    private Section calibration() {
        return new Section(
                "Calibration of gender",
                "",
                List.of(),
                run.calibration().isEmpty() ? List.of() : List.of(Plots.calibration(run.calibration(), name)));
    }

    private Section gaps() {
        List<List<Cell>> rows = new ArrayList<>();
        for (RunContent.Gap gap : run.gaps()) {
            Estimate estimate = new Estimate(
                    gap.gap(),
                    gap.low() == null || gap.high() == null
                            ? null
                            : new oragen.evaluation.Bootstrap.Interval(gap.low(), gap.high()),
                    gap.note(),
                    0,
                    0);
            rows.add(cells(
                    Words.value(gap.slice()),
                    Words.value(gap.task()),
                    Words.metric(gap.metric()),
                    Words.value(gap.bestSlice()) + ": " + Words.number(gap.metric(), gap.best()),
                    Words.value(gap.worstSlice()) + ": " + Words.number(gap.metric(), gap.worst()),
                    Words.estimate(gap.metric(), estimate)));
        }
        Table table = new Table(
                "Gap between the best and the worst value of each slice",
                List.of("slice", "task", "metric", "best", "worst", "gap (interval)"),
                3,
                rows);
        return new Section(
                "Fairness",
                "Values with fewer than 10 clips are left out. The best and the worst were picked on all clips; with "
                        + "many values some gap is to be expected by chance.",
                rows.isEmpty() ? List.of() : List.of(table),
                List.of());
    }

    private Section differences() {
        List<List<Cell>> rows = new ArrayList<>();
        for (RunContent.Difference difference : run.differences()) {
            Estimate estimate = new Estimate(
                    difference.difference(),
                    difference.low() == null || difference.high() == null
                            ? null
                            : new oragen.evaluation.Bootstrap.Interval(difference.low(), difference.high()),
                    difference.note(),
                    difference.clips(),
                    0);
            rows.add(cells(
                    difference.otherRun(),
                    Words.value(difference.task()),
                    Words.metric(difference.metric()),
                    Words.number(difference.metric(), difference.value()),
                    Words.number(difference.metric(), difference.otherValue()),
                    Words.estimate(difference.metric(), estimate),
                    Long.toString(difference.clips())));
        }
        Table table = new Table(
                "Paired differences on the clips that both runs predicted",
                List.of("other run", "task", "metric", "this run", "other", "difference (interval)", "clips"),
                3,
                rows);
        return new Section("Against another run", "", rows.isEmpty() ? List.of() : List.of(table), List.of());
    }

    private Section coverage() {
        List<Table> tables = new ArrayList<>();
        List<List<Cell>> rows = new ArrayList<>();
        for (String task : List.of("gender", "age", "mask_type")) {
            String metric = task.equals("age") ? "mae_years" : "uar";
            figures.estimate(false, null, RunFigures.OVERALL, "all", task, "coverage")
                    .ifPresent(coverage -> rows.add(cells(
                            Words.value(task),
                            Long.toString(coverage.clips()),
                            Words.estimate("coverage", coverage),
                            Words.metric(metric),
                            figures.told(null, RunFigures.OVERALL, "all", task, metric),
                            Words.estimate(
                                    metric,
                                    figures.estimate(true, null, RunFigures.OVERALL, "all", task, metric)
                                            .orElse(null)))));
        }
        if (!rows.isEmpty()) {
            tables.add(new Table(
                    "Labelled clips that have a prediction",
                    List.of("task", "labelled clips", "coverage, %", "metric", "without imputation", "with imputation"),
                    1,
                    rows));
        }
        if (!run.rejects().isEmpty()) {
            tables.add(new Table(
                    "Clips that could not be used",
                    List.of("reason", "clips"),
                    1,
                    run.rejects().entrySet().stream()
                            .map(entry -> cells(
                                    Words.value(entry.getKey().toLowerCase(Locale.ROOT)),
                                    entry.getValue().toString()))
                            .toList()));
        }
        return new Section("Coverage", run.imputation().sentence(), tables, List.of());
    }
}
