package oragen.media;

/**
 * Consecutive samples of the clip's 16 kHz mono waveform in [-1, 1]; pieces follow each other without a gap.
 *
 * @param startSample position of the first sample on the clip's timeline
 * @param samples not to be written to: pieces of silence share theirs
 */
public record WaveformPiece(long startSample, float[] samples) implements MediaPiece {
    /** Samples a second of every waveform in this program. */
    public static final int SAMPLE_RATE = 16_000;

    public long endSample() {
        return startSample + samples.length;
    }
}
