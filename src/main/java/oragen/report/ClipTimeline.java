package oragen.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a clip, by time in seconds.
 *
 * @param levels of the waveform, in order; empty of a clip without sound
 * @param speech stretches of speech
 * @param faces and {@code faceless}: stretches whose frames show the speaker's face, or none
 */
public record ClipTimeline(
        double seconds,
        List<Level> levels,
        List<Stretch> speech,
        List<Stretch> faces,
        List<Stretch> faceless,
        List<Bar> windows) {
    /** The lowest and the highest sample from a time on, in [-1, 1]. */
    public record Level(double second, double low, double high) {}

    public record Stretch(double start, double end) {}

    /**
     * A window, and what was said of it.
     *
     * @param faces of its slots that hold a face
     * @param voice and {@code face}: what each alone says; null where it says nothing
     */
    public record Bar(
            double start,
            double end,
            boolean heard,
            int faces,
            int slots,
            Said said,
            @Nullable Said voice,
            @Nullable Said face) {}

    /** @param mask label of the likeliest mask type */
    public record Said(
            @Nullable Double female,
            @Nullable Double age,
            @Nullable String mask,
            @Nullable Double maskProbability) {}
}
