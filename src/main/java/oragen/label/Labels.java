package oragen.label;

import oragen.InputException;
import org.jspecify.annotations.Nullable;

/** What a corpus says of the speaker of a clip; null is unknown. Age is in years. */
public record Labels(
        @Nullable Gender gender,
        @Nullable Double age,
        @Nullable MaskType maskType) {
    public static final Labels UNKNOWN = new Labels(null, null, null);

    public Labels {
        if (age != null && !(age >= 0 && age <= 130)) {
            throw new InputException("age", age.toString(), "use 0 to 130 years, or leave the cell empty");
        }
    }
}
