package oragen.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Speakers drawn again with replacement. Where each speaker has clips of one class alone, the speakers of each class are
 * drawn among themselves; else a draw without some class is refused, and drawn again.
 */
final class SpeakerDraws {
    /** As many more draws are tried: what is refused more often is no sample of the same kind. */
    private static final double MOST_REFUSED = 0.1;

    /** The cost of a cell is bounded: a spread from 100 draws is right to 7 %. */
    private static final double MOST_CLIPS = 1e8;

    private static final int FEWEST = 100;

    /** Draws that are judged in one pass over the clips: 64 take 0.9 ns for each clip of each, 8 take 6, one takes 4. */
    private static final int TOGETHER = 64;

    private final int[][] strata;
    private final double[][] required;
    private final int draws;
    private final SplittableRandom random;
    private int refused;

    /** @param classes clips of each class by unit, each class being needed */
    SpeakerDraws(int resamples, long seed, long clips, double[]... classes) {
        this.required = classes;
        this.strata = strata(classes);
        this.draws = (int) Math.max(Math.min(FEWEST, resamples), Math.min(resamples, MOST_CLIPS / Math.max(1, clips)));
        this.random = new SplittableRandom(seed);
    }

    private static int[][] strata(double[][] classes) {
        int units = classes[0].length;
        boolean apart = classes.length > 1;
        for (int unit = 0; unit < units && apart; unit++) {
            int present = 0;
            for (double[] counts : classes) {
                present += counts[unit] > 0 ? 1 : 0;
            }
            apart = present == 1;
        }
        if (!apart) {
            return new int[][] {java.util.stream.IntStream.range(0, units).toArray()};
        }
        int[][] strata = new int[classes.length][];
        for (int i = 0; i < classes.length; i++) {
            double[] counts = classes[i];
            strata[i] = java.util.stream.IntStream.range(0, units)
                    .filter(unit -> counts[unit] > 0)
                    .toArray();
        }
        return strata;
    }

    /** Figures of several weightings of the units at once: {@code [weighting][figure]}. */
    interface Figures {
        double[][] of(double[][] weightings);
    }

    /**
     * Figures of each draw: {@code [figure][draw]}.
     *
     * @param figures of the number of times that each unit was drawn
     * @return null where too many draws lack a class
     */
    double @Nullable [][] of(int count, Figures figures) {
        double[][] values = new double[count][draws];
        for (int done = 0; done < draws; done += TOGETHER) {
            double[][] times = new double[Math.min(TOGETHER, draws - done)][required[0].length];
            for (double[] each : times) {
                if (!drawWithEveryClass(each)) {
                    return null;
                }
            }
            double[][] drawn = figures.of(times);
            for (int draw = 0; draw < times.length; draw++) {
                for (int i = 0; i < count; i++) {
                    values[i][done + draw] = drawn[draw][i];
                }
            }
        }
        return values;
    }

    /** Whether there is such a draw: false where too many lack a class. */
    private boolean drawWithEveryClass(double[] times) {
        draw(times);
        while (lacksAClass(times)) {
            refused++;
            if (refused > MOST_REFUSED * draws) {
                return false;
            }
            draw(times);
        }
        return true;
    }

    private void draw(double[] times) {
        Arrays.fill(times, 0);
        for (int[] stratum : strata) {
            for (int i = 0; i < stratum.length; i++) {
                times[stratum[random.nextInt(stratum.length)]]++;
            }
        }
    }

    private boolean lacksAClass(double[] times) {
        for (double[] counts : required) {
            double clips = 0;
            for (int unit = 0; unit < times.length && clips == 0; unit++) {
                clips += times[unit] * counts[unit];
            }
            if (clips == 0) {
                return true;
            }
        }
        return false;
    }

    boolean hasRefused() {
        return refused > 0;
    }
}
