package oragen.training;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import oragen.label.Labels;
import oragen.training.FusionTrainer.BatchAnswers;
import org.jspecify.annotations.Nullable;

/**
 * Groups answers to one prediction per clip, and per painted mask where masks were painted, as label does: the mean over
 * the windows; keeps a few sums for each.
 */
final class ClipScores {
    private final Set<Task> tasks;
    private final Map<ClipView, Sums> clips = new HashMap<>();

    ClipScores(Set<Task> tasks) {
        this.tasks = tasks;
    }

    /** Sums over the windows of a clip. */
    private static final class Sums {
        private final Labels labels;
        private final double[] gender = new double[2];
        private final double[] mask = new double[6];
        private double years;
        private int windows;

        private Sums(Labels labels) {
            this.labels = labels;
        }
    }

    void add(List<FeatureWindow> windows, BatchAnswers answers) {
        for (int i = 0; i < windows.size(); i++) {
            FeatureWindow window = windows.get(i);
            Sums sums = clips.computeIfAbsent(window.clip(), clip -> new Sums(window.labels()));
            addRow(answers.gender(), i, sums.gender);
            float[] mask = answers.mask();
            if (mask != null) {
                addRow(mask, i, sums.mask);
            }
            sums.years += answers.ageYears()[i];
            sums.windows++;
        }
    }

    private static void addRow(float[] values, int row, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += values[row * sums.length + i];
        }
    }

    Scores scores() {
        return new Scores(
                tasks.contains(Task.GENDER) ? recall(Task.GENDER, sums -> sums.gender) : null,
                tasks.contains(Task.AGE) ? ageError() : null,
                tasks.contains(Task.MASK) ? recall(Task.MASK, sums -> sums.mask) : null);
    }

    private @Nullable Double ageError() {
        double sum = 0;
        int count = 0;
        for (Sums clip : clips.values()) {
            Double age = clip.labels.age();
            if (age != null) {
                sum += Math.abs(clip.years / clip.windows - age);
                count++;
            }
        }
        return count == 0 ? null : sum / count;
    }

    /** The mean over the classes that occur of the part of their clips that is found. */
    private @Nullable Double recall(Task task, Function<Sums, double[]> answers) {
        Map<Integer, int[]> byClass = new HashMap<>();
        for (Sums clip : clips.values()) {
            int truth = FusionLoss.target(task, clip.labels);
            if (truth >= 0) {
                int[] counts = byClass.computeIfAbsent(truth, key -> new int[2]);
                counts[0] += largest(answers.apply(clip)) == truth ? 1 : 0;
                counts[1]++;
            }
        }
        double sum = 0;
        for (int[] counts : byClass.values()) {
            sum += (double) counts[0] / counts[1];
        }
        return byClass.isEmpty() ? null : sum / byClass.size();
    }

    private static int largest(double[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[largest]) {
                largest = i;
            }
        }
        return largest;
    }
}
