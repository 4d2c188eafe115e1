package oragen.face;

import java.util.List;
import java.util.Optional;

/** Chooses the speaker's face second by second; one instance a clip. */
public interface FaceChooser {
    /** Seconds must come in rising order. */
    Optional<DetectedFace> choose(int second, List<DetectedFace> faces);

    static FaceChooser of(FaceChoice choice) {
        return switch (choice) {
            case LARGEST -> (second, faces) -> largest(faces);
            case CONTINUOUS -> new ContinuousFaceChooser();
        };
    }

    private static Optional<DetectedFace> largest(List<DetectedFace> faces) {
        return faces.stream().min(DetectedFace.LARGEST_FIRST);
    }
}
