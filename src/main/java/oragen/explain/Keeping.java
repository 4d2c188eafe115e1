package oragen.explain;

/**
 * What is kept of the pictures of a clip.
 *
 * @param anonymous whether faces are made unrecognisable before anything is kept
 * @param film whether larger pictures and the sound are kept for a film
 */
public record Keeping(boolean anonymous, boolean film) {
    /** Sound tells who somebody is, too. */
    boolean sound() {
        return film && !anonymous;
    }
}
