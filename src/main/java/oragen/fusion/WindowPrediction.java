package oragen.fusion;

import org.jspecify.annotations.Nullable;

/**
 * What the fusion says of one window; a task that the bundle lacks is null.
 *
 * @param genderProbabilities in the order of {@link oragen.label.Gender}
 * @param ageYears age in years
 * @param maskProbabilities in the order of {@link oragen.label.MaskType}
 */
public record WindowPrediction(
        double @Nullable [] genderProbabilities, @Nullable Double ageYears, double @Nullable [] maskProbabilities) {
    /** The class of the highest probability; of equal ones the first. */
    public static int likeliest(double[] probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            if (probabilities[i] > probabilities[best]) {
                best = i;
            }
        }
        return best;
    }
}
