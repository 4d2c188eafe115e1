package oragen.window;

/** The two ways in which ORAGEN was run; everything in which they differ hangs on this choice. */
public enum Protocol {
    /** The authors' released inference. */
    RELEASED("released"),
    /** Training and evaluation of the paper. */
    PAPER("paper");

    private final String label;

    Protocol(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
