package oragen.network;

import org.jspecify.annotations.Nullable;

/**
 * What a head says of each row.
 *
 * @param late late features; null for the fusion
 * @param genderLogits [n, 2], female and male
 * @param age [n, 1]: in the audio head and the fusion a logit, in the visual head a part of 100 years
 * @param maskLogits [n, 6]; null without the task
 */
public record HeadOutputs<V>(
        @Nullable V late, V genderLogits, V age, @Nullable V maskLogits) {
    /** Takes the three outputs of the authors' gender and age layer apart. */
    public static <V> HeadOutputs<V> split(
            NetworkLayers<V> layers, @Nullable V late, V threeOutputs, @Nullable V mask) {
        return new HeadOutputs<>(late, layers.slice(threeOutputs, 1, 0, 2), layers.slice(threeOutputs, 1, 2, 3), mask);
    }
}
