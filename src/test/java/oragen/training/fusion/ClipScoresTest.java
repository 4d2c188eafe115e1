package oragen.training.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import oragen.label.Gender;
import oragen.label.Labels;
import oragen.label.MaskType;
import oragen.label.Task;
import oragen.training.feature.ClipView;
import oragen.training.feature.FeatureWindow;
import oragen.training.fusion.FusionTrainer.BatchAnswers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ClipScoresTest {
    private final ClipScores scores = new ClipScores(EnumSet.allOf(Task.class));

    private static FeatureWindow window(String identity, @Nullable MaskType painted, Labels labels) {
        String occlusion = painted == null ? null : painted.label();
        return new FeatureWindow(new ClipView("the same name", identity, occlusion), null, labels, null, null);
    }

    private static Labels labels(double age, MaskType mask) {
        return new Labels(Gender.MALE, age, mask);
    }

    /** Answers male, an age, and a mask for sure. */
    private static BatchAnswers answer(float age, MaskType mask) {
        float[] masks = new float[MaskType.values().length];
        masks[mask.ordinal()] = 1;
        return new BatchAnswers(new float[] {0, 1}, new float[] {age}, masks);
    }

    @Test
    void eachPaintedMaskOfAClipIsAnAnswerOfItsOwn() {
        for (MaskType mask : MaskType.values()) {
            scores.add(List.of(window("clip", mask, labels(40, mask))), answer(40, mask));
        }
        assertThat(scores.scores().maskUar()).isEqualTo(1);
        assertThat(scores.scores().ageMae()).isZero();
    }

    @Test
    void clipsOfOneNameAreToldApartByWhereTheyLie() {
        scores.add(List.of(window("a", null, labels(30, MaskType.TISSUE))), answer(40, MaskType.TISSUE));
        scores.add(List.of(window("b", null, labels(50, MaskType.MEDICAL))), answer(40, MaskType.MEDICAL));
        assertThat(scores.scores().ageMae()).isEqualTo(10);
        assertThat(scores.scores().maskUar()).isEqualTo(1);
    }

    @Test
    void windowsOfAClipAreAnsweredByTheirMean() {
        Labels truth = labels(40, MaskType.NO_MASK);
        scores.add(List.of(window("clip", null, truth)), answer(30, MaskType.NO_MASK));
        scores.add(List.of(window("clip", null, truth)), answer(50, MaskType.NO_MASK));
        assertThat(scores.scores().ageMae()).isZero();
    }
}
