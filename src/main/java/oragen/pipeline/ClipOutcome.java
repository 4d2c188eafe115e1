package oragen.pipeline;

import java.util.List;
import oragen.corpus.Clip;
import oragen.fusion.WindowPrediction;
import oragen.grouping.ClipPrediction;
import oragen.run.RejectReason;
import oragen.window.Window;

/** What became of a clip. */
public sealed interface ClipOutcome {
    Clip clip();

    /** Predictions, one for each occlusion, with the facts of the clip. */
    record Labelled(Clip clip, ClipFacts facts, List<LabelledView> views) implements ClipOutcome {}

    /** Features of the clip's windows. */
    record Extracted(Clip clip, ClipFacts facts, FeatureFile windows) implements ClipOutcome {}

    /** The reason, in a form that can be counted and one that can be read. */
    record Rejected(Clip clip, String stage, RejectReason reason, String message, String remedy)
            implements ClipOutcome {}

    /** What was seen and heard. */
    record ClipFacts(
            double speechSeconds,
            int faceFrameCount,
            int faceCountMax,
            double durationSeconds,
            boolean hasAudio,
            boolean hasFace,
            List<String> warnings) {}

    /** What is said of a clip whose faces are looked at in one way. */
    record LabelledView(Occlusion occlusion, ClipPrediction prediction, List<LabelledWindow> windows) {}

    /** A window with what the fusion said of it. */
    record LabelledWindow(Window window, WindowPrediction prediction) {}
}
