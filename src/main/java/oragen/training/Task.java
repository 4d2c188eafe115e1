package oragen.training;

import java.util.Locale;

/** What a fusion can be trained for. */
public enum Task {
    GENDER,
    AGE,
    MASK;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The column of the features that holds its labels. */
    String column() {
        return switch (this) {
            case GENDER -> FeatureColumns.GENDER;
            case AGE -> FeatureColumns.AGE;
            case MASK -> FeatureColumns.MASK_TYPE;
        };
    }
}
