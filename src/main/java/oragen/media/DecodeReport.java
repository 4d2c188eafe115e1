package oragen.media;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was found while decoding.
 *
 * @param durationSeconds of the longer stream
 * @param declaredSeconds what the container promises of the clip; not positive where it promises nothing
 * @param faults warnings of the decoder
 */
public record DecodeReport(double durationSeconds, double declaredSeconds, List<String> faults)
        implements Serializable {
    static final String TRUNCATED = "truncated";
    static final String DECODE_ERRORS = "decode_errors";

    /** Less missing than this, or than the part of the whole, is rounding of the container. */
    private static final double TRUNCATION_SECONDS = 1;

    private static final double TRUNCATION_PART = 0.02;

    public DecodeReport {
        faults = List.copyOf(faults);
    }

    /** What was found in both of two parts of a clip. */
    public DecodeReport with(DecodeReport other) {
        return new DecodeReport(
                Math.max(durationSeconds, other.durationSeconds),
                Math.max(declaredSeconds, other.declaredSeconds),
                Stream.concat(faults.stream(), other.faults.stream()).distinct().toList());
    }

    /** {@code truncated} and {@code decode_errors}, as far as they apply. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        double missing = declaredSeconds - durationSeconds;
        if (faults.contains(TRUNCATED) || missing > Math.max(TRUNCATION_SECONDS, TRUNCATION_PART * declaredSeconds)) {
            warnings.add(TRUNCATED);
        }
        if (faults.contains(DECODE_ERRORS)) {
            warnings.add(DECODE_ERRORS);
        }
        return warnings;
    }
}
