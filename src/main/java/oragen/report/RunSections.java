package oragen.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import oragen.evaluation.Estimate;
import oragen.evaluation.Metric;
import oragen.evaluation.PublishedResult;
import oragen.label.Gender;
import oragen.label.MaskType;
import oragen.label.Task;
import oragen.report.RunContent.ConfusionCell;
import oragen.report.Section.Cell;
import oragen.report.Section.Table;
import org.jspecify.annotations.Nullable;

/** What is known of a run → the sections of its page, those without anything to say left out. */
final class RunSections {
    private static final List<String> HEADLINE = Metric.labels();
    private static final List<String> GENDERS =
            Arrays.stream(Gender.values()).map(Gender::label).toList();
    private static final List<String> MASK_TYPES =
            Arrays.stream(MaskType.values()).map(MaskType::label).toList();

    /** Figures that are summed in another order differ by less. */
    private static final double EQUAL = 1e-9;

    /** Of ages that hardly vary, as in a band of ten years, a correlation tells nothing. */
    private static final List<String> CORRELATIONS = List.of(Metric.PEARSON.label(), Metric.CCC.label());

    /** The subset that the paper's figures are of. */
    static final String TEST_SUBSET = "test";

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
        sections.add(recalls());
        sections.add(confusion());
        sections.add(slices.ages(run.ages()));
        sections.add(CalibrationSection.of(run, name));
        sections.add(slices.slices());
        sections.add(gaps());
        sections.add(ComparisonSection.of(run));
        sections.add(coverage());
        return sections.stream()
                .map(Section::withoutEmpty)
                .filter(section ->
                        !section.tables().isEmpty() || !section.plots().isEmpty())
                .toList();
    }

    /** The tables of all sections: those beside the paper, those by mask type, then the rest as on the page. */
    List<Table> tables() {
        SliceSections slices = new SliceSections(figures, name, run.by());
        return Stream.concat(Stream.of(published(), slices.maskTypes()).map(Section::withoutEmpty), sections().stream())
                .flatMap(section -> section.tables().stream())
                .distinct()
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
                            && HEADLINE.contains(figure.metric())
                            && !repeats(figure)
                            && !isAccuracyLikeRecall(figure))
                    .sorted(Comparator.comparingInt(figure -> HEADLINE.indexOf(figure.metric())))
                    .forEach(figure -> rows.add(cells(
                            Words.value(task.column()),
                            Words.metric(figure.metric()),
                            Words.estimate(figure.metric(), figure.estimate()),
                            figure.estimate().speakerValue() == null
                                    ? ""
                                    : Words.number(
                                            figure.metric(), figure.estimate().speakerValue()),
                            figure.estimate().value() == null
                                    ? ""
                                    : Words.reason(figure.estimate().note()),
                            Long.toString(figure.estimate().clips()),
                            Long.toString(figure.estimate().speakers()))));
        }
        Table table = new Table(
                "All clips, with 95 % intervals over speakers",
                List.of(
                        "task",
                        "metric",
                        "value (interval)",
                        "each speaker alike",
                        "about the interval",
                        "clips",
                        "speakers"),
                2,
                rows);
        return new Section("Overall", "", rows.isEmpty() ? List.of() : List.of(table), List.of());
    }

    /** Whether it is an average over other classes that comes to the same, as where all of them occur. */
    private boolean repeats(Figure figure) {
        return Metric.of(figure.metric()).stream().anyMatch(Metric::isOtherAverage)
                && run.figures().stream()
                        .anyMatch(other -> !other.imputed()
                                && other.corpus() == null
                                && other.subset() == null
                                && other.slice().equals(RunFigures.OVERALL)
                                && other.task().equals(figure.task())
                                && figure.metric().startsWith(other.metric() + "_")
                                && Objects.equals(
                                        other.estimate().value(),
                                        figure.estimate().value()));
    }

    /** Whether it is an accuracy that comes to the same as the UAR, as where classes are equally many. */
    private boolean isAccuracyLikeRecall(Figure figure) {
        return figure.metric().equals(Metric.ACCURACY.label())
                && Arrays.stream(Task.values())
                        .filter(task -> task.column().equals(figure.task()))
                        .flatMap(task -> figures.whole(task, Metric.UAR.label()).stream())
                        .anyMatch(recall -> recall.value() != null
                                && figure.estimate().value() != null
                                && Math.abs(recall.value() - figure.estimate().value()) < EQUAL);
    }

    /** The paper's tables, on the test subset alone, where the run has a corpus of them. */
    private Section published() {
        RunFigures tested = figures.ofSubset(TEST_SUBSET);
        boolean imputes = run.imputation() == RunContent.Imputation.IMPUTED;
        List<List<Cell>> conditions = new ArrayList<>();
        List<List<Cell>> maskTypes = new ArrayList<>();
        for (PublishedResult result : PublishedResult.ALL) {
            if (tested.corpora().contains(result.corpus())) {
                (isMask(result.condition()) ? maskTypes : conditions).add(besidePaper(tested, result, imputes));
            }
        }
        List<String> header = new ArrayList<>(List.of("corpus", "condition"));
        for (String metric : List.of("UAR, %", "MAE, years", "mask UAR, %")) {
            header.addAll(List.of(metric + " (paper)", "this run"));
            if (imputes) {
                header.add("this run, imputed");
            }
        }
        List<Table> tables = new ArrayList<>();
        if (!maskTypes.isEmpty()) {
            tables.add(new Table("Beside the paper, by mask type", header, 2, maskTypes));
        }
        if (!conditions.isEmpty()) {
            tables.add(new Table("Beside the paper, by modality", header, 2, conditions));
        }
        return new Section(
                "Comparison with the paper",
                "Markitantov, Ryumina, Karpov 2026. Clips of the subset test alone; UAR over the classes in the truth. "
                        + "Audio or visual only means clips that lack the other modality, which is harder than in the paper, "
                        + "where it was switched off.",
                tables,
                List.of());
    }

    private static List<Cell> besidePaper(RunFigures tested, PublishedResult result, boolean imputes) {
        List<Cell> cells = new ArrayList<>(cells(
                result.corpus(),
                result.condition().equals("both") ? "voice and face" : Words.value(result.condition())));
        addBeside(cells, tested, result, Task.GENDER, result.genderUar(), imputes);
        addBeside(cells, tested, result, Task.AGE, result.ageMaeYears(), imputes);
        addBeside(cells, tested, result, Task.MASK, result.maskUar(), imputes);
        return cells;
    }

    private static void addBeside(
            List<Cell> cells,
            RunFigures tested,
            PublishedResult result,
            Task task,
            @Nullable Double published,
            boolean imputes) {
        boolean whole = result.condition().equals("both");
        String slice = whole ? RunFigures.OVERALL : isMask(result.condition()) ? "mask_type" : "modality";
        Metric metric = Metric.first(task);
        cells.add(Cell.of(published == null ? "" : Words.asPublished(metric.label(), published)));
        for (boolean imputed : imputes ? new boolean[] {false, true} : new boolean[] {false}) {
            cells.add(Cell.of(
                    published == null
                            ? ""
                            : Words.asPublished(
                                    metric.label(),
                                    tested.estimate(
                                                    imputed,
                                                    result.corpus(),
                                                    slice,
                                                    whole ? "all" : result.condition(),
                                                    task,
                                                    metric)
                                            .map(Estimate::value)
                                            .orElse(null))));
        }
    }

    private static boolean isMask(String condition) {
        return MASK_TYPES.contains(condition);
    }

    private Section confusion() {
        List<Table> tables = new ArrayList<>();
        addConfusion(tables, Task.GENDER, GENDERS);
        addConfusion(tables, Task.MASK, MASK_TYPES);
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
            if (support == 0) {
                continue;
            }
            List<Cell> row = new ArrayList<>(List.of(Cell.of(Words.value(truth))));
            for (String prediction : classes) {
                long clips = cells.stream()
                        .filter(cell ->
                                cell.truth().equals(truth) && cell.prediction().equals(prediction))
                        .mapToLong(ConfusionCell::clips)
                        .sum();
                long percent = Math.round(100.0 * clips / support);
                row.add(new Cell(clips + " · " + percent + " %", (int) percent));
            }
            rows.add(row);
        }
        List<String> header = new ArrayList<>(List.of("truth"));
        classes.forEach(label -> header.add(Words.value(label)));
        tables.add(new Table(Words.value(task.column()), header, 1, rows));
    }

    private Section recalls() {
        List<String> plots = new ArrayList<>();
        addRecalls(plots, Task.GENDER, GENDERS);
        addRecalls(plots, Task.MASK, MASK_TYPES);
        return new Section(
                "Recall by class", "Which part of the clips of each true class was found.", List.of(), plots);
    }

    private void addRecalls(List<String> plots, Task task, List<String> classes) {
        Map<String, Estimate> recalls = new LinkedHashMap<>();
        for (String label : classes) {
            figures.whole(task, Words.RECALL + "_" + label)
                    .filter(recall -> recall.value() != null)
                    .ifPresent(recall -> recalls.put(label, recall));
        }
        if (recalls.size() > 1) {
            plots.add(Plots.slices(
                    recalls, name + "-" + task.label(), "true " + Words.value(task.column()), Words.RECALL));
        }
    }

    private Section gaps() {
        List<List<Cell>> rows = new ArrayList<>();
        for (RunContent.Gap gap : run.gaps()) {
            if (gap.slice().equals("age_band") && CORRELATIONS.contains(gap.metric())) {
                continue;
            }
            Estimate estimate = new Estimate(
                    gap.gap(),
                    null,
                    gap.low() == null || gap.high() == null
                            ? null
                            : new oragen.evaluation.Interval(gap.low(), gap.high()),
                    gap.note(),
                    0,
                    0);
            rows.add(cells(
                    Words.value(gap.slice()),
                    Words.value(gap.task()),
                    Words.metric(gap.metric()),
                    Words.value(gap.bestSlice()) + ": " + Words.number(gap.metric(), gap.best()),
                    Words.value(gap.worstSlice()) + ": " + Words.number(gap.metric(), gap.worst()),
                    Words.estimate(gap.metric(), estimate),
                    Words.probability(gap.probability(), gap.stands())));
        }
        Table table = new Table(
                "Gap between the best and the worst group of each slice",
                List.of("slice", "task", "metric", "best", "worst", "gap (interval)", "p (Holm)"),
                3,
                rows);
        return new Section(
                "Fairness",
                "Groups of fewer than 10 clips are left out. The best and the worst group were selected on the same clips; with "
                        + "many groups, some gap is expected by chance: p is the probability of such a gap where speakers change "
                        + "groups at random, corrected for the number of pairs and, after Holm, of gaps; ✱ marks those that stand "
                        + "at 0.05.",
                rows.isEmpty() ? List.of() : List.of(table),
                List.of());
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
