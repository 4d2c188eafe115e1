package oragen.face;

/** A face on a frame with the detector's score in [0, 1]. */
public record DetectedFace(FaceBox box, float score, FaceKeyPoints keyPoints) {
    /** A face of which only the box is known, given by the user or by a detector of boxes; key points estimated. */
    public DetectedFace(FaceBox box, float score) {
        this(box, score, FaceKeyPoints.estimated(box));
    }

    /** How the face lies in its picture, as its key points say. */
    FaceTurn turn() {
        return FaceTurn.of(keyPoints);
    }
}
