package oragen.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import oragen.speech.SpeechSegment;
import oragen.window.ClipWindows.AudioTrackState;
import oragen.window.ClipWindows.VideoTrackState;
import org.junit.jupiter.api.Test;

final class ClipWindowsTest {
    private static ClipWindows windows(AudioTrackState audio) {
        return new ClipWindows(Protocol.RELEASED, TestingWindows.PUBLISHED, audio);
    }

    @Test
    void aWindowWaitsForItsFramesAndForItsSpeech() {
        ClipWindows windows = windows(AudioTrackState.PRESENT);
        assertThat(windows.advance(1_000_000, VideoTrackState.PRESENT)).isEmpty();
        for (int second = 0; second < 4; second++) {
            windows.addFace(second);
        }
        assertThat(windows.advance(63_999, VideoTrackState.PRESENT)).isEmpty();
        assertThat(windows.advance(64_000, VideoTrackState.PRESENT))
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
    void theTimelineIsThatOfTheLongerStream() {
        ClipWindows windows = windows(AudioTrackState.PRESENT);
        windows.addFace(0);
        windows.addFrame(4);
        windows.addSpeech(List.of(new SpeechSegment(0, 16_000)));
        assertThat(windows.finish(40_000))
                .extracting(Window::span)
                .containsExactly(new Span(0, 64_000), new Span(32_000, 80_000));
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
