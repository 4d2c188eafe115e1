package oragen.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oragen.evaluation.Estimate;
import oragen.evaluation.Metric;
import oragen.evaluation.PublishedResult;
import oragen.label.Task;
import oragen.report.Section.Cell;
import oragen.report.Section.Table;
import org.jspecify.annotations.Nullable;

/**
 * Runs that differ in their modality alone, on the clips that all of them answered.
 *
 * @param figures by modality: those over all clips of the slice, of corpora and subsets
 */
public record Ablation(String bundleId, String protocol, Map<String, List<Figure>> figures) {
    /** In the order of the paper's table, with its words. */
    private static final Map<String, String> CONDITIONS = new LinkedHashMap<>();

    static {
        CONDITIONS.put("both", "both");
        CONDITIONS.put("audio", "audio");
        CONDITIONS.put("visual", "face");
    }

    Section section() {
        return new Section(
                        bundleId + ", protocol " + protocol,
                        "The same networks with voice and face, and with one of them switched off for every clip. Each task is "
                                + "judged on the clips that every modality with this task answered, whatever it answered otherwise.",
                        List.of(modalities(), besidePaper()),
                        List.of())
                .withoutEmpty();
    }

    private List<String> shown() {
        return CONDITIONS.keySet().stream().filter(figures::containsKey).toList();
    }

    private RunFigures of(String modality) {
        return new RunFigures(figures.getOrDefault(modality, List.of()));
    }

    private Table modalities() {
        List<String> header = new ArrayList<>(List.of("corpus", "modality"));
        for (Task task : Task.values()) {
            String name = Words.value(task.column()) + " ";
            header.addAll(List.of(name + Words.metric(Metric.first(task).label()), name + "clips", name + "answered"));
        }
        List<List<Cell>> rows = new ArrayList<>();
        List<@Nullable String> corpora = new ArrayList<>();
        corpora.add(null);
        List<String> known = shown().isEmpty() ? List.of() : of(shown().get(0)).corpora();
        corpora.addAll(known.size() > 1 ? known : List.of());
        for (String corpus : corpora) {
            for (String modality : shown()) {
                List<Cell> row = new ArrayList<>(RunSections.cells(corpus == null ? "all" : corpus, modality));
                for (Task task : Task.values()) {
                    addTask(row, of(modality), corpus, task);
                }
                rows.add(row);
            }
        }
        return new Table("By modality, on the same clips, with 95 % intervals over speakers", header, 2, rows);
    }

    private static void addTask(List<Cell> row, RunFigures figures, @Nullable String corpus, Task task) {
        Metric metric = Metric.first(task);
        Optional<Estimate> coverage = overall(figures, corpus, task, Metric.COVERAGE);
        Optional<Estimate> figure = overall(figures, corpus, task, metric);
        row.add(Cell.of(
                figure.map(estimate -> Words.estimate(metric.label(), estimate)).orElse("")));
        row.add(Cell.of(figure.map(estimate -> Long.toString(estimate.clips())).orElse("")));
        row.add(Cell.of(coverage.filter(estimate -> estimate.value() != null && estimate.value() > 0)
                .map(Ablation::answered)
                .orElse("")));
    }

    private static String answered(Estimate coverage) {
        double part = coverage.value() == null ? 0 : coverage.value();
        return Math.round(part * coverage.clips()) + " of " + coverage.clips();
    }

    private static Optional<Estimate> overall(RunFigures figures, @Nullable String corpus, Task task, Metric metric) {
        return figures.estimate(false, corpus, RunFigures.OVERALL, "all", task, metric);
    }

    private Table besidePaper() {
        List<String> header = new ArrayList<>(List.of("corpus", "modality"));
        for (String metric : List.of("UAR, %", "MAE, years", "mask UAR, %")) {
            header.addAll(List.of(metric + " (paper)", "this run"));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (PublishedResult result : PublishedResult.ALL) {
            for (String modality : shown()) {
                RunFigures tested = of(modality).ofSubset(RunSections.TEST_SUBSET);
                if (result.condition().equals(CONDITIONS.get(modality))
                        && tested.corpora().contains(result.corpus())) {
                    List<Cell> row = new ArrayList<>(RunSections.cells(result.corpus(), modality));
                    addBeside(row, tested, result.corpus(), Task.GENDER, result.genderUar());
                    addBeside(row, tested, result.corpus(), Task.AGE, result.ageMaeYears());
                    addBeside(row, tested, result.corpus(), Task.MASK, result.maskUar());
                    rows.add(row);
                }
            }
        }
        return new Table("Beside the paper, by modality, on the subset test", header, 2, rows);
    }

    private static void addBeside(
            List<Cell> row, RunFigures tested, String corpus, Task task, @Nullable Double published) {
        Metric metric = Metric.first(task);
        row.add(Cell.of(published == null ? "" : Words.asPublished(metric.label(), published)));
        row.add(Cell.of(
                published == null
                        ? ""
                        : Words.asPublished(
                                metric.label(),
                                overall(tested, corpus, task, metric)
                                        .map(Estimate::value)
                                        .orElse(null))));
    }
}
