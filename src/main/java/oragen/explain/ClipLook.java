package oragen.explain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import oragen.grouping.ClipPrediction;
import oragen.pipeline.ClipOutcome;
import oragen.report.ClipTimeline;
import oragen.speech.SpeechSegment;
import org.jspecify.annotations.Nullable;

/**
 * What a second look at a clip has shown.
 *
 * @param frames by second
 * @param sound for a film, 16 kHz; empty where none is wanted
 * @param voice and {@code face}: what each says of the whole clip; null where it says nothing
 */
public record ClipLook(
        ClipOutcome outcome,
        List<LookedFrame> frames,
        List<ClipTimeline.Level> levels,
        List<SpeechSegment> speech,
        List<LookedWindow> windows,
        float[] sound,
        @Nullable ClipPrediction voice,
        @Nullable ClipPrediction face) {
    /** The answer, with the facts of the clip; nothing where it was rejected. */
    Optional<ClipOutcome.Labelled> labelled() {
        return outcome instanceof ClipOutcome.Labelled labelled ? Optional.of(labelled) : Optional.empty();
    }

    Optional<ClipPrediction> prediction() {
        return labelled().map(labelled -> labelled.views().get(0).prediction());
    }

    /** The first crop as a {@code data:} address; nothing where no face was cropped. */
    public Optional<String> portrait() {
        return frames.stream()
                .map(LookedFrame::shot)
                .filter(Objects::nonNull)
                .map(LookedFrame.Shot::crop)
                .filter(Objects::nonNull)
                .findFirst()
                .map(Pictures::address);
    }
}
