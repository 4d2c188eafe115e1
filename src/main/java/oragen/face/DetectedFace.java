package oragen.face;

import java.util.Comparator;

/** A face on a frame with the detector's score in [0, 1]. */
public record DetectedFace(FaceBox box, float score, FaceKeyPoints keyPoints) {
    /** Largest first; equal sizes from left to right and top to bottom, so that the order never depends on chance. */
    static final Comparator<DetectedFace> LARGEST_FIRST = Comparator.comparingDouble(
                    (DetectedFace face) -> -face.box().area())
            .thenComparingDouble(face -> face.box().left())
            .thenComparingDouble(face -> face.box().top());

    /** A face of which only the box is known, given by the user or by a detector of boxes; key points estimated. */
    public DetectedFace(FaceBox box, float score) {
        this(box, score, FaceKeyPoints.estimated(box));
    }
}
