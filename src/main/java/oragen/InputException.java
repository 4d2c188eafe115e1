package oragen;

/** What a user gave cannot be used: names the thing, the value and the remedy. The command line exits with 2. */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param what the option, file or column; value what is wrong with it; remedy what to do */
    public InputException(String what, String value, String remedy) {
        super(what + ": " + value + "; " + remedy);
    }

    public InputException(String what, String value, String remedy, Throwable cause) {
        super(what + ": " + value + "; " + remedy, cause);
    }
}
