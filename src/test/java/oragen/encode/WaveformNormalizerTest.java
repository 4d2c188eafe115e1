package oragen.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import oragen.window.Protocol;
import org.junit.jupiter.api.Test;

final class WaveformNormalizerTest {
    @Test
    void releasedPadsFirst() {
        // Values 1, 3, 0, 0 have mean 1 and variance 1.5.
        float scale = (float) (1 / Math.sqrt(1.5 + 1e-7));
        assertThat(WaveformNormalizer.normalize(new float[] {1, 3}, 4, Protocol.RELEASED))
                .containsExactly(new float[] {0, 2 * scale, -scale, -scale}, within(1e-6f));
    }

    @Test
    void paperNormalisesFirst() {
        assertThat(WaveformNormalizer.normalize(new float[] {1, 3}, 4, Protocol.PAPER))
                .containsExactly(new float[] {-1, 1, 0, 0}, within(1e-6f));
    }

    @Test
    void aFullWindowIsTheSameInBoth() {
        float[] full = {0.5f, -0.25f, 0.125f, 0};
        assertThat(WaveformNormalizer.normalize(full, 4, Protocol.PAPER))
                .containsExactly(WaveformNormalizer.normalize(full, 4, Protocol.RELEASED));
    }

    @Test
    void silenceStaysSilent() {
        assertThat(WaveformNormalizer.normalize(new float[4], 4, Protocol.PAPER))
                .containsOnly(0);
        assertThat(WaveformNormalizer.normalize(new float[0], 2, Protocol.PAPER))
                .containsOnly(0);
    }
}
