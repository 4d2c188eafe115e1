package oragen.training.fusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import oragen.label.Gender;
import oragen.label.Labels;
import oragen.label.MaskType;
import oragen.label.Task;
import oragen.network.HeadOutputs;
import oragen.training.feature.FeatureSet;
import oragen.training.feature.FeatureWindow;
import org.jspecify.annotations.Nullable;

/**
 * Cross-entropy of gender and of mask type, and 1 − CCC of ages (Lin's concordance). A window without a task's label
 * counts in the other tasks' losses alone.
 */
public final class FusionLoss {
    /** The network answers in parts of so many years. */
    static final double YEARS = 100;

    private final Set<Task> tasks;
    private final Recipe.Loss recipe;
    private final Map<Task, float[]> classWeights;

    /** @param training whose labels are counted for the weights of classes */
    public FusionLoss(Set<Task> tasks, Recipe.Loss recipe, FeatureSet training) {
        this(tasks, recipe, classWeights(tasks, recipe.classes(), training));
    }

    /** @param classWeights of the tasks that have classes */
    public FusionLoss(Set<Task> tasks, Recipe.Loss recipe, Map<Task, float[]> classWeights) {
        this.tasks = tasks;
        this.recipe = recipe;
        this.classWeights = classWeights;
    }

    private static Map<Task, float[]> classWeights(Set<Task> tasks, ClassWeighting weighting, FeatureSet training) {
        Map<Task, float[]> weights = new EnumMap<>(Task.class);
        tasks.forEach(
                task -> weights.put(task, weighting.weights(training.counts().of(task))));
        return weights;
    }

    /** Losses of the tasks that any window has a label of, each a scalar. */
    Map<Task, NDArray> losses(HeadOutputs<NDArray> outputs, List<FeatureWindow> windows) {
        Map<Task, NDArray> losses = new EnumMap<>(Task.class);
        for (Task task : tasks) {
            NDArray loss = switch (task) {
                case GENDER -> crossEntropy(task, outputs.genderLogits(), windows);
                case AGE -> discordance(outputs.age(), windows);
                case MASK -> outputs.maskLogits() == null ? null : crossEntropy(task, outputs.maskLogits(), windows);
            };
            if (loss != null) {
                losses.put(task, loss);
            }
        }
        return losses;
    }

    double weight(Task task) {
        return recipe.weight(task);
    }

    /** The class of a window, or −1 where it is unknown. */
    static int target(Task task, Labels labels) {
        Gender gender = labels.gender();
        MaskType mask = labels.maskType();
        return switch (task) {
            case GENDER -> gender == null ? -1 : gender.ordinal();
            case MASK -> mask == null ? -1 : mask.ordinal();
            case AGE -> throw new IllegalArgumentException("an age is no class");
        };
    }

    private @Nullable NDArray crossEntropy(Task task, NDArray logits, List<FeatureWindow> windows) {
        int[] targets = windows.stream()
                .mapToInt(window -> target(task, window.labels()))
                .toArray();
        return crossEntropy(logits, targets, classWeights.getOrDefault(task, new float[0]));
    }

    /** The mean of −log p weighed by class, of logits [n, classes]; null where nothing is labelled or has weight. */
    static @Nullable NDArray crossEntropy(NDArray logits, int[] targets, float[] byClass) {
        int classes = byClass.length;
        float[] weights = new float[targets.length * classes];
        double total = 0;
        for (int i = 0; i < targets.length; i++) {
            if (targets[i] >= 0) {
                weights[i * classes + targets[i]] = byClass[targets[i]];
                total += byClass[targets[i]];
            }
        }
        if (total == 0) {
            return null;
        }
        NDArray weighed = constant(logits, weights, targets.length, classes);
        return logits.logSoftmax(1).mul(weighed).sum().mul((float) (-1 / total));
    }

    private @Nullable NDArray discordance(NDArray logits, List<FeatureWindow> windows) {
        float[] parts = new float[windows.size()];
        for (int i = 0; i < parts.length; i++) {
            Double age = windows.get(i).labels().age();
            parts[i] = age == null ? Float.NaN : (float) (age / YEARS);
        }
        return discordance(logits, parts, recipe.ageEpsilon());
    }

    /**
     * 1 − 2·cov / (var + var + (mean − mean)² + epsilon) of sigmoid ages [n, 1] and true ones as parts of 100 years,
     * with variances over n; null where fewer than two are known (NaN is unknown).
     */
    static @Nullable NDArray discordance(NDArray logits, float[] truth, double epsilon) {
        float[] known = new float[truth.length];
        float[] parts = new float[truth.length];
        int count = 0;
        double sum = 0;
        for (int i = 0; i < truth.length; i++) {
            if (!Float.isNaN(truth[i])) {
                known[i] = 1;
                count++;
                sum += truth[i];
            }
        }
        if (count < 2) {
            return null;
        }
        double mean = sum / count;
        double variance = 0;
        for (int i = 0; i < truth.length; i++) {
            if (known[i] > 0) {
                parts[i] = (float) (truth[i] - mean);
                variance += (truth[i] - mean) * (truth[i] - mean) / count;
            }
        }
        NDArray mask = constant(logits, known, truth.length, 1);
        NDArray predicted = Activation.sigmoid(logits);
        NDArray predictedMean = predicted.mul(mask).sum().div(count);
        NDArray centred = predicted.sub(predictedMean).mul(mask);
        NDArray covariance =
                centred.mul(constant(logits, parts, truth.length, 1)).sum().div(count);
        NDArray spread = centred.square().sum().div(count);
        NDArray distance = predictedMean.sub((float) mean).square();
        NDArray concordance =
                covariance.mul(2).div(spread.add(distance).add((float) variance).add((float) epsilon));
        return concordance.mul(-1).add(1);
    }

    private static NDArray constant(NDArray like, float[] values, long... shape) {
        NDManager manager = like.getManager();
        return manager.create(values, new Shape(shape));
    }
}
