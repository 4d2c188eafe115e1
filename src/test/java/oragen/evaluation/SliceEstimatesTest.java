package oragen.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import oragen.evaluation.SliceEstimates.Gap;
import oragen.evaluation.SliceEstimates.PairedUnit;
import oragen.evaluation.SliceEstimates.Unit;
import oragen.label.Gender;
import oragen.label.MaskType;
import oragen.label.Task;
import org.junit.jupiter.api.Test;

final class SliceEstimatesTest {
    private final SliceEstimates estimates = new SliceEstimates(new Bootstrap(300, 1));

    private static UnitSums aged(double truth, double... predictions) {
        UnitSums sums = new UnitSums();
        for (double prediction : predictions) {
            sums.addAge(truth, prediction);
        }
        return sums;
    }

    private Map<String, Estimate> of(Task task, List<Unit> units) {
        return estimates.of(task, units).entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().label(), Map.Entry::getValue));
    }

    @Test
    void oneSpeakerHasNoIntervalAndTheNoteSaysWhy() {
        Estimate mae = of(Task.AGE, List.of(new Unit(true, aged(40, 45, 43)))).get("mae_years");
        assertThat(mae.value()).isEqualTo(4);
        assertThat(mae.interval()).isNull();
        assertThat(mae.note()).isEqualTo("one_speaker");
        assertThat(mae.speakers()).isEqualTo(1);
    }

    @Test
    void clipsOfUnknownSpeakersHaveAnIntervalButNoSpeakers() {
        List<Unit> groups =
                List.of(new Unit(false, aged(40, 45)), new Unit(false, aged(30, 31)), new Unit(false, aged(50, 50)));
        Estimate mae = of(Task.AGE, groups).get("mae_years");
        assertThat(mae.interval()).isNotNull();
        assertThat(mae.speakers()).isZero();
        assertThat(mae.clips()).isEqualTo(3);
    }

    @Test
    void aCorrelationWithoutVariationIsNullWithAReason() {
        Estimate pearson = of(Task.AGE, List.of(new Unit(true, aged(40, 45, 45)), new Unit(true, aged(40, 45))))
                .get("pearson");
        assertThat(pearson.value()).isNull();
        assertThat(pearson.note()).isEqualTo("no_variation");
    }

    @Test
    void aSliceOfOneClassHasTheRecallOfThatClassAsItsUar() {
        UnitSums sums = new UnitSums();
        for (MaskType predicted : List.of(MaskType.MEDICAL, MaskType.MEDICAL, MaskType.TISSUE, MaskType.MEDICAL)) {
            sums.addMaskType(MaskType.MEDICAL, predicted);
        }
        Map<String, Estimate> found = of(Task.MASK, List.of(new Unit(true, sums), new Unit(true, sums)));
        assertThat(found.get("uar").value()).isEqualTo(0.75);
        assertThat(found.get("recall_tissue").value()).isNull();
        assertThat(found.get("recall_tissue").note()).isEqualTo("class_absent_from_truth");
        assertThat(found.get("precision_tissue").value()).isZero();
        assertThat(found).doesNotContainKey("recall_respirator");
    }

    @Test
    void aRareClassThatAResampleMayLackLeavesNoInterval() {
        UnitSums woman = new UnitSums();
        woman.addGender(Gender.FEMALE, Gender.FEMALE);
        List<Unit> units = new ArrayList<>(List.of(new Unit(true, woman)));
        for (int i = 0; i < 9; i++) {
            UnitSums man = new UnitSums();
            man.addGender(Gender.MALE, Gender.MALE);
            units.add(new Unit(true, man));
        }
        Estimate recall = of(Task.GENDER, units).get("recall_female");
        assertThat(recall.value()).isEqualTo(1);
        assertThat(recall.note()).isEqualTo("undefined_in_a_resample");
    }

    @Test
    void clipsWithoutAPredictionLowerTheCoverageAlone() {
        UnitSums sums = aged(40, 42, 42, 42);
        sums.addAge(40.0, null);
        Map<String, Estimate> found = of(Task.AGE, List.of(new Unit(true, sums), new Unit(true, aged(40, 42))));
        assertThat(found.get("coverage").value()).isEqualTo(0.8);
        assertThat(found.get("coverage").clips()).isEqualTo(5);
        assertThat(found.get("mae_years").value()).isEqualTo(2);
        assertThat(found.get("mae_years").clips()).isEqualTo(4);
    }

    @Test
    void aPairedDifferenceIsFarNarrowerThanEitherValue() {
        List<PairedUnit> pairs = new ArrayList<>();
        List<Unit> alone = new ArrayList<>();
        for (int speaker = 0; speaker < 50; speaker++) {
            double error = speaker % 20;
            pairs.add(new PairedUnit(true, aged(40, 41 + error), aged(40, 40 + error)));
            alone.add(new Unit(true, aged(40, 41 + error)));
        }
        Estimate difference = estimates.differences(Task.AGE, pairs).entrySet().stream()
                .filter(entry -> entry.getKey().label().equals("mae_years"))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertThat(difference.value()).isCloseTo(1, within(1e-12));
        assertThat(difference.interval().low()).isCloseTo(1, within(1e-9));
        assertThat(difference.interval().high()).isCloseTo(1, within(1e-9));
        Estimate value = of(Task.AGE, alone).get("mae_years");
        assertThat(value.interval().high() - value.interval().low()).isGreaterThan(2);
    }

    @Test
    void theGapIsBetweenTheBestAndTheWorstSliceAndPassesSmallOnesOver() {
        Map<String, List<Unit>> slices = new TreeMap<>();
        slices.put("young", List.of(new Unit(true, aged(20, 21, 21)), new Unit(true, aged(20, 21))));
        slices.put("old", List.of(new Unit(true, aged(70, 80)), new Unit(true, aged(70, 79, 80))));
        slices.put("oldest", List.of(new Unit(true, aged(90, 20)), new Unit(true, new UnitSums())));
        Gap gap = estimates.gaps(Task.AGE, slices, 2).stream()
                .filter(found -> found.metric().label().equals("mae_years"))
                .findFirst()
                .orElseThrow();
        assertThat(gap.best()).isEqualTo("young");
        assertThat(gap.worst()).isEqualTo("old");
        assertThat(gap.gap().value()).isCloseTo(29.0 / 3 - 1, within(1e-9));
        assertThat(gap.gap().interval()).isNotNull();
    }
}
