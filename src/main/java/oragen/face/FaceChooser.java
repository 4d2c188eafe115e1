package oragen.face;

import java.util.List;
import java.util.Optional;
import oragen.media.VideoFrame;

/** Chooses the speaker's face frame by frame; one instance a clip. */
public interface FaceChooser {
    /** Frames must come by rising second; of faces that are equal in all that counts, the first is chosen. */
    Optional<DetectedFace> choose(VideoFrame frame, List<DetectedFace> faces);

    /** @param rule says which face is the largest; one that it does not show is not chosen */
    static FaceChooser of(FaceChoice choice, CropRule rule) {
        return switch (choice) {
            case LARGEST -> (frame, faces) -> rule.shown(frame, faces).stream().min(rule.largestFirst(frame));
            case CONTINUOUS -> new ContinuousFaceChooser(rule);
        };
    }
}
