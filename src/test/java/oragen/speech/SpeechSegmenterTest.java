package oragen.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import oragen.bundle.BundleManifest;
import org.junit.jupiter.api.Test;

final class SpeechSegmenterTest {
    private static final int CHUNK = 512;
    private static final int PADDING = 480;
    private static final BundleManifest.VoiceActivity RULES = new BundleManifest.VoiceActivity(
            "vad.onnx",
            "input",
            "state",
            "sr",
            "output",
            "stateN",
            List.of(2, 1, 128),
            CHUNK,
            64,
            0.5,
            0.35,
            250,
            100,
            30);

    /** Segments of runs of chunks: number of chunks and their probability, in turn. */
    private static List<SpeechSegment> segments(double... runs) {
        SpeechSegmenter segmenter = new SpeechSegmenter(RULES);
        List<SpeechSegment> segments = new ArrayList<>();
        int chunks = 0;
        for (int run = 0; run < runs.length; run += 2) {
            for (int i = 0; i < runs[run]; i++) {
                segments.addAll(segmenter.add((float) runs[run + 1]));
                chunks++;
            }
        }
        segments.addAll(segmenter.finish((long) chunks * CHUNK));
        return segments;
    }

    @Test
    void speechIsPaddedOnBothSides() {
        assertThat(segments(10, 0.1, 20, 0.9, 10, 0.1))
                .containsExactly(new SpeechSegment(10 * CHUNK - PADDING, 30 * CHUNK + PADDING));
    }

    @Test
    void speechUnderAQuarterOfASecondIsNone() {
        assertThat(segments(10, 0.1, 7, 0.9, 10, 0.1)).isEmpty();
        assertThat(segments(10, 0.1, 8, 0.9, 10, 0.1)).hasSize(1);
    }

    @Test
    void silenceUnderATenthOfASecondDoesNotEndIt() {
        assertThat(segments(20, 0.9, 3, 0.1, 20, 0.9)).hasSize(1);
        assertThat(segments(20, 0.9, 8, 0.1, 20, 0.9)).hasSize(2);
    }

    @Test
    void betweenReleaseAndThresholdNothingChanges() {
        assertThat(segments(20, 0.4)).isEmpty();
        assertThat(segments(20, 0.9, 20, 0.4)).containsExactly(new SpeechSegment(0, 40 * CHUNK));
    }

    @Test
    void speechThatIsOpenAtTheEndEndsWithTheWaveform() {
        assertThat(segments(5, 0.1, 20, 0.9)).containsExactly(new SpeechSegment(5 * CHUNK - PADDING, 25 * CHUNK));
        assertThat(segments(20, 0.1)).isEmpty();
    }
}
