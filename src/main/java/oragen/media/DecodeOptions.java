package oragen.media;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a file is meant.
 *
 * @param channel audio channel from 0; null mixes all
 * @param startSecond start of the part, from the container's start; null is 0
 * @param endSecond end of the part; null is the end of the file
 * @param rawAudio how {@code .raw} and {@code .pcm} files are to be read
 */
public record DecodeOptions(
        @Nullable Integer channel,
        @Nullable Double startSecond,
        @Nullable Double endSecond,
        @Nullable RawAudio rawAudio) {
    public static final DecodeOptions WHOLE_FILE = new DecodeOptions(null, null, null, null);

    double start() {
        return startSecond == null ? 0 : startSecond;
    }

    double end() {
        return endSecond == null ? Double.POSITIVE_INFINITY : endSecond;
    }
}
