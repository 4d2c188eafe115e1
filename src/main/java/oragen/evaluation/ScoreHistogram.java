package oragen.evaluation;

import java.util.OptionalDouble;

/**
 * Counts of clips by the log-odds of the positive class, in fine bins, for metrics that are no function of sums.
 * Log-odds keep apart what lies near 0 and 1. A bin spans at most 5e-5 of probability, and a metric is off by less
 * than 1e-4 unless a bin holds more than 1e-4 of all pairs of unequal scores of the two classes.
 *
 * @param negatives counts of clips of the other class, {@code positives} of the positive one, by bin; not copied
 */
public record ScoreHistogram(long[] negatives, long[] positives) {
    /** Width of a bin in log-odds. */
    public static final double WIDTH = 2e-4;

    /** Log-odds of 40 are a probability of 1 − 4e-18: further out 64 bits tell nothing apart. */
    public static final double LARGEST = 40;

    public static final int BINS = (int) Math.round(2 * LARGEST / WIDTH);

    /** Bins of the calibration error and curve, as usual (Guo et al. 2017). */
    public static final int CALIBRATION_BINS = 15;

    public static ScoreHistogram empty() {
        return new ScoreHistogram(new long[BINS], new long[BINS]);
    }

    /** The bin of a probability of the positive class. */
    public static int bin(double probability) {
        double logOdds = Math.log(probability) - Math.log1p(-probability);
        return (int) Math.max(0, Math.min(BINS - 1, Math.floor((logOdds + LARGEST) / WIDTH)));
    }

    private static double probability(int bin) {
        return 1 / (1 + Math.exp(LARGEST - (bin + 0.5) * WIDTH));
    }

    /** Number of clips. */
    public long clips() {
        return sum(negatives) + sum(positives);
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    /** Area under the ROC curve: the chance that a positive has the higher probability, ties counting half. */
    public OptionalDouble areaUnderCurve() {
        double pairs = (double) sum(negatives) * sum(positives);
        if (pairs == 0) {
            return OptionalDouble.empty();
        }
        double won = 0;
        long below = 0;
        for (int bin = 0; bin < negatives.length; bin++) {
            won += positives[bin] * (below + negatives[bin] / 2.0);
            below += negatives[bin];
        }
        return OptionalDouble.of(won / pairs);
    }

    /** Equal error rate: where the rates of false acceptance and false rejection meet, interpolated between bins. */
    public OptionalDouble equalErrorRate() {
        double all = sum(negatives);
        double positive = sum(positives);
        if (all == 0 || positive == 0) {
            return OptionalDouble.empty();
        }
        double accepted = 1;
        double rejected = 0;
        for (int bin = 0; bin < negatives.length; bin++) {
            double nextAccepted = accepted - negatives[bin] / all;
            double nextRejected = rejected + positives[bin] / positive;
            if (nextAccepted <= nextRejected) {
                double gap = accepted - rejected;
                double closing = gap - (nextAccepted - nextRejected);
                double share = closing == 0 ? 0 : gap / closing;
                return OptionalDouble.of(rejected + share * (nextRejected - rejected));
            }
            accepted = nextAccepted;
            rejected = nextRejected;
        }
        return OptionalDouble.of(rejected);
    }

    /** Expected calibration error of the winning class's probability, in 15 bins of equal width between 0.5 and 1. */
    public OptionalDouble expectedCalibrationError() {
        double total = clips();
        if (total == 0) {
            return OptionalDouble.empty();
        }
        double[] confidence = new double[CALIBRATION_BINS];
        double[] right = new double[CALIBRATION_BINS];
        for (int bin = 0; bin < negatives.length; bin++) {
            if (negatives[bin] + positives[bin] == 0) {
                continue;
            }
            double probability = probability(bin);
            double winning = Math.max(probability, 1 - probability);
            int target = calibrationBin(winning);
            confidence[target] += winning * (negatives[bin] + positives[bin]);
            right[target] += probability >= 0.5 ? positives[bin] : negatives[bin];
        }
        double error = 0;
        for (int bin = 0; bin < CALIBRATION_BINS; bin++) {
            error += Math.abs(confidence[bin] - right[bin]) / total;
        }
        return OptionalDouble.of(error);
    }

    private static int calibrationBin(double winning) {
        return (int) Math.min(CALIBRATION_BINS - 1, (winning - 0.5) * 2 * CALIBRATION_BINS);
    }
}
