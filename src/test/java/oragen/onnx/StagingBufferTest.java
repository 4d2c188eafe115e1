package oragen.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class StagingBufferTest {
    private static float[] values(FloatBuffer buffer) {
        float[] values = new float[buffer.remaining()];
        buffer.duplicate().get(values);
        return values;
    }

    @Test
    void aShorterInputIsNotFollowedByWhatWasThereBefore() {
        StagingBuffer.of("crops", new float[] {1, 2, 3});

        FloatBuffer shorter = StagingBuffer.of("crops", new float[] {4, 5});

        assertThat(shorter.isDirect()).isTrue();
        assertThat(values(shorter)).containsExactly(4, 5);
    }

    @Test
    void aLongerInputHasRoom() {
        StagingBuffer.of("crops", new float[] {1});

        assertThat(values(StagingBuffer.of("crops", new float[] {6, 7, 8}))).containsExactly(6, 7, 8);
    }

    @Test
    void inputsOfOneCallLieApart() {
        FloatBuffer one = StagingBuffer.of("visual_features", new float[] {1, 2});
        FloatBuffer other = StagingBuffer.of("audio_features", new float[] {3, 4});

        assertThat(values(one)).containsExactly(1, 2);
        assertThat(values(other)).containsExactly(3, 4);
    }

    @Test
    void threadsHaveTheirOwn() {
        FloatBuffer mine = StagingBuffer.of("crops", new float[] {1, 2});

        CompletableFuture.runAsync(() -> StagingBuffer.of("crops", new float[] {8, 9}))
                .join();

        assertThat(values(mine)).containsExactly(1, 2);
    }

    @Test
    void aLargeInputIsNotHeld() {
        float[] large = new float[(1 << 20) + 1];
        large[large.length - 1] = 5;

        FloatBuffer staged = StagingBuffer.of("waveform", large);

        assertThat(staged.isDirect()).isFalse();
        assertThat(staged.get(large.length - 1)).isEqualTo(5);
    }
}
