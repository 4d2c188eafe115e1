package oragen.network;

import java.util.Locale;

/** What the deviation over time divides by; the authors' two code bases differ. */
public enum Deviation {
    /** By n, as the released code does. */
    POPULATION,
    /** By n − 1, as the first code did, and as the visual head does in both. */
    SAMPLE;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
