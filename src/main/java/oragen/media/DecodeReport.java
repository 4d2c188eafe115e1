package oragen.media;

import java.util.List;

/** What was found while decoding: seconds of the longer stream, and warnings such as {@code truncated}. */
public record DecodeReport(double durationSeconds, List<String> warnings) {
    public DecodeReport {
        warnings = List.copyOf(warnings);
    }
}
