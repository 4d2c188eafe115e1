package oragen.evaluation;

import java.util.Arrays;
import oragen.evaluation.ClipValues.ClipClass;

/**
 * Expected calibration error of the winning class's probability: 15 bins of equal width (Guo et al. 2017) between 0.5 and 1
 * for two classes and between 0 and 1 for more, a probability on an edge lying in the upper one. Exact, as each bin needs
 * sums alone.
 */
public final class CalibrationSums {
    /** Bins of the calibration error and curve. */
    public static final int BINS = 15;

    /** Confidence less rightness of each unit's clips, by bin. */
    private final double[][] excess;

    private final double[] clips;

    private CalibrationSums(ClipValues values) {
        this.excess = new double[values.units()][BINS];
        this.clips = values.counts(ClipClass.ANY);
    }

    /** Of probabilities of the positive one of two classes. */
    static CalibrationSums ofScores(ClipValues scores) {
        CalibrationSums sums = new CalibrationSums(scores);
        for (int clip = 0; clip < scores.clips(); clip++) {
            double probability = scores.value(clip);
            sums.add(
                    scores.unit(clip),
                    Math.max(probability, 1 - probability),
                    probability >= 0.5 == scores.isPositive(clip),
                    0.5);
        }
        return sums;
    }

    /** Of probabilities of the winning one of several classes, a clip being positive where that is right. */
    static CalibrationSums ofConfidences(ClipValues confidences) {
        CalibrationSums sums = new CalibrationSums(confidences);
        for (int clip = 0; clip < confidences.clips(); clip++) {
            sums.add(confidences.unit(clip), confidences.value(clip), confidences.isPositive(clip), 0);
        }
        return sums;
    }

    private void add(int unit, double winning, boolean right, double lowest) {
        int bin = (int) Math.min(BINS - 1, (winning - lowest) / (1 - lowest) * BINS);
        excess[unit][bin] += winning - (right ? 1 : 0);
    }

    /** The error under each weighting. */
    double[] errors(Weightings weightings) {
        double[] errors = new double[weightings.count()];
        for (int bin = 0; bin < BINS; bin++) {
            double[] sums = new double[errors.length];
            for (int unit = 0; unit < clips.length; unit++) {
                weightings.addTo(sums, unit, excess[unit][bin]);
            }
            for (int i = 0; i < errors.length; i++) {
                errors[i] += Math.abs(sums[i]);
            }
        }
        double[] totals = weightings.totals(clips);
        Arrays.setAll(errors, i -> errors[i] / totals[i]);
        return errors;
    }
}
