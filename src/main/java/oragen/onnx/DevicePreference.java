package oragen.onnx;

import java.util.Locale;

/** Where a network should run. */
public enum DevicePreference {
    /** A GPU where the engine sees one, otherwise the processor. */
    AUTO,
    CPU,
    GPU;

    /** The word of the option {@code --device}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
