package oragen.corpus;

import java.util.Locale;
import java.util.Optional;

/** Part of a corpus, in the words of the manifest; corpora spell them in several ways. */
public enum Subset {
    TRAIN("train"),
    DEV("dev"),
    TEST("test");

    private final String label;

    Subset(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Reads train, dev, devel, development, val, valid, validation or test, ignoring case. */
    public static Optional<Subset> parse(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "train", "training" -> Optional.of(TRAIN);
            case "dev", "devel", "development", "val", "valid", "validation" -> Optional.of(DEV);
            case "test" -> Optional.of(TEST);
            default -> Optional.empty();
        };
    }
}
