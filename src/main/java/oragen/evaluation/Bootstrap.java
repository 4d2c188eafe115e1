package oragen.evaluation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * 95 % intervals by drawing speakers again with replacement (Efron and Tibshirani 1993, the percentile interval):
 * clips of one speaker resemble each other, so that drawing clips would promise too much.
 */
public final class Bootstrap {
    private static final double LOWER = 0.025;
    private static final double UPPER = 0.975;

    private final int resamples;
    private final long seed;

    /** The same seed gives the same intervals. */
    public Bootstrap(int resamples, long seed) {
        this.resamples = resamples;
        this.seed = seed;
    }

    /** Both ends of an interval. */
    public record Interval(double low, double high) {}

    /** Intervals of all metrics; none for a metric that is undefined in some resample, or with fewer than two units. */
    public Map<SumMetric, Interval> intervals(List<UnitSums> units) {
        Map<SumMetric, Interval> intervals = new EnumMap<>(SumMetric.class);
        if (units.size() < 2) {
            return intervals;
        }
        double[][] values = resample(units);
        for (SumMetric metric : SumMetric.values()) {
            interval(values[metric.ordinal()]).ifPresent(interval -> intervals.put(metric, interval));
        }
        return intervals;
    }

    private double[][] resample(List<UnitSums> units) {
        double[][] values = new double[SumMetric.values().length][resamples];
        SplittableRandom random = new SplittableRandom(seed);
        for (int resample = 0; resample < resamples; resample++) {
            int[] times = new int[units.size()];
            for (int draw = 0; draw < times.length; draw++) {
                times[random.nextInt(times.length)]++;
            }
            UnitSums drawn = new UnitSums();
            for (int unit = 0; unit < times.length; unit++) {
                if (times[unit] > 0) {
                    drawn.add(units.get(unit), times[unit]);
                }
            }
            for (SumMetric metric : SumMetric.values()) {
                OptionalDouble value = metric.of(drawn);
                values[metric.ordinal()][resample] = value.orElse(Double.NaN);
            }
        }
        return values;
    }

    /** Percentiles with linear interpolation, as numpy's default. */
    private Optional<Interval> interval(double[] values) {
        double[] defined = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        // A slice where a class is rare loses it in some resamples: the metric is then of another kind.
        return defined.length < resamples
                ? Optional.empty()
                : Optional.of(new Interval(percentile(defined, LOWER), percentile(defined, UPPER)));
    }

    private static double percentile(double[] sorted, double part) {
        double position = part * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
