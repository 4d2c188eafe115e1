package oragen.pipeline;

import java.util.List;
import oragen.face.DetectedFace;
import oragen.fusion.WindowFeatures;
import oragen.fusion.WindowPrediction;
import oragen.media.VideoFrame;
import oragen.media.WaveformPiece;
import oragen.speech.SpeechSegment;
import oragen.window.Window;
import org.jspecify.annotations.Nullable;

/** Looks over the shoulder of one that labels clips, on the labelling thread; changes nothing of what it is shown. */
public interface ClipObserver {
    /** The next piece of the waveform. */
    void hears(WaveformPiece piece);

    /** Speech that became final. */
    void findsSpeech(List<SpeechSegment> segments);

    /** A frame with all of its faces, by rising second. */
    void sees(VideoFrame frame, List<DetectedFace> faces);

    /**
     * What is shown to the visual encoder of the speaker's face on the frame that was seen last; for each occlusion in turn.
     *
     * @param frame with the mask that is painted on the face, if one is
     * @param face null, as is the crop, where the painted face is not found
     * @param crop normalised [3, height, width], as the bundle's encoder wants it
     */
    void crops(VideoFrame frame, @Nullable DetectedFace face, float @Nullable [] crop);

    /** @param prediction null where nothing is predicted */
    void predicts(Window window, WindowFeatures features, @Nullable WindowPrediction prediction);

    /** Nobody looks. */
    ClipObserver NOBODY = new ClipObserver() {
        @Override
        public void hears(WaveformPiece piece) {}

        @Override
        public void findsSpeech(List<SpeechSegment> segments) {}

        @Override
        public void sees(VideoFrame frame, List<DetectedFace> faces) {}

        @Override
        public void crops(VideoFrame frame, @Nullable DetectedFace face, float @Nullable [] crop) {}

        @Override
        public void predicts(Window window, WindowFeatures features, @Nullable WindowPrediction prediction) {}
    };
}
