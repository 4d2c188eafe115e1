package oragen.training.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class BatchMixTest {
    @Test
    void whatIsExpectedAtRandomIsCountedByHand() {
        assertThat(BatchMix.atRandom(new long[] {2, 1}, 3, 2))
                .as("two of the three pairs")
                .isCloseTo(2.0 / 3, within(1e-12));
        assertThat(BatchMix.atRandom(new long[] {1, 1}, 3, 2))
                .as("one pair of three: the third window is of no kind")
                .isCloseTo(1.0 / 3, within(1e-12));
        assertThat(BatchMix.atRandom(new long[] {900, 100}, 1000, 16)).isCloseTo(1 - Math.pow(0.9, 16), within(0.01));
        assertThat(BatchMix.atRandom(new long[] {2, 2}, 4, 3)).isEqualTo(1);
    }
}
