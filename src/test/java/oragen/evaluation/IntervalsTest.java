package oragen.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import oragen.evaluation.SliceEstimates.ChosenBy;
import oragen.evaluation.SliceEstimates.Unit;
import oragen.label.Gender;
import oragen.label.Task;
import org.junit.jupiter.api.Test;

final class IntervalsTest {
    private static Estimate estimate(String metric, Task task, List<Unit> units) {
        for (Map.Entry<SumMetric, Estimate> entry :
                new SliceEstimates().of(task, units, ChosenBy.TRUTH).entrySet()) {
            if (entry.getKey().label().equals(metric)) {
                return entry.getValue();
            }
        }
        throw new AssertionError(metric);
    }

    /** Speakers of alternate genders, each with clips of which some are right. */
    private static List<Unit> speakers(int clips, int... right) {
        List<Unit> units = new ArrayList<>();
        for (int speaker = 0; speaker < right.length; speaker++) {
            UnitSums sums = new UnitSums();
            Gender truth = Gender.values()[speaker % 2];
            for (int clip = 0; clip < clips; clip++) {
                sums.addGender(truth, clip < right[speaker] ? truth : Gender.values()[1 - truth.ordinal()]);
            }
            units.add(new Unit(true, sums));
        }
        return units;
    }

    @Test
    void allClipsRightIsNoProofThatAllWillBe() {
        Estimate uar = estimate("uar", Task.GENDER, speakers(4, 4, 4, 4, 4, 4, 4));
        assertThat(uar.value()).isEqualTo(1);
        // Wilson's interval of 6 out of 6 with Student's quantile of 5 degrees.
        double square = 2.570582 * 2.570582;
        assertThat(uar.interval().low()).isCloseTo(6 / (6 + square), within(1e-4));
        assertThat(uar.interval().high()).isEqualTo(1);
        assertThat(uar.note()).isEqualTo("few_speakers");
    }

    @Test
    void noClipRightIsNoProofEither() {
        Interval interval =
                estimate("accuracy", Task.GENDER, speakers(4, 0, 0, 0, 0)).interval();
        assertThat(interval.low()).isZero();
        assertThat(interval.high()).isBetween(0.6, 0.8);
    }

    @Test
    void clipsOfOneSpeakerCountAsOneWhereTheyAgree() {
        Interval together = estimate("accuracy", Task.GENDER, speakers(20, 20, 20, 20, 20, 20, 0, 20, 0))
                .interval();
        Interval apart = estimate("accuracy", Task.GENDER, speakers(20, 15, 16, 14, 15, 15, 15, 16, 14))
                .interval();
        assertThat(together.high() - together.low()).isGreaterThan(0.6);
        assertThat(apart.high() - apart.low()).isLessThan(0.35);
    }

    @Test
    void aClassOfOneSpeakerHasNoIntervalAndTheNoteSaysWhy() {
        List<Unit> units = speakers(4, 4, 3, 4);
        assertThat(estimate("recall_male", Task.GENDER, units).note()).isEqualTo("one_speaker_of_a_class");
        assertThat(estimate("uar", Task.GENDER, units).interval()).isNull();
        assertThat(estimate("accuracy", Task.GENDER, units).interval()).isNotNull();
    }

    @Test
    void errorsInYearsHaveTheSpreadOfSpeakersAndNotOfClips() {
        SplittableRandom random = new SplittableRandom(3);
        List<Unit> units = new ArrayList<>();
        for (int speaker = 0; speaker < 100; speaker++) {
            UnitSums sums = new UnitSums();
            double error = random.nextDouble(-10, 10);
            for (int clip = 0; clip < 10; clip++) {
                sums.addAge(30.0, 30 + error);
            }
            units.add(new Unit(true, sums));
        }
        // |e| of a speaker is uniform on [0, 10]: its mean over 100 speakers deviates by 10 / sqrt(12 · 100) = 0.29.
        Estimate mae = estimate("mae_years", Task.AGE, units);
        assertThat(mae.interval().high() - mae.interval().low()).isBetween(0.9, 1.4);
        assertThat(mae.note()).isNull();
        assertThat(estimate("bias_years", Task.AGE, units).interval().low()).isNegative();
    }

    @Test
    void aDifferenceOfWholePartsHasAWidthToo() {
        Interval whole = new Interval(0.8, 1);
        Interval difference = Intervals.ofDifference(1, whole, 1, whole, 0);
        assertThat(difference.low()).isCloseTo(-0.2, within(1e-12));
        assertThat(difference.high()).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void everySpeakerCountsAlikeBesideEveryClip() {
        UnitSums talker = new UnitSums();
        for (int clip = 0; clip < 9; clip++) {
            talker.addAge(40.0, 50.0);
        }
        UnitSums other = new UnitSums();
        other.addAge(40.0, 40.0);
        Estimate mae = estimate("mae_years", Task.AGE, List.of(new Unit(true, talker), new Unit(true, other)));
        assertThat(mae.value()).isCloseTo(9, within(1e-12));
        assertThat(mae.speakerValue()).isCloseTo(5, within(1e-12));
    }
}
