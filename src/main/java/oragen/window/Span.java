package oragen.window;

import oragen.media.WaveformPiece;

/** A stretch of a clip's timeline, half-open, in samples. */
public record Span(long startSample, long endSample) {
    public Span {
        if (startSample < 0 || endSample <= startSample) {
            throw new IllegalArgumentException("span [" + startSample + ", " + endSample + ")");
        }
    }

    public long samples() {
        return endSample - startSample;
    }

    int firstSecond() {
        return Math.toIntExact(startSample / WaveformPiece.SAMPLE_RATE);
    }
}
