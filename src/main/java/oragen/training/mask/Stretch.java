package oragen.training.mask;

import java.util.Arrays;

/**
 * By how much answers are drawn to the middle: answer ≈ shift + slope · truth. Undone, answers are as far apart as truths,
 * and errors grow as much: it is seldom undone entirely.
 *
 * @param centre mean of the truths
 */
record Stretch(double shift, double slope, double centre) {
    /** Less says nothing of the truth. */
    private static final double LEAST_SLOPE = 0.2;

    static final Stretch NONE = new Stretch(0, 1, 0);

    /** By least squares; none for answers that say nothing of the truth. */
    static Stretch of(double[] truths, double[] answers, double[] weights) {
        if (truths.length < 2) {
            return NONE;
        }
        LeastSquares sums = new LeastSquares(1);
        double total = 0;
        double centre = 0;
        for (int i = 0; i < truths.length; i++) {
            sums.add(new float[] {(float) truths[i]}, answers[i], weights[i]);
            total += weights[i];
            centre += weights[i] * truths[i];
        }
        LeastSquares.Line line = sums.solve(1e-9);
        return line.weights()[0] < LEAST_SLOPE ? NONE : new Stretch(line.bias(), line.weights()[0], centre / total);
    }

    /** What is to be undone for answers of this slope, which are right on average; never less than nothing. */
    Stretch leaving(double wanted) {
        double rest = slope / Math.max(wanted, slope);
        return new Stretch(shift + (slope - rest) * centre, rest, centre);
    }

    double undone(double answer) {
        return (answer - shift) / slope;
    }

    LeastSquares.Line undone(LeastSquares.Line line) {
        double[] weights = line.weights().clone();
        Arrays.setAll(weights, i -> weights[i] / slope);
        return new LeastSquares.Line(weights, undone(line.bias()));
    }
}
