package oragen.explain;

import java.util.List;
import oragen.corpus.Clip;
import oragen.label.Gender;
import oragen.label.MaskType;
import oragen.pipeline.Occlusion;
import oragen.run.RunRecord;
import org.jspecify.annotations.Nullable;

/**
 * A clip as a run has recorded it, with the labels that it is held against.
 *
 * @param prediction null where the run rejected the clip
 * @param rejection null where the run predicted
 * @param why the clip is looked at; empty where it was asked for by its id
 */
public record RecordedClip(
        RunRecord run,
        Clip clip,
        Occlusion occlusion,
        @Nullable Prediction prediction,
        @Nullable Rejection rejection,
        String why) {
    /** A row of predictions. */
    public record Prediction(
            @Nullable Gender gender,
            @Nullable Double femaleProbability,
            @Nullable Double maleProbability,
            @Nullable Double age,
            @Nullable MaskType maskType,
            @Nullable Double maskProbability,
            int windowCount,
            double speechSeconds,
            int faceFrameCount,
            double durationSeconds,
            List<String> warnings) {}

    /** A row of rejects. */
    public record Rejection(String stage, String reason, String message, String remedy) {}
}
