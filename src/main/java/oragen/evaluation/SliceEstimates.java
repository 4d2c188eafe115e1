package oragen.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import oragen.label.Task;
import org.jspecify.annotations.Nullable;

/** The metrics of one slice that are functions of sums: units of clips → estimates with intervals. */
public final class SliceEstimates {
    private final Intervals intervals = new Intervals();

    /**
     * The clips of one speaker.
     *
     * @param speaker whether it is a speaker, and not a group of clips of unknown speakers
     */
    public record Unit(boolean speaker, UnitSums sums) {}

    /** The clips of one unit on two sides: two slices, or two runs. */
    public record PairedUnit(boolean speaker, UnitSums one, UnitSums other) {}

    /** What the clips of a slice were chosen by. */
    public enum ChosenBy {
        /** Truth, or something else that does not depend on the predictions of the task. */
        TRUTH,
        /** The predicted class of the task: of the clips of one, only the precision means anything. */
        PREDICTION
    }

    /**
     * Estimates of a task in the order of the tables; without classes that are neither in the truth nor predicted, and
     * without metrics that the choice of clips fixes. Costs one value of every metric for each unit.
     */
    public Map<SumMetric, Estimate> of(Task task, List<Unit> units, ChosenBy chosen) {
        Map<SumMetric, Estimate> estimates = new LinkedHashMap<>();
        add(estimates, task, units, chosen, Counted.PREDICTED);
        if (chosen == ChosenBy.TRUTH) {
            add(estimates, task, units, chosen, Counted.LABELLED);
        }
        return estimates;
    }

    /** Coverage is of all labelled clips, the rest of those that have a prediction. */
    private enum Counted {
        PREDICTED,
        LABELLED;

        double clips(UnitSums sums, Task task) {
            return switch (this) {
                case PREDICTED -> sums.predicted(task);
                case LABELLED -> sums.labelled(task);
            };
        }
    }

    private void add(Map<SumMetric, Estimate> estimates, Task task, List<Unit> all, ChosenBy chosen, Counted counted) {
        List<Unit> units = all.stream()
                .filter(unit -> counted.clips(unit.sums(), task) > 0)
                .toList();
        if (units.isEmpty()) {
            return;
        }
        List<UnitSums> sums = units.stream().map(Unit::sums).toList();
        UnitSums total = new UnitSums();
        sums.forEach(total::add);
        boolean oneClass = task != Task.AGE && total.matrix(task).holdsOneClass();
        List<SumMetric> metrics = SumMetric.of(task).stream()
                .filter(metric -> metric.countsUnanswered() == (counted == Counted.LABELLED))
                .filter(metric -> chosen == ChosenBy.TRUTH || metric.holdsWithinPrediction())
                .filter(metric -> chosen == ChosenBy.PREDICTION || !oneClass || !metric.isPrecision())
                .filter(metric -> metric.value(total).isPresent() || isMissed(metric, total))
                .toList();
        UnitSums bySpeaker = new UnitSums();
        units.stream()
                .filter(Unit::speaker)
                .forEach(unit -> bySpeaker.add(unit.sums(), 1 / counted.clips(unit.sums(), task)));
        long speakers = units.stream().filter(Unit::speaker).count();
        long clips = Math.round(counted.clips(total, task));
        double[][] without = Jackknife.without(metrics, task, sums, total);
        for (int i = 0; i < without.length; i++) {
            SumMetric metric = metrics.get(i);
            OptionalDouble value = metric.value(total);
            Double ofSpeakers = speakers == 0 || metric.scale() == Scale.COUNT ? null : orNull(metric.value(bySpeaker));
            estimates.put(
                    metric,
                    value.isEmpty()
                            ? new Estimate(null, null, null, metric.undefined(), clips, speakers)
                            : estimate(metric, value.getAsDouble(), ofSpeakers, without[i], sums, clips, speakers));
        }
    }

    static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private Estimate estimate(
            SumMetric metric,
            double value,
            @Nullable Double ofSpeakers,
            double[] without,
            List<UnitSums> units,
            long clips,
            long speakers) {
        Evidence evidence = metric.evidence().apply(units);
        String reason = metric.scale() == Scale.COUNT ? Estimate.A_COUNT : Jackknife.reason(evidence, without);
        if (reason != null) {
            return new Estimate(value, ofSpeakers, null, reason, clips, speakers);
        }
        Interval interval = intervals.of(metric.scale(), value, Spread.leavingOut(without), evidence);
        return Estimate.of(value, ofSpeakers, interval, clips, speakers);
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
}
