package oragen.cli;

/** The command line. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        throw new UnsupportedOperationException("no command yet");
    }
}
