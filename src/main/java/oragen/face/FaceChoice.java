package oragen.face;

/** Whose face a frame with several faces contributes. */
public enum FaceChoice {
    LARGEST,
    CONTINUOUS
}
