package oragen.spark;

import java.util.Arrays;
import oragen.media.WaveformPiece;
import oragen.window.Span;

/** The part of a clip's waveform that coming windows need; only its length where nothing listens. */
final class WaveformBuffer {
    private final boolean keeps;
    private float[] samples = new float[0];
    private int size;
    private long startSample;
    private long endSample;

    WaveformBuffer(boolean keeps) {
        this.keeps = keeps;
    }

    void add(WaveformPiece piece) {
        endSample = piece.endSample();
        if (keeps) {
            int needed = size + piece.samples().length;
            if (needed > samples.length) {
                samples = Arrays.copyOf(samples, Math.max(needed, samples.length * 2));
            }
            System.arraycopy(piece.samples(), 0, samples, size, piece.samples().length);
            size = needed;
        }
    }

    long endSample() {
        return endSample;
    }

    /** Samples of a span; what lies beyond the end of the waveform is silence. */
    float[] slice(Span span) {
        float[] slice = new float[Math.toIntExact(span.samples())];
        int from = Math.toIntExact(span.startSample() - startSample);
        int available = Math.max(0, Math.min(slice.length, size - from));
        if (available > 0) {
            System.arraycopy(samples, from, slice, 0, available);
        }
        return slice;
    }

    void dropBefore(long sample) {
        int dropped = (int) Math.min(size, Math.max(0, sample - startSample));
        if (keeps && dropped > 0) {
            System.arraycopy(samples, dropped, samples, 0, size - dropped);
            size -= dropped;
            startSample += dropped;
        }
    }
}
