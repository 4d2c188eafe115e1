package oragen.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import oragen.evaluation.Comparisons.Comparison;
import oragen.evaluation.Gaps.Gap;
import oragen.evaluation.SliceEstimates.PairedUnit;
import oragen.evaluation.SliceEstimates.Unit;
import oragen.label.Gender;
import oragen.label.Task;
import org.junit.jupiter.api.Test;

final class ComparisonsTest {
    private final Comparisons comparisons = new Comparisons(500, 1);

    private static UnitSums aged(double truth, double... predictions) {
        UnitSums sums = new UnitSums();
        for (double prediction : predictions) {
            sums.addAge(truth, prediction);
        }
        return sums;
    }

    private Comparison compared(String metric, Task task, List<PairedUnit> units) {
        return comparisons.of(task, units).entrySet().stream()
                .filter(entry -> entry.getKey().label().equals(metric))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    @Test
    void aPairedDifferenceIsFarNarrowerThanEitherValue() {
        List<PairedUnit> pairs = new ArrayList<>();
        for (int speaker = 0; speaker < 50; speaker++) {
            double error = speaker % 20;
            pairs.add(new PairedUnit(true, aged(40, 41 + error), aged(40, 40 + error)));
        }
        Comparison mae = compared("mae_years", Task.AGE, pairs);
        assertThat(mae.difference().value()).isCloseTo(1, within(1e-12));
        assertThat(mae.difference().interval().low()).isCloseTo(1, within(1e-6));
        assertThat(mae.difference().interval().high()).isCloseTo(1, within(1e-6));
        assertThat(mae.difference().speakerValue()).isCloseTo(1, within(1e-12));
        assertThat(mae.probability()).isLessThan(1e-6);
    }

    @Test
    void aProbabilityIsNeverLessThanThatOfOneArrangement() {
        List<PairedUnit> pairs = new ArrayList<>();
        for (int speaker = 0; speaker < 5; speaker++) {
            pairs.add(new PairedUnit(true, aged(40, 50), aged(40, 41)));
        }
        // 2 of the 32 ways to change sides are as far apart.
        assertThat(compared("mae_years", Task.AGE, pairs).probability()).isBetween(0.04, 0.1);
    }

    @Test
    void whereNothingDiffersProbabilitiesAreSpreadEvenly() {
        SplittableRandom random = new SplittableRandom(4);
        int below = 0;
        for (int trial = 0; trial < 200; trial++) {
            List<PairedUnit> pairs = new ArrayList<>();
            for (int speaker = 0; speaker < 20; speaker++) {
                double common = random.nextDouble(10);
                pairs.add(new PairedUnit(
                        true,
                        aged(40, 40 + common + random.nextDouble(3), 40 + common + random.nextDouble(3)),
                        aged(40, 40 + common + random.nextDouble(3), 40 + common + random.nextDouble(3))));
            }
            Double probability = new Comparisons(200, trial)
                    .of(Task.AGE, pairs)
                    .values()
                    .iterator()
                    .next()
                    .probability();
            below += probability < 0.1 ? 1 : 0;
        }
        assertThat(below).isBetween(8, 34);
    }

    @Test
    void speakersOfOneSideAloneChangePlacesWithOthers() {
        List<PairedUnit> apart = new ArrayList<>();
        List<PairedUnit> alike = new ArrayList<>();
        for (int speaker = 0; speaker < 40; speaker++) {
            boolean one = speaker % 2 == 0;
            UnitSums far = aged(40, one ? 50 + speaker % 3 : 42 + speaker % 3);
            UnitSums near = aged(40, 42 + speaker % 5);
            apart.add(new PairedUnit(true, one ? far : new UnitSums(), one ? new UnitSums() : far));
            alike.add(new PairedUnit(true, one ? near : new UnitSums(), one ? new UnitSums() : near));
        }
        assertThat(compared("mae_years", Task.AGE, apart).probability()).isLessThan(1e-4);
        assertThat(compared("mae_years", Task.AGE, alike).probability()).isGreaterThan(0.3);
    }

    private static Unit told(Gender truth, Gender... predictions) {
        UnitSums sums = new UnitSums();
        for (Gender prediction : predictions) {
            sums.addGender(truth, prediction);
        }
        return new Unit(true, sums);
    }

    @Test
    void theGapIsBetweenTheBestAndTheWorstSliceAndPassesSmallOnesOver() {
        Map<String, List<Unit>> slices = new TreeMap<>();
        slices.put("young", List.of(new Unit(true, aged(20, 21, 21)), new Unit(true, aged(20, 21))));
        slices.put("old", List.of(new Unit(true, aged(70, 80)), new Unit(true, aged(70, 79, 80))));
        slices.put("oldest", List.of(new Unit(true, aged(90, 20)), new Unit(true, new UnitSums())));
        Gap gap = new Gaps(comparisons)
                .of(Task.AGE, slices, 2).stream()
                        .filter(found -> found.metric().label().equals("mae_years"))
                        .findFirst()
                        .orElseThrow();
        assertThat(gap.best()).isEqualTo("young");
        assertThat(gap.worst()).isEqualTo("old");
        assertThat(gap.gap().value()).isCloseTo(29.0 / 3 - 1, within(1e-9));
        assertThat(gap.gap().interval()).isNotNull();
        assertThat(gap.probability()).isNotNull();
    }

    @Test
    void betweenSlicesOfOneClassThereIsNoGapOfPrecision() {
        Map<String, List<Unit>> slices = new TreeMap<>();
        slices.put(
                "female",
                List.of(told(Gender.FEMALE, Gender.FEMALE, Gender.FEMALE), told(Gender.FEMALE, Gender.FEMALE)));
        slices.put("male", List.of(told(Gender.MALE, Gender.FEMALE, Gender.MALE), told(Gender.MALE, Gender.MALE)));
        assertThat(new Gaps(comparisons).of(Task.GENDER, slices, 1))
                .extracting(gap -> gap.metric().label())
                .contains("uar", "accuracy")
                .doesNotContain("macro_precision");
    }
}
