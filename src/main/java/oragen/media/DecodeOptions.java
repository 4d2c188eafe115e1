package oragen.media;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a file is meant.
 *
 * @param channel audio channel from 0; null mixes all
 * @param startSecond start of the part, from the container's start; null is 0
 * @param endSecond end of the part; null is the end of the file
 * @param rawAudio how {@code .raw} and {@code .pcm} files are to be read
 * @param streams what is decoded
 * @param pictures the pictures that are meant, where not all are
 * @param gpu number of the GPU that decodes what it can; null for the processor
 */
public record DecodeOptions(
        @Nullable Integer channel,
        @Nullable Double startSecond,
        @Nullable Double endSecond,
        @Nullable RawAudio rawAudio,
        Streams streams,
        @Nullable PicturePart pictures,
        @Nullable Integer gpu) {
    public static final DecodeOptions WHOLE_FILE = of(null, null, null, null);

    /** What is decoded; the other stream is skipped, and known to be there. */
    public enum Streams {
        BOTH,
        SOUND,
        PICTURES
    }

    /** Sound and all pictures. */
    public static DecodeOptions of(
            @Nullable Integer channel,
            @Nullable Double startSecond,
            @Nullable Double endSecond,
            @Nullable RawAudio rawAudio) {
        return new DecodeOptions(channel, startSecond, endSecond, rawAudio, Streams.BOTH, null, null);
    }

    /** The same, decoded by a GPU as far as it can. */
    public DecodeOptions onGpu(int number) {
        return new DecodeOptions(channel, startSecond, endSecond, rawAudio, streams, pictures, number);
    }

    public DecodeOptions soundOnly() {
        return new DecodeOptions(channel, startSecond, endSecond, rawAudio, Streams.SOUND, null, gpu);
    }

    public DecodeOptions picturesOnly(PicturePart part) {
        return new DecodeOptions(channel, startSecond, endSecond, rawAudio, Streams.PICTURES, part, gpu);
    }

    boolean hears() {
        return streams != Streams.PICTURES;
    }

    boolean looks() {
        return streams != Streams.SOUND;
    }

    /** First second whose picture is meant, from the start; {@code declaredSeconds} is the container's length of the clip. */
    int firstSecond(double declaredSeconds) {
        return pictures == null ? 0 : pictures.firstSecond(declaredSeconds);
    }

    double start() {
        return startSecond == null ? 0 : startSecond;
    }

    double end() {
        return endSecond == null ? Double.POSITIVE_INFINITY : endSecond;
    }
}
