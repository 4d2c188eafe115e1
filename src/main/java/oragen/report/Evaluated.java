package oragen.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * How the figures of a page were made.
 *
 * @param command that makes them again
 * @param resamples draws of speakers, which {@code seed} fixes
 */
public record Evaluated(String command, Instant at, int resamples, long seed) {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    String date() {
        return MINUTE.format(at);
    }
}
