package oragen.report;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import oragen.evaluation.Estimate;
import oragen.evaluation.Metric;
import oragen.label.MaskType;
import oragen.label.Task;
import org.jspecify.annotations.Nullable;

/** Finds figures of a run by what they are about. */
record RunFigures(List<Figure> figures) {
    static final String OVERALL = "overall";

    private static final int MOST_VALUES = 40;

    /** Of all clips, without imputed ones; the metric may be one of a single class. */
    Optional<Estimate> whole(Task task, String metric) {
        return estimate(false, null, OVERALL, "all", task, metric);
    }

    Optional<Estimate> estimate(
            boolean imputed, @Nullable String corpus, String slice, String value, Task task, Metric metric) {
        return estimate(imputed, corpus, slice, value, task, metric.label());
    }

    private Optional<Estimate> estimate(
            boolean imputed, @Nullable String corpus, String slice, String value, Task task, String metric) {
        return figures.stream()
                .filter(figure -> figure.imputed() == imputed
                        && Objects.equals(figure.corpus(), corpus)
                        && figure.subset() == null
                        && figure.slice().equals(slice)
                        && figure.sliceValue().equals(value)
                        && figure.task().equals(task.column())
                        && figure.metric().equals(metric))
                .map(Figure::estimate)
                .findFirst();
    }

    String told(@Nullable String corpus, String slice, String value, Task task, Metric metric) {
        return Words.estimate(
                metric.label(),
                estimate(false, corpus, slice, value, task, metric).orElse(null));
    }

    List<String> values(@Nullable String corpus, String slice) {
        List<String> values = figures.stream()
                .filter(figure -> Objects.equals(figure.corpus(), corpus)
                        && figure.subset() == null
                        && figure.slice().equals(slice))
                .map(Figure::sliceValue)
                .distinct()
                .sorted(Comparator.comparingInt(RunFigures::order).thenComparing(Comparator.naturalOrder()))
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

    List<String> corpora() {
        return List.copyOf(new TreeSet<>(
                figures.stream().map(Figure::corpus).filter(Objects::nonNull).toList()));
    }

    /** Subsets that have figures over all corpora. */
    List<String> subsets() {
        return List.copyOf(new TreeSet<>(figures.stream()
                .filter(figure -> figure.corpus() == null)
                .map(Figure::subset)
                .filter(Objects::nonNull)
                .toList()));
    }

    /** The figures of one subset, as if it were all there is. */
    RunFigures ofSubset(String subset) {
        return new RunFigures(figures.stream()
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
                .toList());
    }
}
