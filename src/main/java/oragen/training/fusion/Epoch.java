package oragen.training.fusion;

import java.util.Map;

/**
 * What one epoch of training gave.
 *
 * @param number from 1
 * @param learningRate of its last batch
 * @param losses mean over the batches by task, with the weighed sum as {@code total}
 * @param mixing of its batches
 * @param validation of the clips of the validation set after it
 * @param windowsPerSecond of training alone
 */
public record Epoch(
        int number,
        double learningRate,
        Map<String, Double> losses,
        Mixing mixing,
        Scores validation,
        double windowsPerSecond) {
    /** Key of the sum among the losses. */
    public static final String TOTAL = "total";
}
