package oragen.training.fusion;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import oragen.evaluation.UnitSums;
import oragen.fusion.WindowPrediction;
import oragen.grouping.ClipPrediction;
import oragen.grouping.WindowGrouping;
import oragen.label.Gender;
import oragen.label.Labels;
import oragen.label.MaskType;
import oragen.label.Task;
import oragen.training.feature.ClipView;
import oragen.training.feature.FeatureWindow;
import oragen.training.fusion.FusionTrainer.BatchAnswers;
import oragen.window.Protocol;
import org.jspecify.annotations.Nullable;

/** Groups answers to one prediction per clip, and per painted mask where masks were painted, as label does. */
final class ClipScores {
    private final Set<Task> tasks;
    private final Map<ClipView, Answered> clips = new HashMap<>();

    ClipScores(Set<Task> tasks) {
        this.tasks = tasks;
    }

    private record Answered(Labels labels, WindowGrouping windows) {}

    void add(List<FeatureWindow> windows, BatchAnswers answers) {
        for (int i = 0; i < windows.size(); i++) {
            FeatureWindow window = windows.get(i);
            clips.computeIfAbsent(
                            window.clip(), clip -> new Answered(window.labels(), new WindowGrouping(Protocol.RELEASED)))
                    .windows
                    .add(answer(answers, i));
        }
    }

    private static WindowPrediction answer(BatchAnswers answers, int window) {
        float[] mask = answers.mask();
        return new WindowPrediction(
                row(answers.gender(), window, Gender.values().length),
                (double) answers.ageYears()[window],
                mask == null ? null : row(mask, window, MaskType.values().length));
    }

    private static double[] row(float[] values, int row, int classes) {
        double[] of = new double[classes];
        Arrays.setAll(of, i -> values[row * classes + i]);
        return of;
    }

    Scores scores() {
        UnitSums sums = new UnitSums();
        for (Answered clip : clips.values()) {
            ClipPrediction answer = clip.windows.group().orElseThrow();
            sums.addGender(clip.labels.gender(), answer.gender());
            sums.addAge(clip.labels.age(), answer.age());
            sums.addMaskType(clip.labels.maskType(), answer.maskType());
        }
        return new Scores(
                score(Task.GENDER, sums.gender().unweightedAverageRecall()),
                score(Task.AGE, sums.age().meanAbsoluteError()),
                score(Task.MASK, sums.maskType().unweightedAverageRecall()));
    }

    private @Nullable Double score(Task task, OptionalDouble value) {
        return tasks.contains(task) && value.isPresent() ? value.getAsDouble() : null;
    }
}
