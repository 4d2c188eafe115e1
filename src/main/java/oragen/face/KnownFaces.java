package oragen.face;

import java.util.List;

/**
 * The faces that were found on the last frame of a clip. What lies where one of them lay a second before is a face without
 * a second look: noise and patterns look like a face at one place in one frame, and what stays there was refused at first
 * sight. Each minute begins anew, so that a long clip can be cut there with the same result.
 */
public final class KnownFaces {
    /** Intersection over union with the face of the second before; a head that turns or nods keeps more. */
    private static final double SAME_PLACE = 0.5;

    private static final int MINUTE_SECONDS = 60;

    private int lastSecond = -1;
    private List<DetectedFace> faces = List.of();

    boolean include(int second, DetectedFace face) {
        return second == lastSecond + 1
                && second % MINUTE_SECONDS != 0
                && faces.stream().anyMatch(known -> known.box().intersectionOverUnion(face.box()) > SAME_PLACE);
    }

    void replace(int second, List<DetectedFace> found) {
        lastSecond = second;
        faces = found;
    }
}
