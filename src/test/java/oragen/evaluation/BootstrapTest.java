package oragen.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import oragen.evaluation.Bootstrap.Interval;
import oragen.label.Gender;
import oragen.label.MaskType;
import oragen.label.Task;
import org.junit.jupiter.api.Test;

final class BootstrapTest {
    /** Speakers with ten clips each whose errors are alike. */
    private static List<UnitSums> speakers(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<UnitSums> speakers = new ArrayList<>();
        for (int speaker = 0; speaker < count; speaker++) {
            UnitSums sums = new UnitSums();
            double bias = random.nextDouble(-10, 10);
            Gender truth = Gender.values()[speaker % 2];
            for (int clip = 0; clip < 10; clip++) {
                sums.addAge(30.0 + speaker % 40, 30.0 + speaker % 40 + bias);
                sums.addGender(truth, random.nextDouble() < 0.9 ? truth : Gender.values()[1 - truth.ordinal()]);
            }
            speakers.add(sums);
        }
        return speakers;
    }

    private static Interval mae(Bootstrap bootstrap, List<UnitSums> units) {
        SumMetric metric = SumMetric.of(Task.AGE).get(0);
        assertThat(metric.label()).isEqualTo("mae_years");
        return bootstrap
                .interval(bootstrap.resample(List.of(metric), Task.AGE, units)[0])
                .orElseThrow();
    }

    @Test
    void theIntervalIsThatOfSpeakersAndNotOfClips() {
        // |e| of a speaker is uniform on [0, 10]: its mean over 100 speakers deviates by 10 / sqrt(12 · 100) = 0.29.
        Interval interval = mae(new Bootstrap(1000, 1), speakers(100, 3));
        assertThat(interval.high() - interval.low()).isBetween(0.9, 1.4);
    }

    @Test
    void theSameSeedGivesTheSameIntervals() {
        List<UnitSums> speakers = speakers(30, 5);
        assertThat(mae(new Bootstrap(200, 9), speakers)).isEqualTo(mae(new Bootstrap(200, 9), speakers));
        assertThat(mae(new Bootstrap(200, 9), speakers)).isNotEqualTo(mae(new Bootstrap(200, 8), speakers));
    }

    @Test
    void intervalsHoldTheTruthAboutAsOftenAsTheySay() {
        int held = 0;
        for (int trial = 0; trial < 200; trial++) {
            Interval interval = mae(new Bootstrap(300, trial), speakers(60, 1000 + trial));
            held += interval.low() <= 5 && 5 <= interval.high() ? 1 : 0;
        }
        assertThat(held).isBetween(178, 199);
    }

    @Test
    void aMissingPredictionCountsAsLabelledAndNothingElse() {
        UnitSums sums = new UnitSums();
        sums.addGender(Gender.FEMALE, null);
        sums.addMaskType(null, MaskType.MEDICAL);
        sums.addAge(40.0, null);
        assertThat(sums.labelled(Task.GENDER)).isEqualTo(1);
        assertThat(sums.labelled(Task.MASK)).isZero();
        assertThat(sums.labelled(Task.AGE)).isEqualTo(1);
        for (Task task : Task.values()) {
            assertThat(sums.predicted(task)).isZero();
        }
    }
}
