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
        double @Nullable [] genderProbabilities, @Nullable Double ageYears, double @Nullable [] maskProbabilities) {}
