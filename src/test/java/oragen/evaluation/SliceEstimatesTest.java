package oragen.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import oragen.evaluation.SliceEstimates.ChosenBy;
import oragen.evaluation.SliceEstimates.Unit;
import oragen.label.MaskType;
import oragen.label.Task;
import org.junit.jupiter.api.Test;

final class SliceEstimatesTest {
    private final SliceEstimates estimates = new SliceEstimates();

    private static UnitSums aged(double truth, double... predictions) {
        UnitSums sums = new UnitSums();
        for (double prediction : predictions) {
            sums.addAge(truth, prediction);
        }
        return sums;
    }

    private Map<String, Estimate> of(Task task, List<Unit> units) {
        return estimates.of(task, units, ChosenBy.TRUTH).entrySet().stream()
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
        // Of one class in the truth, every precision is 1 or 0.
        assertThat(found.keySet()).noneMatch(name -> name.contains("precision"));
        assertThat(found).doesNotContainKey("recall_respirator");
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
    void ofClipsThatWerePredictedAsOneClassThePrecisionIsTold() {
        UnitSums sums = new UnitSums();
        for (MaskType truth : List.of(MaskType.MEDICAL, MaskType.MEDICAL, MaskType.TISSUE, MaskType.NO_MASK)) {
            sums.addMaskType(truth, MaskType.MEDICAL);
        }
        Map<String, Estimate> found = estimates
                .of(Task.MASK, List.of(new Unit(true, sums), new Unit(true, sums)), ChosenBy.PREDICTION)
                .entrySet()
                .stream()
                .collect(Collectors.toMap(entry -> entry.getKey().label(), Map.Entry::getValue));
        assertThat(found.get("precision_medical").value()).isEqualTo(0.5);
        assertThat(found.get("accuracy").value()).isEqualTo(0.5);
        assertThat(found.keySet())
                .noneMatch(name -> name.startsWith("uar")
                        || name.startsWith("recall")
                        || name.startsWith("macro")
                        || name.startsWith("coverage"));
    }

    @Test
    void classesAreAveragedInThreeWays() {
        UnitSums sums = new UnitSums();
        for (MaskType predicted : List.of(MaskType.MEDICAL, MaskType.MEDICAL, MaskType.TISSUE, MaskType.MEDICAL)) {
            sums.addMaskType(MaskType.MEDICAL, predicted);
            sums.addMaskType(MaskType.NO_MASK, MaskType.NO_MASK);
        }
        Map<String, Estimate> found = of(Task.MASK, List.of(new Unit(true, sums), new Unit(true, sums)));
        assertThat(found.get("uar").value()).isEqualTo(1.75 / 2);
        assertThat(found.get("uar_seen_classes").value()).isEqualTo(1.75 / 3);
        assertThat(found.get("uar_all_classes").value()).isEqualTo(1.75 / 6);
        assertThat(found.get("macro_precision_all_classes").value()).isEqualTo(2.0 / 6);
    }
}
