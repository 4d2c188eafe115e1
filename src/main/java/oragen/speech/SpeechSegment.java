package oragen.speech;

/** A stretch of speech on a clip's timeline, half-open, in samples of the 16 kHz waveform. */
public record SpeechSegment(long startSample, long endSample) {
    public SpeechSegment {
        if (startSample < 0 || endSample <= startSample) {
            throw new IllegalArgumentException("speech segment [" + startSample + ", " + endSample + ")");
        }
    }
}
