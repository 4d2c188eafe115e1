package oragen.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import oragen.evaluation.Estimate;
import oragen.evaluation.Metric;
import oragen.evaluation.PublishedResult;
import oragen.label.Gender;
import oragen.label.MaskType;
import oragen.label.Task;
import oragen.report.RunContent.ConfusionCell;
import oragen.report.Section.Cell;
import oragen.report.Section.Table;

/** What is known of a run → the sections of its page, those without anything to say left out. */
final class RunSections {
    private static final List<String> HEADLINE = Metric.labels();

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
        for (Task task : Task.values()) {
            run.figures().stream()
                    .filter(figure -> !figure.imputed()
                            && figure.corpus() == null
                            && figure.subset() == null
                            && figure.slice().equals(RunFigures.OVERALL)
                            && figure.task().equals(task.column())
                            && HEADLINE.contains(figure.metric()))
                    .sorted(Comparator.comparingInt(figure -> HEADLINE.indexOf(figure.metric())))
                    .forEach(figure -> rows.add(cells(
                            Words.value(task.column()),
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
                "All clips, with 95 % bootstrap intervals over speakers",
                List.of("task", "metric", "value (interval)", "why no interval", "clips", "speakers"), 2, rows);
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
                    Words.number(Metric.UAR.label(), result.genderUar()),
                    figures.told(result.corpus(), slice, value, Task.GENDER, Metric.UAR),
                    Words.number(Metric.MAE_YEARS.label(), result.ageMaeYears()),
                    figures.told(result.corpus(), slice, value, Task.AGE, Metric.MAE_YEARS),
                    mask == null ? "" : Words.number(Metric.UAR.label(), mask),
                    mask == null ? "" : figures.told(result.corpus(), slice, value, Task.MASK, Metric.UAR)));
        }
        Table table = new Table(
                "Published metrics and those of this run",
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
                "Comparison with the paper",
                "Markitantov, Ryumina, Karpov 2026, test sets. Only corpora named voxceleb2 or brave-masks are compared. "
                        + "Audio or visual only means clips that lack the other modality, which is harder than in the paper, "
                        + "where it was switched off.",
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
                Task.GENDER,
                Arrays.stream(Gender.values()).map(Gender::label).toList());
        addConfusion(
                tables,
                Task.MASK,
                Arrays.stream(MaskType.values()).map(MaskType::label).toList());
        return new Section(
                "Confusion",
                "Rows: true class; columns: predicted class. Number of clips and percentage of the row.",
                tables,
                List.of());
    }

    private void addConfusion(List<Table> tables, Task task, List<String> classes) {
        List<ConfusionCell> cells = run.confusion().stream()
                .filter(cell -> cell.task().equals(task.column()))
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
        tables.add(new Table(Words.value(task.column()), header, 1, rows));
    }

    private Section calibration() {
        return new Section(
                "Gender calibration",
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
                "Gap between the best and the worst group of each slice",
                List.of("slice", "task", "metric", "best", "worst", "gap (interval)"),
                3,
                rows);
        return new Section(
                "Fairness",
                "Groups of fewer than 10 clips are left out. The best and the worst group were selected on the same clips; with "
                        + "many groups, some gap is expected by chance.",
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
                "Paired differences on clips predicted by both runs",
                List.of("other run", "task", "metric", "this run", "other", "difference (interval)", "clips"),
                3,
                rows);
        return new Section("Comparison with another run", "", rows.isEmpty() ? List.of() : List.of(table), List.of());
    }

    private Section coverage() {
        List<Table> tables = new ArrayList<>();
        List<List<Cell>> rows = new ArrayList<>();
        for (Task task : Task.values()) {
            Metric metric = Metric.first(task);
            figures.estimate(false, null, RunFigures.OVERALL, "all", task, Metric.COVERAGE)
                    .ifPresent(coverage -> rows.add(cells(
                            Words.value(task.column()),
                            Long.toString(coverage.clips()),
                            Words.estimate(Metric.COVERAGE.label(), coverage),
                            figures.told(null, RunFigures.OVERALL, "all", task, Metric.RIGHT_OF_ALL),
                            Words.metric(metric.label()),
                            figures.told(null, RunFigures.OVERALL, "all", task, metric),
                            Words.estimate(
                                    metric.label(),
                                    figures.estimate(true, null, RunFigures.OVERALL, "all", task, metric)
                                            .orElse(null)))));
        }
        if (!rows.isEmpty()) {
            tables.add(new Table(
                    "Labelled clips with a prediction",
                    List.of(
                            "task",
                            "labelled clips",
                            "coverage, %",
                            "right of all, %",
                            "metric",
                            "without imputation",
                            "with imputation"),
                    1,
                    rows));
        }
        if (!run.rejects().isEmpty()) {
            tables.add(new Table(
                    "Rejected clips",
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
