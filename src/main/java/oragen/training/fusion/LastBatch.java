package oragen.training.fusion;

import java.util.Locale;

/** What is made of an epoch's last batch where it is smaller than the others. */
public enum LastBatch {
    KEEP,
    /** It is left out, unless it is the only one: other windows each time, as they are shuffled. */
    DROP;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
