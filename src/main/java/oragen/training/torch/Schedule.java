package oragen.training.torch;

import java.util.Locale;

/** How the learning rate moves. */
public enum Schedule {
    /** It does not. */
    NONE,
    /** Half a cosine from the full rate to 0, then again over a longer cycle (Loshchilov and Hutter 2017, SGDR). */
    COSINE;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The part of the full rate that a batch is trained with. The schedule is stepped after every batch to
     * epoch + i / batches, with epochs from 1 and i from 0; so the very first batch has the full rate, and the first
     * one after it that of 1 + 0 / batches, not of 0.
     *
     * @param epoch from 1
     * @param batch of the epoch, from 0
     * @param batches of an epoch
     */
    public double factor(int epoch, int batch, int batches, Cycles cycles) {
        boolean first = epoch == 1 && batch == 0;
        if (this == NONE || first) {
            return 1;
        }
        double position = batch > 0 ? epoch + (batch - 1.0) / batches : epoch - 1.0 / batches;
        return cycles.factor(position);
    }

    /**
     * Cycles of a cosine schedule.
     *
     * @param firstEpochs length of the first one (T_0)
     * @param growth of each against the one before (T_mult)
     */
    public record Cycles(int firstEpochs, int growth) {
        private double factor(double position) {
            double start = 0;
            double length = firstEpochs;
            while (position >= start + length) {
                start += length;
                length *= growth;
            }
            return (1 + Math.cos(Math.PI * (position - start) / length)) / 2;
        }
    }
}
