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
 * @param decodedPictures that decoders gave out
 * @param wantedPictures of those, shown for a second or for several
 * @param faults warnings of the decoder
 */
public record DecodeReport(
        double durationSeconds, double declaredSeconds, long decodedPictures, long wantedPictures, List<String> faults)
        implements Serializable {
    static final String TRUNCATED = "truncated";
    static final String DECODE_ERRORS = "decode_errors";
    /** A step in the time stamps was closed up: where, depends on what was decoded before it. */
    public static final String TIMESTAMP_JUMPS = "timestamp_jumps";

    static final String INVALID_SAMPLES = "invalid_samples";

    /** A stream that cannot be decoded, or a thumbnail, was passed over; another may have been taken instead. */
    static final String AUDIO_SKIPPED = "audio_skipped";

    static final String VIDEO_SKIPPED = "video_skipped";

    /** The GPU was asked to, and has no decoder for the codec or this profile of it. */
    static final String DECODED_ON_PROCESSOR = "decoded_on_processor";

    private static final List<String> FAULTS = List.of(
            DECODE_ERRORS, TIMESTAMP_JUMPS, INVALID_SAMPLES, AUDIO_SKIPPED, VIDEO_SKIPPED, DECODED_ON_PROCESSOR);

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
                decodedPictures + other.decodedPictures,
                wantedPictures + other.wantedPictures,
                Stream.concat(faults.stream(), other.faults.stream()).distinct().toList());
    }

    /** {@code truncated} and the others, as far as they apply. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        double missing = declaredSeconds - durationSeconds;
        if (faults.contains(TRUNCATED) || missing > Math.max(TRUNCATION_SECONDS, TRUNCATION_PART * declaredSeconds)) {
            warnings.add(TRUNCATED);
        }
        FAULTS.stream().filter(faults::contains).forEach(warnings::add);
        return warnings;
    }
}
