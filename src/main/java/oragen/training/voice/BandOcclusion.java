package oragen.training.voice;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Hides runs of frequency bands (Park et al. 2019, SpecAugment), and often the whole lower half: a network that sees
 * the harmonics of every window learns the pitch alone, which errs on lively men and on women with low voices.
 */
record BandOcclusion(SplittableRandom random) {
    private static final double LOWER_HALF = 0.3;
    private static final int LONGEST_RUN = 16;

    /** For each window and band 1, or 0 where it is hidden; row-major. */
    float[] visible(int windows, int bands) {
        float[] visible = new float[windows * bands];
        Arrays.fill(visible, 1);
        for (int window = 0; window < windows; window++) {
            int first = window * bands;
            if (random.nextDouble() < LOWER_HALF) {
                Arrays.fill(visible, first, first + bands / 2, 0);
            }
            int run = random.nextInt(LONGEST_RUN + 1);
            int start = first + random.nextInt(bands - run + 1);
            Arrays.fill(visible, start, start + run, 0);
        }
        return visible;
    }
}
