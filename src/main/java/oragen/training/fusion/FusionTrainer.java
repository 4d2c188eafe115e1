package oragen.training.fusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import com.google.errorprone.annotations.MustBeClosed;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import oragen.InputException;
import oragen.label.Task;
import oragen.network.FusionNetwork;
import oragen.network.FusionNetwork.Level;
import oragen.network.FusionSize;
import oragen.network.HeadOutputs;
import oragen.training.feature.WindowBatch;
import oragen.training.torch.AdamW;
import oragen.training.torch.ArrayLayers;
import oragen.training.torch.ArrayLayers.Phase;
import oragen.training.torch.TorchEngine;
import oragen.training.torch.Trainable;
import org.jspecify.annotations.Nullable;

/** A fusion under training: its parameters and the state of its optimiser in PyTorch's memory, until closed. */
public final class FusionTrainer implements AutoCloseable {
    private final TorchEngine engine;
    private final NDManager manager;
    private final FusionSize size;
    private final Recipe recipe;
    private final FusionLoss loss;
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();
    private final Map<String, NDArray> moved = new LinkedHashMap<>();
    private final AdamW optimizer;

    /** What is trained, and from where. */
    public record Start(FusionSize size, Map<String, float[]> parameters, Trainable trainable) {}

    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // the manager is closed with this
    public FusionTrainer(TorchEngine engine, Start start, Recipe recipe, FusionLoss loss) {
        this.engine = engine;
        this.manager = engine.newManager();
        this.size = start.size();
        this.recipe = recipe;
        this.loss = loss;
        size.parameters().forEach((name, shape) -> {
            NDArray parameter = manager.create(start.parameters().get(name), new Shape(shape));
            parameters.put(name, parameter);
            if (start.trainable().moves(name)) {
                moved.put(name, parameter);
            }
        });
        this.optimizer = new AdamW(recipe.optimizer(), moved);
    }

    /** Moves the parameters once, and gives the loss of each task before that. */
    Map<Task, Double> step(WindowBatch batch, double learningRate) {
        try (NDManager step = manager.newSubManager()) {
            Map<String, NDArray> leaves = leaves(step);
            Map<Task, Double> values;
            Map<String, NDArray> gradients = new LinkedHashMap<>();
            try (GradientCollector collector = engine.collectGradients()) {
                leaves.forEach((name, leaf) -> leaf.setRequiresGradient(moved.containsKey(name)));
                Map<Task, NDArray> losses = loss.losses(answer(step, leaves, batch, Phase.TRAINING), batch.windows());
                values = new EnumMap<>(Task.class);
                losses.forEach((task, value) -> values.put(task, finite(task, value.getFloat())));
                NDArray total = total(losses);
                if (total == null) {
                    return values; // no window of the batch has a label
                }
                collector.backward(total);
                leaves.forEach((name, leaf) -> {
                    if (moved.containsKey(name) && takesPart(name, losses)) {
                        gradients.put(name, leaf.getGradient());
                    }
                });
            }
            optimizer.step(parameters, gradients, learningRate);
            return values;
        }
    }

    /** The same numbers, for one scope alone. */
    private Map<String, NDArray> leaves(NDManager scope) {
        Map<String, NDArray> leaves = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> {
            NDArray leaf = parameter.stopGradient();
            leaf.attach(scope);
            leaves.put(name, leaf);
        });
        return leaves;
    }

    private HeadOutputs<NDArray> answer(NDManager scope, Map<String, NDArray> values, WindowBatch batch, Phase phase) {
        NDArray audio = scope.create(batch.audio(), new Shape(size.audioShape(batch.size())));
        NDArray visual = scope.create(batch.visual(), new Shape(size.visualShape(batch.size())));
        ArrayLayers layers = new ArrayLayers(values, recipe.dropouts(), phase);
        return new FusionNetwork<>(layers, recipe.deviation()).answer(audio, visual, Level.INTERMEDIATE);
    }

    private @Nullable NDArray total(Map<Task, NDArray> losses) {
        NDArray total = null;
        for (Map.Entry<Task, NDArray> entry : losses.entrySet()) {
            NDArray weighed = entry.getValue().mul((float) loss.weight(entry.getKey()));
            total = total == null ? weighed : total.add(weighed);
        }
        return total;
    }

    /** A head whose tasks have no label in a batch is not moved by it, not even by decay. */
    private static boolean takesPart(String parameter, Map<Task, NDArray> losses) {
        if (parameter.startsWith(FusionNetwork.MASK_HEAD)) {
            return losses.containsKey(Task.MASK);
        }
        boolean head = parameter.startsWith(FusionNetwork.HEADS);
        return !head || losses.containsKey(Task.GENDER) || losses.containsKey(Task.AGE);
    }

    private static double finite(Task task, float value) {
        if (!Float.isFinite(value)) {
            throw new InputException(
                    "--learning-rate",
                    "the loss of " + task.label() + " became NaN or infinite (" + value + ")",
                    "use a lower one in a new training");
        }
        return value;
    }

    /** What the fusion says of some windows, without dropout. */
    BatchAnswers answer(WindowBatch batch) {
        try (NDManager scope = manager.newSubManager()) {
            HeadOutputs<NDArray> outputs = answer(scope, leaves(scope), batch, Phase.EVALUATION);
            NDArray mask = outputs.maskLogits();
            return new BatchAnswers(
                    outputs.genderLogits().softmax(1).toFloatArray(),
                    Activation.sigmoid(outputs.age()).mul(FusionLoss.YEARS).toFloatArray(),
                    mask == null ? null : mask.softmax(1).toFloatArray());
        }
    }

    /**
     * Answers for n windows.
     *
     * @param gender probabilities [n, 2], {@code ageYears} [n], {@code mask} probabilities [n, 6]
     */
    record BatchAnswers(float[] gender, float[] ageYears, float @Nullable [] mask) {}

    /** Decides what dropout leaves out from here on. */
    void seed(long seed) {
        engine.seed(seed);
    }

    /** Copies of all parameters by name. */
    Map<String, float[]> parameters() {
        return copies(parameters);
    }

    /** Copies of the optimiser's moments and of the parameters, to go on from later. */
    Snapshot snapshot() {
        return new Snapshot(
                copies(parameters),
                copies(optimizer.firstMoments()),
                copies(optimizer.secondMoments()),
                optimizer.steps());
    }

    /** Goes on from where a snapshot was taken. */
    void restore(Snapshot snapshot) {
        put(snapshot.parameters(), parameters);
        put(snapshot.firstMoments(), optimizer.firstMoments());
        put(snapshot.secondMoments(), optimizer.secondMoments());
        optimizer.resumeAt(snapshot.steps());
    }

    /** A trainer's state. */
    record Snapshot(
            Map<String, float[]> parameters,
            Map<String, float[]> firstMoments,
            Map<String, float[]> secondMoments,
            long steps) {}

    private static Map<String, float[]> copies(Map<String, NDArray> arrays) {
        Map<String, float[]> copies = new LinkedHashMap<>();
        arrays.forEach((name, array) -> copies.put(name, array.toFloatArray()));
        return copies;
    }

    private static void put(Map<String, float[]> values, Map<String, NDArray> arrays) {
        arrays.forEach((name, array) -> array.set(values.get(name)));
    }

    @Override
    public void close() {
        manager.close();
    }
}
