package oragen.bundle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the numbers of a manifest may be, so that no size computed from them overflows or fills the memory. */
final class ManifestRange {
    /** Values of one window or frame; the largest known features have 204 000. */
    private static final long LARGEST_SHAPE = 1 << 24;

    private ManifestRange() {}

    static void requireWhole(String field, int value, int smallest, int largest) {
        if (value < smallest || value > largest) {
            throw new IllegalArgumentException(field + " " + value + " is not from " + smallest + " to " + largest);
        }
    }

    static void requireShare(String field, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(field + " " + value + " is not from 0.0 to 1.0");
        }
    }

    /** Absent fields are told elsewhere, by name. */
    static void requireShape(String field, @Nullable List<Integer> shape) {
        if (shape == null) {
            return;
        }
        long values = 1;
        for (Integer length : shape) {
            if (length == null || length < 1 || length > LARGEST_SHAPE || (values *= length) > LARGEST_SHAPE) {
                throw new IllegalArgumentException(field + " " + shape + " is not a shape of 1 to " + LARGEST_SHAPE
                        + " values with axes of 1 or more");
            }
        }
    }
}
