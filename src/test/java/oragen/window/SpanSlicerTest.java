package oragen.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SpanSlicerTest {
    private static List<Span> slice(long samples) {
        return new SpanSlicer(TestingWindows.PUBLISHED).finish(samples);
    }

    @Test
    void upToFourSecondsAreOneWindowHoweverShort() {
        assertThat(slice(1)).containsExactly(new Span(0, 1));
        assertThat(slice(64_000)).containsExactly(new Span(0, 64_000));
        assertThat(slice(0)).isEmpty();
    }

    @Test
    void slicingStopsWithTheWindowThatReachesTheEnd() {
        assertThat(slice(96_000)).containsExactly(new Span(0, 64_000), new Span(32_000, 96_000));
        assertThat(slice(64_001)).containsExactly(new Span(0, 64_000), new Span(32_000, 64_001));
    }

    @Test
    void theLastWindowIsCutShortAndNeverUnderASecondOfTail() {
        // A tail starts 2 s before the end of the window before it, so it always holds more than 2 s.
        assertThat(slice(100_000))
                .containsExactly(new Span(0, 64_000), new Span(32_000, 96_000), new Span(64_000, 100_000));
    }

    @Test
    void aTailUnderTheMinimumIsDropped() {
        var windows = new oragen.bundle.BundleManifest.Windows(4, 4, 1, 4);
        assertThat(new SpanSlicer(windows).finish(64_000 + 15_999)).containsExactly(new Span(0, 64_000));
        assertThat(new SpanSlicer(windows).finish(64_000 + 16_000))
                .containsExactly(new Span(0, 64_000), new Span(64_000, 80_000));
    }

    @Test
    void streamingGivesTheSameSpansAsSlicingAtOnce() {
        for (long samples : List.of(1L, 64_000L, 64_001L, 96_000L, 96_001L, 128_000L, 150_000L, 480_123L)) {
            SpanSlicer slicer = new SpanSlicer(TestingWindows.PUBLISHED);
            List<Span> spans = new ArrayList<>();
            for (long known = 0; known < samples; known += 10_000) {
                spans.addAll(slicer.advance(known));
            }
            spans.addAll(slicer.advance(samples));
            spans.addAll(slicer.finish(samples));
            assertThat(spans).as("%d samples", samples).isEqualTo(slice(samples));
        }
    }
}
