package oragen.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import oragen.report.AgeHistogram.Band;
import oragen.report.RunContent.AgeCell;
import org.junit.jupiter.api.Test;

final class AgeHistogramTest {
    @Test
    void aBandWithoutAClipIsABandOfNone() {
        assertThat(AgeHistogram.of(List.of(new AgeCell(20, 24, 3), new AgeCell(24, 25, 2), new AgeCell(36, 29, 1)))
                        .bands())
                .containsExactly(new Band(20, 5, 3), new Band(25, 0, 3), new Band(30, 0, 0), new Band(35, 1, 0));
    }

    @Test
    void anAgePredictedBelowZeroHasItsBand() {
        assertThat(AgeHistogram.of(List.of(new AgeCell(1, -1, 2))).bands())
                .containsExactly(new Band(-5, 0, 2), new Band(0, 2, 0));
        assertThat(AgeHistogram.of(List.of()).bands()).isEmpty();
    }
}
