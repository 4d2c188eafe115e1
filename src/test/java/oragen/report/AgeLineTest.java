package oragen.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import oragen.report.RunContent.AgeCell;
import org.junit.jupiter.api.Test;

final class AgeLineTest {
    @Test
    void aPullTowardsTheMiddleIsASlopeBelowOne() {
        AgeLine line = AgeLine.through(List.of(new AgeCell(20, 30, 5), new AgeCell(60, 50, 5)))
                .orElseThrow();
        assertThat(line.slope()).isCloseTo(0.5, within(1e-12));
        assertThat(line.at(40)).isCloseTo(40, within(1e-12));
        assertThat(line.sentence()).contains("slope is 0.50");
    }

    @Test
    void clipsWeighAsManyAsTheyAre() {
        AgeLine line = AgeLine.through(List.of(new AgeCell(20, 20, 1), new AgeCell(40, 30, 1), new AgeCell(40, 40, 3)))
                .orElseThrow();
        assertThat(line.at(40)).isCloseTo(37.5, within(1e-12));
    }

    @Test
    void ofOneAgeThereIsNoLine() {
        assertThat(AgeLine.through(List.of(new AgeCell(20, 30, 5), new AgeCell(20, 31, 1))))
                .isEmpty();
        assertThat(AgeLine.through(List.of())).isEmpty();
    }
}
