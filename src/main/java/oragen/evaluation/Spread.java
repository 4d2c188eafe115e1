package oragen.evaluation;

import java.util.Arrays;

/**
 * How far a figure moves from one choice of speakers to another.
 *
 * @param variance of the figure
 * @param influential how many speakers the variance was learnt from: (Σd²)² / Σd⁴ of what each moves the figure by,
 *     which is the number of those that matter where they matter equally
 */
record Spread(double variance, double influential) {
    /** Below, a variance is the rounding of 64 bits. */
    private static final double NOTHING = 1e-18;

    /** Of a normal distribution, Σd⁴ is three times what equal influence would make it. */
    private static final double NORMAL = 3;

    /** From the figure without each unit in turn (the jackknife, Tukey 1958). */
    static Spread leavingOut(double[] without) {
        double variance = squares(without) * (without.length - 1) / without.length;
        return variance < NOTHING ? new Spread(0, 0) : new Spread(variance, influential(without));
    }

    /**
     * From the figure of units that were drawn again with replacement (Efron and Tibshirani 1993).
     *
     * @param influential how many units make up the spread
     */
    static Spread ofDraws(double[] drawn, double units, double influential) {
        // Drawing again makes the variance too small by a factor of (units − 1) / units.
        double variance = squares(drawn) / (drawn.length - 1) * units / (units - 1);
        return variance < NOTHING ? new Spread(0, 0) : new Spread(variance, influential);
    }

    /** How many units make up the spread of what each of them moves a figure by. */
    static double influential(double[] moves) {
        double mean = mean(moves);
        double fourths = 0;
        for (double move : moves) {
            double square = (move - mean) * (move - mean);
            fourths += square * square;
        }
        double squares = squares(moves);
        return fourths == 0 ? 0 : squares * squares / fourths;
    }

    /** How many make up the spread of units that move a figure as a normal distribution would have it. */
    static double influential(double units) {
        return units / NORMAL;
    }

    private static double squares(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    boolean isNothing() {
        return variance == 0;
    }
}
