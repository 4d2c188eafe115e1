package oragen.evaluation;

import oragen.evaluation.ClipValues.ClipClass;

/**
 * Expected calibration error of the winning class's probability: 15 bins of equal width between 0.5 and 1 (Guo et al.
 * 2017), a probability on an edge lying in the upper one. Exact, as each bin needs sums alone.
 */
public final class CalibrationSums {
    /** Bins of the calibration error and curve. */
    public static final int BINS = 15;

    private final double[][] excess;
    private final double[] clips;

    /** Confidence less rightness of each unit's clips, by bin. */
    CalibrationSums(ClipValues scores) {
        this.excess = new double[scores.units()][BINS];
        this.clips = scores.counts(ClipClass.ANY);
        for (int clip = 0; clip < scores.clips(); clip++) {
            double probability = scores.value(clip);
            double winning = Math.max(probability, 1 - probability);
            boolean right = probability >= 0.5 == scores.isPositive(clip);
            excess[scores.unit(clip)][bin(winning)] += winning - (right ? 1 : 0);
        }
    }

    private static int bin(double winning) {
        return (int) Math.min(BINS - 1, (winning - 0.5) * 2 * BINS);
    }

    double error(double[] weights) {
        double[] bins = new double[BINS];
        double total = 0;
        for (int unit = 0; unit < weights.length; unit++) {
            if (weights[unit] > 0) {
                total += weights[unit] * clips[unit];
                for (int bin = 0; bin < BINS; bin++) {
                    bins[bin] += weights[unit] * excess[unit][bin];
                }
            }
        }
        double error = 0;
        for (double bin : bins) {
            error += Math.abs(bin);
        }
        return error / total;
    }
}
