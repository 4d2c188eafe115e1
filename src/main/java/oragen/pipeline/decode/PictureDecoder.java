package oragen.pipeline.decode;

import java.util.Locale;

/** Where pictures are decoded. */
public enum PictureDecoder {
    CPU,
    /** The video engine of the task's GPU, and the processor for what that has no decoder for. */
    GPU;

    /** The word of the option {@code --decode}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
