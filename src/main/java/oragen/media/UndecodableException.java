package oragen.media;

/** A decoded frame that cannot be brought into our form; becomes the {@link MediaException} of its file. */
final class UndecodableException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param found what the file holds, to be read after its name */
    UndecodableException(String found) {
        super(found);
    }
}
