package oragen.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import oragen.media.WaveformPiece;
import oragen.window.Span;
import org.junit.jupiter.api.Test;

final class WaveformBufferTest {
    @Test
    void slicesReachOverPiecesAndBeyondTheEndIsSilence() {
        WaveformBuffer buffer = new WaveformBuffer(true);
        buffer.add(new WaveformPiece(0, new float[] {1, 2, 3}));
        buffer.add(new WaveformPiece(3, new float[] {4, 5}));
        assertThat(buffer.slice(new Span(1, 4))).containsExactly(2, 3, 4);
        assertThat(buffer.slice(new Span(3, 7))).containsExactly(4, 5, 0, 0);
        assertThat(buffer.endSample()).isEqualTo(5);
    }

    @Test
    void whatIsDroppedIsNotNeededAgain() {
        WaveformBuffer buffer = new WaveformBuffer(true);
        buffer.add(new WaveformPiece(0, new float[] {1, 2, 3}));
        buffer.dropBefore(2);
        buffer.add(new WaveformPiece(3, new float[] {4}));
        assertThat(buffer.slice(new Span(2, 4))).containsExactly(3, 4);
        buffer.dropBefore(100);
        assertThat(buffer.endSample()).isEqualTo(4);
    }

    @Test
    void aBufferThatKeepsNothingKnowsTheLength() {
        WaveformBuffer buffer = new WaveformBuffer(false);
        buffer.add(new WaveformPiece(0, new float[7]));
        assertThat(buffer.endSample()).isEqualTo(7);
    }
}
