package oragen.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import oragen.evaluation.SliceEstimates.PairedUnit;
import oragen.label.Task;
import org.jspecify.annotations.Nullable;

/** Differences of two sides by speaker: two runs on the same clips, or two slices of one run. */
public final class Comparisons {
    private final Intervals intervals = new Intervals();
    private final Permutation permutation;

    /** The same seed gives the same probabilities. */
    public Comparisons(int draws, long seed) {
        this.permutation = new Permutation(draws, seed);
    }

    /**
     * One side's metric less the other's.
     *
     * @param probability of a difference as large if the sides were the same; null where it cannot be told
     */
    public record Comparison(
            double oneValue,
            double otherValue,
            Estimate difference,
            @Nullable Double probability) {}

    /** The metrics that are defined on both sides. Costs one value of every metric for each unit and each draw. */
    public Map<SumMetric, Comparison> of(Task task, List<PairedUnit> all) {
        List<PairedUnit> units = all.stream()
                .filter(unit -> unit.one().labelled(task) + unit.other().labelled(task) > 0)
                .toList();
        Side one = side(task, units.stream().map(PairedUnit::one).toList());
        Side other = side(task, units.stream().map(PairedUnit::other).toList());
        List<SumMetric> metrics = SumMetric.compared(task).stream()
                .filter(metric -> metric.value(one.total()).isPresent()
                        && metric.value(other.total()).isPresent())
                .toList();
        double[] probabilities = new double[metrics.size()];
        Arrays.fill(probabilities, Double.NaN);
        if (units.size() > 1 && !metrics.isEmpty()) {
            probabilities = permutation.probabilities(metrics, task, units);
        }
        double[][] withoutOne = Jackknife.without(metrics, task, one.units(), one.total());
        double[][] withoutOther = Jackknife.without(metrics, task, other.units(), other.total());
        long speakers = units.stream().filter(PairedUnit::speaker).count();
        UnitSums[] bySpeaker = {bySpeaker(task, units, Way.ONE), bySpeaker(task, units, Way.OTHER)};
        Map<SumMetric, Comparison> comparisons = new LinkedHashMap<>();
        for (int i = 0; i < probabilities.length; i++) {
            SumMetric metric = metrics.get(i);
            double oneValue = metric.value(one.total()).orElseThrow();
            double otherValue = metric.value(other.total()).orElseThrow();
            Evidence ofOne = metric.evidence().apply(one.units());
            Evidence ofOther = metric.evidence().apply(other.units());
            Estimate estimate = estimate(
                    metric,
                    new Figure(oneValue, withoutOne[i], ofOne),
                    new Figure(otherValue, withoutOther[i], ofOther),
                    speakers == 0 ? null : difference(metric, bySpeaker),
                    Math.round(Math.max(clips(metric, one.total()), clips(metric, other.total()))),
                    speakers);
            comparisons.put(
                    metric,
                    new Comparison(
                            oneValue, otherValue, estimate, Double.isNaN(probabilities[i]) ? null : probabilities[i]));
        }
        return comparisons;
    }

    private static double clips(SumMetric metric, UnitSums sums) {
        return metric.countsUnanswered() ? sums.labelled(metric.task()) : sums.predicted(metric.task());
    }

    private record Side(List<UnitSums> units, UnitSums total) {}

    private static Side side(Task task, List<UnitSums> units) {
        UnitSums total = new UnitSums();
        units.forEach(total::add);
        return new Side(units, total);
    }

    private enum Way {
        ONE,
        OTHER
    }

    private static UnitSums bySpeaker(Task task, List<PairedUnit> units, Way way) {
        UnitSums sums = new UnitSums();
        for (PairedUnit unit : units) {
            UnitSums side = way == Way.ONE ? unit.one() : unit.other();
            if (unit.speaker() && side.predicted(task) > 0) {
                sums.add(side, 1 / side.predicted(task));
            }
        }
        return sums;
    }

    private static @Nullable Double difference(SumMetric metric, UnitSums[] sides) {
        OptionalDouble one = metric.value(sides[0]);
        OptionalDouble other = metric.value(sides[1]);
        return metric.countsUnanswered() || one.isEmpty() || other.isEmpty()
                ? null
                : one.getAsDouble() - other.getAsDouble();
    }

    /** A side's value, without each unit in turn, and what it rests on. */
    private record Figure(double value, double[] without, Evidence evidence) {}

    private Estimate estimate(
            SumMetric metric, Figure one, Figure other, @Nullable Double ofSpeakers, long clips, long speakers) {
        double difference = one.value() - other.value();
        String reason = Jackknife.reason(one.evidence(), one.without());
        if (reason == null) {
            reason = Jackknife.reason(other.evidence(), other.without());
        }
        if (reason != null) {
            return new Estimate(difference, ofSpeakers, null, reason, clips, speakers);
        }
        return Estimate.of(difference, ofSpeakers, interval(metric, one, other), clips, speakers);
    }

    private Interval interval(SumMetric metric, Figure one, Figure other) {
        if (metric.scale() == Scale.RATIO) {
            return Intervals.ofDifference(
                    one.value(),
                    intervals.of(metric.scale(), one.value(), Spread.leavingOut(one.without()), one.evidence()),
                    other.value(),
                    intervals.of(metric.scale(), other.value(), Spread.leavingOut(other.without()), other.evidence()),
                    Jackknife.correlation(one.without(), other.without()));
        }
        double[] differences = new double[one.without().length];
        Arrays.setAll(differences, i -> one.without()[i] - other.without()[i]);
        Evidence fewer = one.evidence().units() < other.evidence().units() ? one.evidence() : other.evidence();
        return intervals.ofDifference(one.value() - other.value(), Spread.leavingOut(differences), fewer);
    }
}
