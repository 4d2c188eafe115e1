package oragen.spark;

import java.util.List;
import oragen.corpus.Clip;
import oragen.fusion.WindowPrediction;
import oragen.grouping.ClipPrediction;
import oragen.window.Window;

/** What became of a clip. */
sealed interface ClipOutcome {
    Clip clip();

    /** A prediction with the facts of its row. */
    record Labelled(Clip clip, ClipPrediction prediction, ClipFacts facts, List<LabelledWindow> windows)
            implements ClipOutcome {}

    /** The reason, in a form that can be counted and one that can be read. */
    record Rejected(Clip clip, String stage, String reason, String message, String remedy) implements ClipOutcome {}

    /** What was seen and heard. */
    record ClipFacts(
            double speechSeconds,
            int faceFrameCount,
            int faceCountMax,
            double durationSeconds,
            boolean hasAudio,
            boolean hasFace,
            List<String> warnings) {}

    /** A window with what the fusion said of it. */
    record LabelledWindow(Window window, WindowPrediction prediction) {}
}
