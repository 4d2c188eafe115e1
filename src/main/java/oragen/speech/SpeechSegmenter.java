package oragen.speech;

import java.util.List;
import oragen.bundle.BundleManifest;
import oragen.media.WaveformPiece;

/**
 * Turns chunk probabilities into speech segments by the rules of Silero's {@code get_speech_timestamps} without a
 * maximum length, as a stream: a segment is returned with the chunk that makes it final.
 */
public final class SpeechSegmenter {
    private static final long SILENT = -1;

    private final double threshold;
    private final double releaseThreshold;
    private final int chunkSamples;
    private final long minimumSpeechSamples;
    private final long minimumSilenceSamples;
    private final long paddingSamples;

    private long nextChunkStart;
    private long speechStart = SILENT;
    private long silenceStart = SILENT;
    private boolean finished;

    public SpeechSegmenter(BundleManifest.VoiceActivity rules) {
        // Otherwise the authors split the silence between neighbours, which would need the next segment first.
        if (rules.minimumSilenceMillis() < 2 * rules.paddingMillis()) {
            throw new IllegalArgumentException("minimum silence of " + rules.minimumSilenceMillis()
                    + " ms is shorter than twice the padding of " + rules.paddingMillis() + " ms");
        }
        threshold = rules.threshold();
        releaseThreshold = rules.releaseThreshold();
        chunkSamples = rules.chunkSamples();
        minimumSpeechSamples = samples(rules.minimumSpeechMillis());
        minimumSilenceSamples = samples(rules.minimumSilenceMillis());
        paddingSamples = samples(rules.paddingMillis());
    }

    /** Takes the speech probability of the next chunk; returns the segments that became final with it. */
    public List<SpeechSegment> add(float probability) {
        requireUnfinished();
        long chunkStart = nextChunkStart;
        nextChunkStart += chunkSamples;
        if (probability >= threshold) {
            silenceStart = SILENT;
            if (speechStart == SILENT) {
                speechStart = chunkStart;
            }
            return List.of();
        }
        if (probability < releaseThreshold && speechStart != SILENT && silenceStart == SILENT) {
            silenceStart = chunkStart;
        }
        // Only a chunk that is itself below the release threshold ends a segment.
        if (probability < releaseThreshold
                && silenceStart != SILENT
                && chunkStart - silenceStart >= minimumSilenceSamples) {
            return endSpeech(silenceStart, Long.MAX_VALUE);
        }
        return List.of();
    }

    /** Ends the audio; returns the segment still open, if it is long enough. */
    public List<SpeechSegment> finish(long audioSamples) {
        requireUnfinished();
        finished = true;
        List<SpeechSegment> rest = speechStart == SILENT ? List.of() : endSpeech(audioSamples, audioSamples);
        nextChunkStart = audioSamples;
        return rest;
    }

    /** Speech that has lasted long enough to count is known up to its latest chunk, whenever it will end. */
    SpeechProgress progress() {
        if (finished) {
            return new SpeechProgress(nextChunkStart, null);
        }
        if (speechStart == SILENT) {
            return new SpeechProgress(Math.max(0, nextChunkStart - paddingSamples), null);
        }
        long start = Math.max(0, speechStart - paddingSamples);
        long earliestEnd = silenceStart == SILENT ? nextChunkStart : silenceStart;
        return isLongEnough(earliestEnd)
                ? new SpeechProgress(earliestEnd, new SpeechSegment(start, earliestEnd))
                : new SpeechProgress(start, null);
    }

    private boolean isLongEnough(long speechEnd) {
        return speechEnd - speechStart > minimumSpeechSamples;
    }

    private List<SpeechSegment> endSpeech(long speechEnd, long audioEnd) {
        boolean counts = isLongEnough(speechEnd);
        long start = speechStart;
        speechStart = SILENT;
        silenceStart = SILENT;
        if (!counts) {
            return List.of();
        }
        return List.of(
                new SpeechSegment(Math.max(0, start - paddingSamples), Math.min(audioEnd, speechEnd + paddingSamples)));
    }

    private void requireUnfinished() {
        if (finished) {
            throw new IllegalStateException("the audio has been finished");
        }
    }

    private static long samples(int millis) {
        return (long) WaveformPiece.SAMPLE_RATE * millis / 1000;
    }
}
