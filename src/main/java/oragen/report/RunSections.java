package oragen.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import oragen.evaluation.Estimate;
import oragen.evaluation.PublishedResult;
import oragen.label.Gender;
import oragen.label.MaskType;
import oragen.report.RunContent.ConfusionCell;
import oragen.report.Section.Cell;
import oragen.report.Section.Table;
import org.jspecify.annotations.Nullable;

/** What is known of a run → the sections of its page, those without anything to say left out. */
final class RunSections {
    private static final int MOST_VALUES = 40;
    private static final String OVERALL = "overall";
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
    private static final List<String> SLICE_HEADER =
            List.of("clips", "speakers", "gender UAR, %", "age MAE, years", "mask type UAR, %");

    private final RunContent run;
    private final String name;

    /** @param name of the run, short, for ids */
    RunSections(RunContent run, String name) {
        this.run = run;
        this.name = name;
    }

    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(headline());
        sections.add(published());
        sections.add(maskTypes());
        sections.add(confusion());
        sections.add(ages());
        sections.add(calibration());
        sections.add(slices());
        sections.add(gaps());
        sections.add(differences());
        sections.add(coverage());
        return sections.stream()
                .filter(section ->
                        !section.tables().isEmpty() || !section.plots().isEmpty())
                .toList();
    }

    private Optional<Estimate> estimate(
            boolean imputed, @Nullable String corpus, String slice, String value, String task, String metric) {
        return run.figures().stream()
                .filter(figure -> figure.imputed() == imputed
                        && Objects.equals(figure.corpus(), corpus)
                        && figure.subset() == null
                        && figure.slice().equals(slice)
                        && figure.sliceValue().equals(value)
                        && figure.task().equals(task)
                        && figure.metric().equals(metric))
                .map(Figure::estimate)
                .findFirst();
    }

    private String told(@Nullable String corpus, String slice, String value, String task, String metric) {
        return Words.estimate(
                metric, estimate(false, corpus, slice, value, task, metric).orElse(null));
    }

    private List<String> values(@Nullable String corpus, String slice) {
        List<String> values = run.figures().stream()
                .filter(figure -> Objects.equals(figure.corpus(), corpus)
                        && figure.subset() == null
                        && figure.slice().equals(slice))
                .map(Figure::sliceValue)
                .distinct()
                .sorted(Comparator.comparingInt(RunSections::order).thenComparing(Comparator.naturalOrder()))
                .toList();
        return values.size() > MOST_VALUES ? values.subList(0, MOST_VALUES) : values;
    }

    /** Mask types in their own order, bands by age, the rest by name. */
    private static int order(String value) {
        for (MaskType type : MaskType.values()) {
            if (type.label().equals(value)) {
                return type.ordinal();
            }
        }
        return value.matches("\\d+-\\d+") ? Integer.parseInt(value.substring(0, value.indexOf('-'))) : 0;
    }

    private List<String> corpora() {
        return List.copyOf(new TreeSet<>(run.figures().stream()
                .map(Figure::corpus)
                .filter(Objects::nonNull)
                .toList()));
    }

    private static List<Cell> cells(String... texts) {
        return Arrays.stream(texts).map(Cell::of).toList();
    }

    private Section headline() {
        List<List<Cell>> rows = new ArrayList<>();
        for (String task : List.of("gender", "age", "mask_type")) {
            run.figures().stream()
                    .filter(figure -> !figure.imputed()
                            && figure.corpus() == null
                            && figure.subset() == null
                            && figure.slice().equals(OVERALL)
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
            String slice = whole ? OVERALL : isMask(result.condition()) ? "mask_type" : "modality";
            String value = whole ? "all" : result.condition();
            Double mask = result.maskUar();
            rows.add(cells(
                    result.corpus(),
                    whole ? "voice and face" : Words.value(result.condition()),
                    Words.number("uar", result.genderUar()),
                    told(result.corpus(), slice, value, "gender", "uar"),
                    Words.number("mae_years", result.ageMaeYears()),
                    told(result.corpus(), slice, value, "age", "mae_years"),
                    mask == null ? "" : Words.number("uar", mask),
                    mask == null ? "" : told(result.corpus(), slice, value, "mask_type", "uar")));
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

    private List<Cell> sliceRow(String first, @Nullable String corpus, String slice, String value) {
        Estimate any = Stream.of("gender/uar", "age/mae_years", "mask_type/uar", "gender/coverage", "age/coverage")
                .map(key -> estimate(
                        false,
                        corpus,
                        slice,
                        value,
                        key.substring(0, key.indexOf('/')),
                        key.substring(key.indexOf('/') + 1)))
                .flatMap(Optional::stream)
                .max(Comparator.comparingLong(Estimate::clips))
                .orElse(new Estimate(null, null, null, 0, 0));
        return cells(
                first,
                Words.value(value),
                Long.toString(any.clips()),
                Long.toString(any.speakers()),
                told(corpus, slice, value, "gender", "uar"),
                told(corpus, slice, value, "age", "mae_years"),
                told(corpus, slice, value, "mask_type", "uar"));
    }

    private Section maskTypes() {
        List<List<Cell>> rows = new ArrayList<>();
        values(null, "mask_type").forEach(value -> rows.add(sliceRow("all", null, "mask_type", value)));
        if (corpora().size() > 1) {
            for (String corpus : corpora()) {
                values(corpus, "mask_type").forEach(value -> rows.add(sliceRow(corpus, corpus, "mask_type", value)));
            }
        }
        if (rows.isEmpty()) {
            return new Section("Mask types", "", List.of(), List.of());
        }
        List<String> header = new ArrayList<>(List.of("corpus", "true mask type"));
        header.addAll(SLICE_HEADER);
        List<String> plots = new ArrayList<>();
        addSlicePlot(plots, "mask_type", "gender", "uar");
        addSlicePlot(plots, "mask_type", "age", "mae_years");
        return new Section(
                "Mask types",
                "Averages over classes are over those present in the truth: within one mask type its UAR is the recall.",
                List.of(new Table("By true mask type and corpus", header, 2, rows)),
                plots);
    }

    private void addSlicePlot(List<String> plots, String slice, String task, String metric) {
        Map<String, Estimate> estimates = new LinkedHashMap<>();
        for (String value : values(null, slice)) {
            estimate(false, null, slice, value, task, metric)
                    .filter(estimate -> estimate.value() != null)
                    .ifPresent(estimate -> estimates.put(value, estimate));
        }
        if (!estimates.isEmpty()) {
            plots.add(Plots.slices(estimates, name + "-" + slice.replace('_', '-'), Words.value(slice), metric));
        }
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

    private Section ages() {
        List<String> plots = new ArrayList<>();
        if (!run.ages().isEmpty()) {
            plots.add(Plots.ages(run.ages(), name));
        }
        addSlicePlot(plots, "age_band", "age", "mae_years");
        return new Section("Age", "", List.of(), plots);
    }

    private Section calibration() {
        return new Section(
                "Calibration of gender",
                "",
                List.of(),
                run.calibration().isEmpty() ? List.of() : List.of(Plots.calibration(run.calibration(), name)));
    }

    private Section slices() {
        List<Table> tables = new ArrayList<>();
        if (corpora().size() > 1) {
            List<List<Cell>> rows = new ArrayList<>();
            corpora().forEach(corpus -> rows.add(sliceRow(corpus, corpus, OVERALL, "all")));
            addSliceTable(tables, "corpus", rows);
        }
        addSubsets(tables);
        for (String slice : Stream.concat(
                        Stream.of("gender", "age_band", "modality", "predicted_mask_type"), run.by().stream())
                .toList()) {
            List<List<Cell>> rows = new ArrayList<>();
            values(null, slice).forEach(value -> rows.add(sliceRow("all", null, slice, value)));
            addSliceTable(tables, slice, rows);
        }
        return new Section("Slices", "", tables, List.of());
    }

    private void addSubsets(List<Table> tables) {
        List<List<Cell>> rows = new ArrayList<>();
        for (String subset : new TreeSet<>(run.figures().stream()
                .filter(figure -> figure.corpus() == null)
                .map(Figure::subset)
                .filter(Objects::nonNull)
                .toList())) {
            RunSections part = new RunSections(onlySubset(subset), name);
            rows.add(part.sliceRow(subset, null, OVERALL, "all"));
        }
        if (rows.size() > 1) {
            addSliceTable(tables, "subset", rows);
        }
    }

    private RunContent onlySubset(String subset) {
        return new RunContent(
                run.runKey(),
                run.bundleId(),
                run.protocol(),
                run.predicted(),
                run.rejects(),
                run.figures().stream()
                        .filter(figure -> subset.equals(figure.subset()))
                        .map(figure -> new Figure(
                                figure.imputed(),
                                figure.corpus(),
                                null,
                                figure.slice(),
                                figure.sliceValue(),
                                figure.task(),
                                figure.metric(),
                                figure.estimate()))
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                run.imputation());
    }

    private static void addSliceTable(List<Table> tables, String slice, List<List<Cell>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        boolean first = slice.equals("corpus") || slice.equals("subset");
        List<String> header = new ArrayList<>(List.of(Words.value(slice)));
        header.addAll(SLICE_HEADER);
        List<List<Cell>> kept = rows.stream()
                .map(row -> {
                    List<Cell> cells = new ArrayList<>(row);
                    cells.remove(first ? 1 : 0);
                    return (List<Cell>) cells;
                })
                .toList();
        tables.add(new Table("By " + Words.value(slice), header, 1, kept));
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
            estimate(false, null, OVERALL, "all", task, "coverage")
                    .ifPresent(coverage -> rows.add(cells(
                            Words.value(task),
                            Long.toString(coverage.clips()),
                            Words.estimate("coverage", coverage),
                            Words.metric(metric),
                            told(null, OVERALL, "all", task, metric),
                            Words.estimate(
                                    metric,
                                    estimate(true, null, OVERALL, "all", task, metric)
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
