package oragen.speech;

import org.jspecify.annotations.Nullable;

/**
 * How far the speech of a clip is known while it goes on.
 *
 * @param decidedUntil sample; each before it lies in a segment that was returned, in the one under way, or in none
 * @param underWay the segment that reaches {@code decidedUntil} and goes on, up to there; it will be returned with its
 *     real end. Null where nobody is speaking, or not for long enough yet.
 */
public record SpeechProgress(long decidedUntil, @Nullable SpeechSegment underWay) {
    /** Of a clip without sound. */
    public static final SpeechProgress SILENT = new SpeechProgress(Long.MAX_VALUE, null);
}
