package oragen.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import oragen.label.Task;

/**
 * 95 % intervals by drawing speakers again with replacement (Efron and Tibshirani 1993, the percentile interval):
 * clips of one speaker resemble each other, so that drawing clips would promise too much.
 */
public final class Bootstrap {
    private static final double LOWER = 0.025;
    private static final double UPPER = 0.975;

    private final int resamples;
    private final long seed;

    /** The same seed gives the same draws for every list of the same length. */
    public Bootstrap(int resamples, long seed) {
        this.resamples = resamples;
        this.seed = seed;
    }

    /** Both ends of an interval. */
    public record Interval(double low, double high) {}

    /** The sums of one unit that are not 0: most cells of a confusion matrix are. */
    private record SparseSums(int[] index, double[] value) {
        static SparseSums of(UnitSums unit, Task task) {
            double[] sums = unit.values();
            int[] index = java.util.stream.IntStream.range(UnitSums.start(task), UnitSums.end(task))
                    .filter(i -> sums[i] != 0)
                    .toArray();
            return new SparseSums(
                    index, Arrays.stream(index).mapToDouble(i -> sums[i]).toArray());
        }

        void addTo(double[] total, int times) {
            for (int i = 0; i < index.length; i++) {
                total[index[i]] += times * value[i];
            }
        }
    }

    /**
     * Values of metrics in each resample, NaN where one is undefined; {@code [metric][resample]}. Two lists in which
     * equal places are the same speaker are drawn alike, so that differences of their values are paired.
     */
    public double[][] resample(List<SumMetric> metrics, Task task, List<UnitSums> units) {
        double[][] values = new double[metrics.size()][resamples];
        List<SparseSums> sparse =
                units.stream().map(unit -> SparseSums.of(unit, task)).toList();
        SplittableRandom random = new SplittableRandom(seed);
        for (int resample = 0; resample < resamples; resample++) {
            int[] times = new int[units.size()];
            for (int draw = 0; draw < times.length; draw++) {
                times[random.nextInt(times.length)]++;
            }
            UnitSums drawn = new UnitSums();
            for (int unit = 0; unit < times.length; unit++) {
                if (times[unit] > 0) {
                    sparse.get(unit).addTo(drawn.values(), times[unit]);
                }
            }
            for (int metric = 0; metric < values.length; metric++) {
                values[metric][resample] = metrics.get(metric).value(drawn).orElse(Double.NaN);
            }
        }
        return values;
    }

    /** Percentiles with linear interpolation, as numpy's default; nothing where a value is undefined. */
    public Optional<Interval> interval(double[] values) {
        // A slice where a class is rare loses it in some resamples: the metric is then of another kind.
        if (Arrays.stream(values).anyMatch(Double::isNaN)) {
            return Optional.empty();
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return Optional.of(new Interval(percentile(sorted, LOWER), percentile(sorted, UPPER)));
    }

    private static double percentile(double[] sorted, double part) {
        double position = part * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
