package oragen.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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
    void speechIsKnownWhileItGoesOn() {
        SpeechSegmenter segmenter = new SpeechSegmenter(RULES);
        for (int chunk = 0; chunk < 20; chunk++) {
            segmenter.add(chunk < 5 ? 0.1f : 0.9f);
        }
        assertThat(segmenter.progress())
                .isEqualTo(new SpeechProgress(20 * CHUNK, new SpeechSegment(5 * CHUNK - PADDING, 20 * CHUNK)));
        segmenter.add(0.1f);
        assertThat(segmenter.progress().decidedUntil()).isEqualTo(20 * CHUNK);
    }

    @Test
    void nothingThatIsDecidedChanges() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 300; round++) {
            List<SpeechSegment> returned = new ArrayList<>();
            List<Known> all = new ArrayList<>();
            SpeechSegmenter segmenter = new SpeechSegmenter(RULES);
            double speaks = 0;
            int chunks = random.nextInt(1, 120);
            for (int chunk = 0; chunk < chunks; chunk++) {
                speaks = random.nextInt(6) == 0 ? random.nextDouble() : speaks;
                returned.addAll(segmenter.add((float) speaks));
                if (chunk < chunks - 1) { // the last may be filled up with zeros, and nobody asks behind it
                    all.add(Known.of(returned, segmenter.progress()));
                }
            }
            returned.addAll(segmenter.finish((long) chunks * CHUNK - random.nextInt(CHUNK)));
            long before = 0;
            for (Known known : all) {
                assertThat(known.until()).isGreaterThanOrEqualTo(before);
                before = known.until();
                assertThat(cut(known.segments(), known.until())).isEqualTo(cut(returned, known.until()));
            }
        }
    }

    private record Known(List<SpeechSegment> segments, long until) {
        static Known of(List<SpeechSegment> returned, SpeechProgress progress) {
            List<SpeechSegment> segments = new ArrayList<>(returned);
            if (progress.underWay() != null) {
                segments.add(progress.underWay());
            }
            return new Known(segments, progress.decidedUntil());
        }
    }

    private static List<SpeechSegment> cut(List<SpeechSegment> segments, long until) {
        return segments.stream()
                .filter(segment -> segment.startSample() < until)
                .map(segment -> new SpeechSegment(segment.startSample(), Math.min(until, segment.endSample())))
                .toList();
    }

    @Test
    void speechThatIsOpenAtTheEndEndsWithTheWaveform() {
        assertThat(segments(5, 0.1, 20, 0.9)).containsExactly(new SpeechSegment(5 * CHUNK - PADDING, 25 * CHUNK));
        assertThat(segments(20, 0.1)).isEmpty();
    }
}
