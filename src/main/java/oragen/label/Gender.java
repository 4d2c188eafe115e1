package oragen.label;

import oragen.InputException;

/** Gender as the corpora give it for two-class metrics; the order is that of the published logits. */
public enum Gender {
    FEMALE("female"),
    MALE("male");

    private final String label;

    Gender(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Reads a label as manifests spell it, ignoring case. */
    public static Gender fromLabel(String label) {
        for (Gender gender : values()) {
            if (gender.label.equalsIgnoreCase(label)) {
                return gender;
            }
        }
        throw new InputException("gender", "\"" + label + "\"", "use female or male, or leave the cell empty");
    }
}
