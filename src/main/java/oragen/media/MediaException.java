package oragen.media;

/** A media file that cannot be used: becomes a rejected row, never the end of a run. */
public final class MediaException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why the file cannot be used; the lower-case name is the reason code of the rejected row. */
    public enum Reason {
        EMPTY_FILE,
        UNREADABLE,
        UNSUPPORTED_FORMAT,
        CORRUPT,
        NO_STREAM,
        RAW_FORMAT_UNDECLARED,
        EMPTY_RANGE,
        NO_SUCH_CHANNEL
    }

    private final Reason reason;
    private final String remedy;

    public MediaException(Reason reason, String message, String remedy) {
        super(message);
        this.reason = reason;
        this.remedy = remedy;
    }

    public Reason reason() {
        return reason;
    }

    public String remedy() {
        return remedy;
    }
}
