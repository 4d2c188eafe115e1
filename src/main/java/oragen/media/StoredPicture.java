package oragen.media;

/**
 * A picture as it is stored, before it is decoded.
 *
 * @param second when it is shown, on the clip's timeline
 * @param kind what others need of it
 */
record StoredPicture(double second, PictureKind kind) {
    boolean isStart() {
        return kind.role() == PictureKind.Role.START;
    }

    /** Whether nothing is lost but the picture itself. */
    boolean isDisposable() {
        return kind.role() == PictureKind.Role.DISPOSABLE && !kind.bringsParameters();
    }
}
