package oragen.evaluation;

import java.util.Arrays;
import java.util.List;
import oragen.label.Task;
import org.jspecify.annotations.Nullable;

/** Metrics without each unit in turn, which is how far each one moves them. */
final class Jackknife {
    private Jackknife() {}

    /** Values by metric and unit left out, NaN where one is then undefined. */
    static double[][] without(List<SumMetric> metrics, Task task, List<UnitSums> units, UnitSums total) {
        double[][] values = new double[metrics.size()][units.size()];
        for (int unit = 0; unit < units.size(); unit++) {
            UnitSums rest = total.without(units.get(unit), task);
            for (int metric = 0; metric < values.length; metric++) {
                values[metric][unit] = metrics.get(metric).value(rest).orElse(Double.NaN);
            }
        }
        return values;
    }

    /** Why there is no interval; null where there is one. */
    static @Nullable String reason(Evidence evidence, double[] without) {
        if (without.length < 2) {
            return Estimate.ONE_SPEAKER;
        }
        // Without its only speaker a class is gone, and the metric of another kind.
        if (evidence.fewest() < 2) {
            return Estimate.ONE_SPEAKER_OF_A_CLASS;
        }
        return Arrays.stream(without).anyMatch(Double::isNaN) ? Estimate.UNDEFINED_WITHOUT_A_SPEAKER : null;
    }

    /** How alike the units move two figures; 0 where they do not move one of them. */
    static double correlation(double[] one, double[] other) {
        double oneMean = Arrays.stream(one).average().orElseThrow();
        double otherMean = Arrays.stream(other).average().orElseThrow();
        double product = 0;
        double oneSquares = 0;
        double otherSquares = 0;
        for (int i = 0; i < one.length; i++) {
            product += (one[i] - oneMean) * (other[i] - otherMean);
            oneSquares += (one[i] - oneMean) * (one[i] - oneMean);
            otherSquares += (other[i] - otherMean) * (other[i] - otherMean);
        }
        double spread = Math.sqrt(oneSquares * otherSquares);
        return spread > 0 ? product / spread : 0;
    }
}
