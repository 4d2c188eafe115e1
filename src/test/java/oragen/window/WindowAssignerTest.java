package oragen.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import oragen.speech.SpeechSegment;
import org.junit.jupiter.api.Test;

final class WindowAssignerTest {
    private static final int SECOND = 16_000;

    private static WindowAssigner assigner(Protocol protocol) {
        return new WindowAssigner(protocol, TestingWindows.PUBLISHED);
    }

    private static Span span(double start, double end) {
        return new Span((long) (start * SECOND), (long) (end * SECOND));
    }

    private static SpeechSegment speech(double start, double end) {
        return new SpeechSegment((long) (start * SECOND), (long) (end * SECOND));
    }

    private static List<Window> released(Span span, List<SpeechSegment> speech, Set<Integer> faces) {
        return assigner(Protocol.RELEASED).withAudio(span, speech, faces);
    }

    private static List<Window> paper(Span span, List<SpeechSegment> speech, Set<Integer> faces) {
        return assigner(Protocol.PAPER).withAudio(span, speech, faces);
    }

    @Test
    void releasedKeepsTheWholeWindowAndHearsOnlyARealOverlap() {
        assertThat(released(span(2, 6), List.of(speech(0, 2)), Set.of()))
                .singleElement()
                .satisfies(window -> assertThat(window.audioPresent()).isFalse()); // the reference counts the touch
        assertThat(released(span(2, 6), List.of(speech(5, 9)), Set.of()))
                .singleElement()
                .satisfies(window -> assertThat(window.audioPresent()).isTrue());
        assertThat(released(span(0, 4), List.of(), Set.of(0)))
                .singleElement()
                .satisfies(window -> assertThat(window.audioPresent()).isFalse());
    }

    @Test
    void releasedLeavesASecondWithoutFaceEmpty() {
        assertThat(released(span(2, 6), List.of(), Set.of(2, 5)).get(0).slotSeconds())
                .containsExactly(2, -1, -1, 5);
        assertThat(released(span(0, 2.5), List.of(), Set.of(0, 1, 2, 3)).get(0).slotSeconds())
                .containsExactly(0, 1, 2, -1);
    }

    @Test
    void paperFillsGapsFromTheLatestEarlierSecondAndLeadingOnesFromTheFirst() {
        List<SpeechSegment> all = List.of(speech(0, 20));
        assertThat(paper(span(2, 6), all, Set.of(3, 5)).get(0).slotSeconds()).containsExactly(3, 3, 3, 5);
        assertThat(paper(span(2, 6), all, Set.of(2)).get(0).slotSeconds()).containsExactly(2, 2, 2, 2);
        assertThat(paper(span(2, 6), all, Set.of(1, 7)).get(0).slotSeconds()).containsExactly(-1, -1, -1, -1);
    }

    @Test
    void paperTakesTheFramesOfTheSpokenPart() {
        // [3.5, 5.2): frames floor(3.5) … floor(5.2) − 1, the slots beyond repeat the last.
        List<Window> windows = paper(span(2, 6), List.of(speech(3.5, 5.2)), Set.of(2, 3, 4, 5));
        assertThat(windows).singleElement().satisfies(window -> {
            assertThat(window.span()).isEqualTo(span(3.5, 5.2));
            assertThat(window.slotSeconds()).containsExactly(3, 4, 4, 4);
        });
    }

    @Test
    void paperDropsSpeechUnderASecond() {
        assertThat(paper(span(0, 4), List.of(speech(0, 0.9), speech(2, 3)), Set.of()))
                .singleElement()
                .satisfies(window -> assertThat(window.span()).isEqualTo(span(2, 3)));
        assertThat(paper(span(0, 4), List.of(), Set.of(0))).isEmpty();
    }

    @Test
    void overlappingWindowsKeepEveryPairThatTheReferenceLoses() {
        List<SpeechSegment> speech = List.of(speech(0, 3), speech(3.5, 8));
        List<Span> spans = new ArrayList<>();
        for (Span window : List.of(span(0, 4), span(2, 6), span(4, 8))) {
            paper(window, speech, Set.of()).forEach(found -> spans.add(found.span()));
        }
        assertThat(spans).containsExactly(span(0, 3), span(2, 3), span(3.5, 6), span(4, 8));
    }

    @Test
    void withoutAudioTheFaceAloneFillsTheWindow() {
        assertThat(assigner(Protocol.PAPER).withoutAudio(span(0, 1), Set.of(0)))
                .singleElement()
                .satisfies(window ->
                        assertThat(window.slotSeconds()).containsExactly(0, 0, 0, 0)); // a still image, four times
        assertThat(assigner(Protocol.PAPER).withoutAudio(span(0, 0.9), Set.of(0)))
                .isEmpty();
        assertThat(assigner(Protocol.RELEASED).withoutAudio(span(0, 1), Set.of(0)))
                .singleElement()
                .satisfies(window -> assertThat(window.slotSeconds()).containsExactly(0, -1, -1, -1));
    }
}
