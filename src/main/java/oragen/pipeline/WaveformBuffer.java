package oragen.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;
import oragen.media.WaveformPiece;
import oragen.window.Span;

/** The pieces of a clip's waveform that coming windows need; only its length where nothing listens. */
final class WaveformBuffer {
    private final boolean keeps;
    private final Deque<WaveformPiece> pieces = new ArrayDeque<>();
    private long endSample;

    WaveformBuffer(boolean keeps) {
        this.keeps = keeps;
    }

    void add(WaveformPiece piece) {
        endSample = piece.endSample();
        if (keeps) {
            pieces.add(piece);
        }
    }

    long endSample() {
        return endSample;
    }

    /** Samples of a span; what lies beyond the end of the waveform is silence. */
    float[] slice(Span span) {
        float[] slice = new float[Math.toIntExact(span.samples())];
        for (WaveformPiece piece : pieces) {
            long from = Math.max(span.startSample(), piece.startSample());
            long until = Math.min(span.endSample(), piece.endSample());
            if (piece.startSample() >= span.endSample()) {
                break;
            }
            if (until > from) {
                System.arraycopy(
                        piece.samples(),
                        (int) (from - piece.startSample()),
                        slice,
                        (int) (from - span.startSample()),
                        (int) (until - from));
            }
        }
        return slice;
    }

    void dropBefore(long sample) {
        while (!pieces.isEmpty() && pieces.element().endSample() <= sample) {
            pieces.remove();
        }
    }
}
