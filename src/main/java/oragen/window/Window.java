package oragen.window;

import java.util.Arrays;

/**
 * What the networks see at once.
 *
 * @param span the stretch of the waveform
 * @param audioPresent whether the waveform counts; otherwise its features are absent
 * @param slotSeconds for each slot the second whose face crop fills it, or {@link #EMPTY_SLOT}
 */
public record Window(Span span, boolean audioPresent, int[] slotSeconds) {
    public static final int EMPTY_SLOT = -1;

    public boolean facePresent() {
        return Arrays.stream(slotSeconds).anyMatch(second -> second != EMPTY_SLOT);
    }
}
