package oragen.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import oragen.speech.SpeechProgress;
import oragen.speech.SpeechSegment;
import oragen.window.ClipWindows.AudioTrackState;
import oragen.window.ClipWindows.VideoTrackState;
import org.junit.jupiter.api.Test;

final class ClipWindowsTest {
    private static ClipWindows windows(AudioTrackState audio) {
        return new ClipWindows(Protocol.RELEASED, TestingWindows.PUBLISHED, audio);
    }

    private static SpeechProgress decided(long samples) {
        return new SpeechProgress(samples, null);
    }

    @Test
    void speechUnderWayIsHeardLikeThatWhichHasEnded() {
        for (Protocol protocol : Protocol.values()) {
            ClipWindows early = new ClipWindows(protocol, TestingWindows.PUBLISHED, AudioTrackState.PRESENT);
            SpeechProgress speaking = new SpeechProgress(70_000, new SpeechSegment(20_000, 70_000));
            List<Window> windows = new ArrayList<>(early.advance(speaking, VideoTrackState.ABSENT));
            assertThat(windows).hasSize(1);
            early.addSpeech(List.of(new SpeechSegment(20_000, 90_000)));
            windows.addAll(early.finish(100_000));

            ClipWindows late = new ClipWindows(protocol, TestingWindows.PUBLISHED, AudioTrackState.PRESENT);
            late.addSpeech(List.of(new SpeechSegment(20_000, 90_000)));
            assertThat(windows).usingRecursiveComparison().isEqualTo(late.finish(100_000));
        }
    }

    @Test
    void aWindowIsSaidToWaitForTheFrameThatCompletesIt() {
        ClipWindows windows = windows(AudioTrackState.PRESENT);
        assertThat(windows.waitsForFrame(2, decided(64_000))).isFalse();
        assertThat(windows.waitsForFrame(3, decided(63_999))).isFalse();
        assertThat(windows.waitsForFrame(3, decided(64_000))).isTrue();
    }

    @Test
    void aWindowWaitsForItsFramesAndForItsSpeech() {
        ClipWindows windows = windows(AudioTrackState.PRESENT);
        assertThat(windows.advance(decided(1_000_000), VideoTrackState.PRESENT)).isEmpty();
        for (int second = 0; second < 4; second++) {
            windows.addFace(second);
        }
        assertThat(windows.advance(decided(63_999), VideoTrackState.PRESENT)).isEmpty();
        assertThat(windows.advance(decided(64_000), VideoTrackState.PRESENT))
                .singleElement()
                .satisfies(window -> assertThat(window.slotSeconds()).containsExactly(0, 1, 2, 3));
        assertThat(windows.neededFromSample()).isEqualTo(32_000);
    }

    @Test
    void aFaceOfTwoWindowsFillsBoth() {
        ClipWindows windows = windows(AudioTrackState.ABSENT);
        for (int second = 0; second < 6; second++) {
            windows.addFace(second);
        }
        assertThat(windows.finish(0))
                .extracting(Window::slotSeconds)
                .containsExactly(new int[] {0, 1, 2, 3}, new int[] {2, 3, 4, 5});
    }

    @Test
    void theTimelineIsThatOfTheSoundAndLaterPicturesFillNoSlot() {
        // 6.2 s of pictures with 5.98 s of sound: 2 windows, as in the reference.
        ClipWindows windows = windows(AudioTrackState.PRESENT);
        for (int second = 0; second < 7; second++) {
            windows.addFace(second);
        }
        assertThat(windows.finish(95_680))
                .extracting(Window::span)
                .containsExactly(span(0, 4), new Span(32_000, 95_680));

        ClipWindows shorter = windows(AudioTrackState.PRESENT);
        for (int second = 0; second < 7; second++) {
            shorter.addFace(second);
        }
        assertThat(shorter.finish(40_000)).singleElement().satisfies(window -> {
            assertThat(window.span()).isEqualTo(new Span(0, 40_000));
            assertThat(window.slotSeconds()).containsExactly(0, 1, 2, Window.EMPTY_SLOT);
        });
    }

    @Test
    void aWaveformWithoutSamplesIsNone() {
        for (Protocol protocol : Protocol.values()) {
            ClipWindows windows = new ClipWindows(protocol, TestingWindows.PUBLISHED, AudioTrackState.PRESENT);
            for (int second = 0; second < 6; second++) {
                windows.addFace(second);
            }
            assertThat(windows.finish(0)).extracting(Window::span).containsExactly(span(0, 4), span(2, 6));
        }
    }

    private static Span span(int startSecond, int endSecond) {
        return new Span(startSecond * 16_000L, endSecond * 16_000L);
    }

    @Test
    void aClipOfNothingHasNoWindow() {
        assertThat(windows(AudioTrackState.PRESENT).finish(0)).isEmpty();
    }

    @Test
    void windowsAreCountedAsTheyAreCut() {
        assertThat(ClipWindows.count(16_000, TestingWindows.PUBLISHED)).isEqualTo(1);
        assertThat(ClipWindows.count(64_000, TestingWindows.PUBLISHED)).isEqualTo(1);
        assertThat(ClipWindows.count(72_000, TestingWindows.PUBLISHED)).isEqualTo(2);
        assertThat(ClipWindows.count(96_000, TestingWindows.PUBLISHED)).isEqualTo(2);
        assertThat(ClipWindows.count(130 * 16_000, TestingWindows.PUBLISHED)).isEqualTo(64);
    }
}
