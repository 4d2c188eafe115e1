package oragen.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import oragen.evaluation.Bootstrap.Interval;
import oragen.label.Task;
import org.jspecify.annotations.Nullable;

/** The metrics of one slice, and differences of two: units of clips → estimates with intervals. */
public final class SliceEstimates {
    private final Bootstrap bootstrap;

    public SliceEstimates(Bootstrap bootstrap) {
        this.bootstrap = bootstrap;
    }

    /**
     * The clips of one unit of drawing.
     *
     * @param speaker whether it is a speaker, and not a group of clips of unknown speakers
     */
    public record Unit(boolean speaker, UnitSums sums) {}

    /** The clips of one unit on two sides: two slices, or two runs. */
    public record PairedUnit(boolean speaker, UnitSums one, UnitSums other) {}

    /** Estimates of a task in the order of the tables; without classes that are neither in the truth nor predicted. */
    public Map<SumMetric, Estimate> of(Task task, List<Unit> units) {
        Map<SumMetric, Estimate> estimates = new LinkedHashMap<>();
        for (boolean coverage : List.of(false, true)) {
            List<Unit> counted = units.stream()
                    .filter(unit -> clips(unit.sums(), task, coverage) > 0)
                    .toList();
            List<SumMetric> metrics = SumMetric.of(task).stream()
                    .filter(metric -> metric.countsUnanswered() == coverage)
                    .toList();
            if (!counted.isEmpty()) {
                add(estimates, metrics, counted, coverage);
            }
        }
        return estimates;
    }

    /** Coverage is of all labelled clips, the rest of those that have a prediction. */
    private static double clips(UnitSums sums, Task task, boolean coverage) {
        return coverage ? sums.labelled(task) : sums.predicted(task);
    }

    private void add(Map<SumMetric, Estimate> estimates, List<SumMetric> metrics, List<Unit> units, boolean coverage) {
        Task task = metrics.get(0).task();
        List<UnitSums> sums = units.stream().map(Unit::sums).toList();
        UnitSums total = new UnitSums();
        sums.forEach(total::add);
        double[][] resampled = sums.size() < 2 ? null : bootstrap.resample(metrics, task, sums);
        long clips = Math.round(clips(total, task, coverage));
        long speakers = units.stream().filter(Unit::speaker).count();
        for (int i = 0; i < metrics.size(); i++) {
            SumMetric metric = metrics.get(i);
            OptionalDouble value = metric.value(total);
            if (value.isPresent()) {
                double[] drawn = resampled == null ? null : resampled[i];
                estimates.put(metric, estimate(value.getAsDouble(), drawn, clips, speakers));
            } else if (isMissed(metric, total)) {
                estimates.put(metric, new Estimate(null, null, metric.undefined(), clips, speakers));
            }
        }
    }

    /** A recall that is missing is told of only where the class was predicted. */
    private static boolean isMissed(SumMetric metric, UnitSums total) {
        if (!metric.undefined().equals(SumMetric.CLASS_ABSENT)) {
            return true;
        }
        String precision =
                "precision_" + metric.label().substring(metric.label().indexOf('_') + 1);
        return SumMetric.of(metric.task()).stream()
                .anyMatch(other ->
                        other.label().equals(precision) && other.value(total).isPresent());
    }

    /** One side's metric less the other's, drawn together; undefined differences are left out. */
    public Map<SumMetric, Estimate> differences(Task task, List<PairedUnit> units) {
        List<PairedUnit> labelled = units.stream()
                .filter(unit -> unit.one().labelled(task) + unit.other().labelled(task) > 0)
                .toList();
        UnitSums one = new UnitSums();
        UnitSums other = new UnitSums();
        labelled.forEach(unit -> {
            one.add(unit.one());
            other.add(unit.other());
        });
        List<SumMetric> metrics = SumMetric.overall(task);
        Map<SumMetric, Estimate> estimates = new LinkedHashMap<>();
        double[][] ones = null;
        double[][] others = null;
        if (labelled.size() > 1) {
            ones = bootstrap.resample(
                    metrics, task, labelled.stream().map(PairedUnit::one).toList());
            others = bootstrap.resample(
                    metrics, task, labelled.stream().map(PairedUnit::other).toList());
        }
        long clips = Math.round(Math.max(one.predicted(task), other.predicted(task)));
        long speakers = labelled.stream().filter(PairedUnit::speaker).count();
        for (int i = 0; i < metrics.size(); i++) {
            OptionalDouble left = metrics.get(i).value(one);
            OptionalDouble right = metrics.get(i).value(other);
            if (left.isPresent() && right.isPresent()) {
                double[] drawn = ones == null || others == null ? null : subtract(ones[i], others[i]);
                estimates.put(
                        metrics.get(i), estimate(left.getAsDouble() - right.getAsDouble(), drawn, clips, speakers));
            }
        }
        return estimates;
    }

    private static double[] subtract(double[] one, double[] other) {
        double[] difference = new double[one.length];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = one[i] - other[i];
        }
        return difference;
    }

    private Estimate estimate(double value, double @Nullable [] resampled, long clips, long speakers) {
        if (resampled == null) {
            return new Estimate(value, null, Estimate.ONE_SPEAKER, clips, speakers);
        }
        Interval interval = bootstrap.interval(resampled).orElse(null);
        String note = interval == null ? Estimate.UNDEFINED_IN_A_RESAMPLE : null;
        return new Estimate(value, interval, note, clips, speakers);
    }

    /** A metric's best and worst slice, and how far apart they are. */
    public record Gap(SumMetric metric, String best, double bestValue, String worst, double worstValue, Estimate gap) {}

    /**
     * For each metric that has a better side the gap between the best and the worst of several slices, above 0. Which
     * slices these are is decided once, on all clips; the interval is of their difference.
     *
     * @param slices units by slice; equal places are the same speaker
     * @param minClips slices with fewer predicted clips of the task are passed over
     */
    public List<Gap> gaps(Task task, Map<String, List<Unit>> slices, long minClips) {
        Map<String, UnitSums> totals = new LinkedHashMap<>();
        slices.forEach((slice, units) -> {
            UnitSums total = new UnitSums();
            units.forEach(unit -> total.add(unit.sums()));
            if (total.predicted(task) >= minClips) {
                totals.put(slice, total);
            }
        });
        List<Gap> gaps = new ArrayList<>();
        Map<List<String>, Map<SumMetric, Estimate>> differences = new HashMap<>();
        for (SumMetric metric : SumMetric.overall(task)) {
            if (metric.better() != SumMetric.Better.NEITHER) {
                ends(metric, totals).ifPresent(ends -> {
                    Estimate gap = differences
                            .computeIfAbsent(
                                    List.of(ends.highest(), ends.lowest()),
                                    pair -> differences(
                                            task,
                                            paired(
                                                    slices.getOrDefault(pair.get(0), List.of()),
                                                    slices.getOrDefault(pair.get(1), List.of()))))
                            .get(metric);
                    if (gap != null) {
                        gaps.add(ends.gap(metric, gap));
                    }
                });
            }
        }
        return gaps;
    }

    /** The slices with the highest and the lowest value of a metric. */
    private record Ends(String highest, double high, String lowest, double low) {
        Gap gap(SumMetric metric, Estimate gap) {
            return metric.better() == SumMetric.Better.HIGHER
                    ? new Gap(metric, highest, high, lowest, low, gap)
                    : new Gap(metric, lowest, low, highest, high, gap);
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
