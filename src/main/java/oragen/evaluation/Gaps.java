package oragen.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import oragen.evaluation.Comparisons.Comparison;
import oragen.evaluation.SliceEstimates.PairedUnit;
import oragen.evaluation.SliceEstimates.Unit;
import oragen.label.Task;
import org.jspecify.annotations.Nullable;

/** How far the best and the worst of several slices are apart. */
public record Gaps(Comparisons comparisons) {
    /**
     * A metric's best and worst slice.
     *
     * @param gap of their values, above 0
     * @param probability of such a gap between any two of the slices if they were the same; null where it cannot be told
     */
    public record Gap(
            SumMetric metric,
            String best,
            double bestValue,
            String worst,
            double worstValue,
            Estimate gap,
            @Nullable Double probability) {}

    /**
     * For each metric that has a better side the gap between the best and the worst of several slices. Which slices
     * these are is decided once, on all clips, and paid for: the probability is that of the pair times the number of
     * pairs (Bonferroni). The interval is of their difference.
     *
     * @param slices units by slice; equal places are the same speaker
     * @param minClips slices with fewer predicted clips of the task are passed over
     */
    public List<Gap> of(Task task, Map<String, List<Unit>> slices, long minClips) {
        Map<String, UnitSums> totals = new LinkedHashMap<>();
        slices.forEach((slice, units) -> {
            UnitSums total = new UnitSums();
            units.forEach(unit -> total.add(unit.sums()));
            if (total.predicted(task) >= minClips) {
                totals.put(slice, total);
            }
        });
        int pairs = totals.size() * (totals.size() - 1) / 2;
        List<Gap> gaps = new ArrayList<>();
        Map<List<String>, Map<SumMetric, Comparison>> found = new HashMap<>();
        for (SumMetric metric : SumMetric.compared(task)) {
            if (metric.better() != SumMetric.Better.NEITHER && !isFixed(metric, totals)) {
                ends(metric, totals).ifPresent(ends -> {
                    Comparison comparison = found.computeIfAbsent(
                                    List.of(ends.highest(), ends.lowest()),
                                    pair -> comparisons.of(
                                            task,
                                            paired(
                                                    slices.getOrDefault(pair.get(0), List.of()),
                                                    slices.getOrDefault(pair.get(1), List.of()))))
                            .get(metric);
                    if (comparison != null) {
                        gaps.add(ends.gap(metric, comparison, pairs));
                    }
                });
            }
        }
        return gaps;
    }

    /** Whether the slices hold a class each, so that their precision is 1. */
    private static boolean isFixed(SumMetric metric, Map<String, UnitSums> totals) {
        return metric.isPrecision()
                && totals.values().stream()
                        .anyMatch(total -> total.matrix(metric.task()).holdsOneClass());
    }

    /** The slices with the highest and the lowest value of a metric. */
    private record Ends(String highest, double high, String lowest, double low) {
        Gap gap(SumMetric metric, Comparison comparison, int pairs) {
            Double single = comparison.probability();
            Double probability = single == null ? null : Math.min(1, single * pairs);
            return metric.better() == SumMetric.Better.HIGHER
                    ? new Gap(metric, highest, high, lowest, low, comparison.difference(), probability)
                    : new Gap(metric, lowest, low, highest, high, comparison.difference(), probability);
        }
    }

    private static Optional<Ends> ends(SumMetric metric, Map<String, UnitSums> totals) {
        String highest = null;
        String lowest = null;
        double high = Double.NEGATIVE_INFINITY;
        double low = Double.POSITIVE_INFINITY;
        for (Map.Entry<String, UnitSums> slice : totals.entrySet()) {
            OptionalDouble value = metric.value(slice.getValue());
            if (value.isPresent() && value.getAsDouble() > high) {
                high = value.getAsDouble();
                highest = slice.getKey();
            }
            if (value.isPresent() && value.getAsDouble() < low) {
                low = value.getAsDouble();
                lowest = slice.getKey();
            }
        }
        return highest == null || lowest == null || highest.equals(lowest)
                ? Optional.empty()
                : Optional.of(new Ends(highest, high, lowest, low));
    }

    private static List<PairedUnit> paired(List<Unit> one, List<Unit> other) {
        List<PairedUnit> paired = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            paired.add(new PairedUnit(
                    one.get(i).speaker(), one.get(i).sums(), other.get(i).sums()));
        }
        return paired;
    }
}
