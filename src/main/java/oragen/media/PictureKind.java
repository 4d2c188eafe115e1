package oragen.media;

/**
 * What a packet says of its picture before it is decoded.
 *
 * @param isShown whether a picture comes out at all
 * @param bringsParameters whether it holds what later packets are read by, such as H.264's parameter sets
 */
record PictureKind(Role role, boolean isShown, boolean bringsParameters) {
    /** What a picture is to others. */
    enum Role {
        /** It and all that are stored and shown after it need nothing that was stored before it. */
        START,
        REFERENCE,
        /** No other picture is made from it. */
        DISPOSABLE
    }

    static PictureKind shown(Role role) {
        return new PictureKind(role, true, false);
    }

    static PictureKind shown(Role role, boolean bringsParameters) {
        return new PictureKind(role, true, bringsParameters);
    }

    /** The same, which nobody sees. It is no start: what is shown before it is not known by it. */
    PictureKind hidden() {
        return new PictureKind(role == Role.START ? Role.REFERENCE : role, false, bringsParameters);
    }
}
