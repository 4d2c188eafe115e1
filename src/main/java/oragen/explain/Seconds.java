package oragen.explain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import oragen.media.WaveformPiece;

/** Samples as seconds. */
final class Seconds {
    private Seconds() {}

    /** With one decimal, if it is not zero. */
    static String of(long sample) {
        return BigDecimal.valueOf(exact(sample))
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    static double exact(long sample) {
        return sample / (double) WaveformPiece.SAMPLE_RATE;
    }
}
