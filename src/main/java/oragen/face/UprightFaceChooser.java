package oragen.face;

import java.util.List;
import java.util.Optional;
import oragen.media.VideoFrame;

/**
 * Chooses as another chooser does, and finds out which way up the face is. Once a minute suffices for a clip whose
 * faces are upright, as almost all are: a second look at every face would double the cost of detection.
 */
final class UprightFaceChooser implements FaceChooser {
    /** A long clip can be cut at these seconds with the same result. */
    private static final int MINUTE_SECONDS = 60;

    private final FaceChooser chooser;
    private final CloseLook closeLook;
    private int uprightMinute = -1;

    UprightFaceChooser(FaceChooser chooser, CloseLook closeLook) {
        this.chooser = chooser;
        this.closeLook = closeLook;
    }

    @Override
    public Optional<DetectedFace> choose(VideoFrame frame, List<DetectedFace> faces) {
        return chooser.choose(frame, faces).map(face -> righted(frame, face));
    }

    private DetectedFace righted(VideoFrame frame, DetectedFace face) {
        int minute = frame.second() / MINUTE_SECONDS;
        if (minute == uprightMinute && face.turn() == FaceTurn.UPRIGHT) {
            return face;
        }
        CloseLook.Righted righted = closeLook.righted(frame, face);
        if (righted.certain() && righted.face().turn() == FaceTurn.UPRIGHT) {
            uprightMinute = minute;
        }
        return righted.face();
    }
}
