package oragen.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ErrorHistogramTest {
    private static ErrorHistogram of(double... years) {
        ErrorHistogram histogram = new ErrorHistogram(new long[ErrorHistogram.BINS]);
        for (double error : years) {
            histogram.counts()[ErrorHistogram.bin(error)]++;
        }
        return histogram;
    }

    @Test
    void theMedianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(of(1, 9, 3).median().getAsDouble()).isCloseTo(3, within(1e-3));
        assertThat(of(1, 9, 3, 5).median().getAsDouble()).isCloseTo(4, within(1e-3));
        assertThat(of().median()).isEmpty();
        assertThat(of(500).median().getAsDouble()).isCloseTo(120, within(1e-3));
    }
}
