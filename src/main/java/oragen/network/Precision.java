package oragen.network;

import java.util.Locale;

/** How weights are stored, and how large matrix products are computed. */
public enum Precision {
    /** 32-bit floats throughout. */
    FP32,
    /**
     * Weights as 16-bit floats: half the file. Over the same file of weights an encoder has two graphs: one that widens
     * them when it is loaded and is as fast as 32 bits on a processor, and one that computes with them as they are, for
     * GPUs. A bundle that an earlier version wrote has the first alone.
     */
    FP16,
    /** Large matrix products of the encoders in 8 bits: weights by output channel, inputs by tensor as they come. */
    INT8;

    /**
     * That of heads and fusion beside encoders of this precision: next to them they cost nothing, and in 8 bits they made
     * the error of P(female) a third larger (on two made-up networks of 12 audio layers).
     */
    public Precision ofHeads() {
        return switch (this) {
            case FP32, INT8 -> FP32;
            case FP16 -> FP16;
        };
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
