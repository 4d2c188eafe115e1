package oragen.evaluation;

import java.util.OptionalDouble;

/**
 * Counts of clips by absolute age error, in steps of 1e-4 years up to 120 years, for the median.
 *
 * @param counts by step; not copied
 */
public record ErrorHistogram(long[] counts) {
    private static final int STEPS_A_YEAR = 10_000;

    /** Width of a step in years. */
    public static final double YEARS_A_STEP = 1.0 / STEPS_A_YEAR;

    /** No two people's ages are further apart. */
    private static final int LARGEST_YEARS = 120;

    /** Number of steps. */
    public static final int BINS = LARGEST_YEARS * STEPS_A_YEAR;

    /** The step of an absolute error in years. */
    public static int bin(double absoluteYears) {
        return (int) Math.max(0, Math.min(BINS - 1, Math.floor(absoluteYears * STEPS_A_YEAR)));
    }

    /** Number of clips. */
    public long clips() {
        long clips = 0;
        for (long count : counts) {
            clips += count;
        }
        return clips;
    }

    /** Median absolute error in years, the mean of the two in the middle of an even number; off by half a step. */
    public OptionalDouble median() {
        long total = clips();
        if (total == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of((ranked((total - 1) / 2) + ranked(total / 2)) / 2);
    }

    private double ranked(long rank) {
        long below = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            below += counts[bin];
            if (below > rank) {
                return (bin + 0.5) / STEPS_A_YEAR;
            }
        }
        throw new IllegalArgumentException("no clip of rank " + rank);
    }
}
