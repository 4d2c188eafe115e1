package oragen.media;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Decoded pieces that wait to be taken. Silence of any length takes no memory: it is cut into pieces when taken. */
final class PieceQueue {
    private static final int LARGEST_SILENCE = 10 * WaveformPiece.SAMPLE_RATE;
    private static final float[] SILENCE = new float[LARGEST_SILENCE];

    private final Deque<Entry> entries = new ArrayDeque<>();

    /** A piece, or silence between two positions. */
    private record Entry(@Nullable MediaPiece piece, long fromSample, long untilSample) {}

    void add(MediaPiece piece) {
        entries.add(new Entry(piece, 0, 0));
    }

    void addSilence(long fromSample, long untilSample) {
        entries.add(new Entry(null, fromSample, untilSample));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The next piece, or null where none waits. */
    @Nullable
    MediaPiece poll() {
        Entry entry = entries.poll();
        if (entry == null || entry.piece() != null) {
            return entry == null ? null : entry.piece();
        }
        long until = Math.min(entry.untilSample(), entry.fromSample() + LARGEST_SILENCE);
        if (until < entry.untilSample()) {
            entries.addFirst(new Entry(null, until, entry.untilSample()));
        }
        int count = (int) (until - entry.fromSample());
        return new WaveformPiece(entry.fromSample(), count == LARGEST_SILENCE ? SILENCE : new float[count]);
    }
}
