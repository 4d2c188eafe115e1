package oragen.exchange;

import java.util.Locale;

/** How weights are stored, and how large matrix products are computed. */
public enum Precision {
    /** 32-bit floats throughout. */
    FP32,
    /** Weights as 16-bit floats, widened when the network is loaded: half the file, the same speed. */
    FP16,
    /** Large matrix products in 8 bits: weights by output channel, inputs by tensor as they come. */
    INT8;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
