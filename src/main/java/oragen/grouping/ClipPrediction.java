package oragen.grouping;

import oragen.label.Gender;
import oragen.label.MaskType;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a clip; a task that the bundle lacks is null.
 *
 * @param genderProbabilities mean over the windows, in the order of {@link Gender}
 * @param age mean over the windows, in years
 * @param maskProbabilities mean over the windows, in the order of {@link MaskType}
 */
public record ClipPrediction(
        @Nullable Gender gender,
        double @Nullable [] genderProbabilities,
        @Nullable Double age,
        @Nullable MaskType maskType,
        double @Nullable [] maskProbabilities,
        int windowCount) {
    public static final ClipPrediction NOTHING = new ClipPrediction(null, null, null, null, null, 0);
}
