package oragen.exchange;

import oragen.exchange.OnnxGraph.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a head says of each row.
 *
 * @param late late features; null for the fusion
 * @param genderLogits [n, 2], female and male
 * @param age [n, 1]: in the audio head and the fusion a logit, in the visual head a part of 100 years
 * @param maskLogits [n, 6]; null without the task
 */
record HeadOutputs(
        @Nullable Value late,
        Value genderLogits,
        Value age,
        @Nullable Value maskLogits) {
    /** Takes the three outputs of the authors' gender and age layer apart. */
    static HeadOutputs split(NetworkGraph network, @Nullable Value late, Value threeOutputs, @Nullable Value mask) {
        return new HeadOutputs(late, network.slice(threeOutputs, 1, 0, 2), network.slice(threeOutputs, 1, 2, 3), mask);
    }
}
