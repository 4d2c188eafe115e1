package oragen.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import oragen.evaluation.BinEstimates.Unit;
import org.junit.jupiter.api.Test;

final class BinEstimatesTest {
    private final BinEstimates estimates = new BinEstimates();

    @Test
    void theMeanIsOverClipsAndTheOtherOverSpeakers() {
        Estimate ages = estimates.of(Scale.SIGNED, List.of(new Unit(true, 3, 90), new Unit(true, 1, 50)));
        assertThat(ages.value()).isEqualTo(35);
        assertThat(ages.speakerValue()).isEqualTo(40);
        assertThat(ages.clips()).isEqualTo(4);
        assertThat(ages.interval()).isNull();
        assertThat(ages.note()).isEqualTo(Estimate.FEWER_THAN_FIVE_SPEAKERS);
    }

    /** Of equally many clips the jackknife is the textbook's standard error of a mean. */
    @Test
    void yearsHaveStudentsInterval() {
        List<Unit> units = new ArrayList<>();
        for (double mean : new double[] {20, 24, 25, 26, 30}) {
            units.add(new Unit(true, 2, 2 * mean));
        }
        Estimate ages = estimates.of(Scale.SIGNED, units);
        double reach = 2.7764451 * Math.sqrt((25 + 1 + 1 + 25) / 4.0 / 5);
        assertThat(ages.interval().low()).isCloseTo(25 - reach, within(1e-4));
        assertThat(ages.interval().high()).isCloseTo(25 + reach, within(1e-4));
    }

    @Test
    void partsThatAreAllRightStillHaveAWidth() {
        List<Unit> units = new ArrayList<>();
        for (int speaker = 0; speaker < 40; speaker++) {
            units.add(new Unit(true, 5, 5));
        }
        Estimate part = estimates.of(Scale.RATIO, units);
        assertThat(part.value()).isEqualTo(1);
        assertThat(part.interval().low()).isBetween(0.85, 0.95);
    }

    @Test
    void oneSpeakerHasNoInterval() {
        Estimate one = estimates.of(Scale.RATIO, List.of(new Unit(true, 5, 4)));
        assertThat(one.interval()).isNull();
        assertThat(one.note()).isEqualTo(Estimate.ONE_SPEAKER);
        Estimate unknown = estimates.of(Scale.RATIO, List.of(new Unit(false, 5, 4), new Unit(false, 5, 3)));
        assertThat(unknown.speakerValue()).isNull();
        assertThat(unknown.note()).isEqualTo(Estimate.UNKNOWN_SPEAKERS);
    }
}
