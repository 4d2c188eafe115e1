package oragen.training.voice;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.google.errorprone.annotations.MustBeClosed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import oragen.label.Gender;
import oragen.network.VoiceNetwork;
import oragen.training.fusion.FusionParameters;
import oragen.training.torch.AdamW;
import oragen.training.torch.OptimizerRecipe;
import oragen.training.torch.Schedule;
import oragen.training.torch.TorchEngine;
import oragen.training.voice.SpeechWindows.Window;

/** A voice network under training, in PyTorch's memory until closed. */
final class VoiceTrainer implements AutoCloseable {
    private static final OptimizerRecipe OPTIMIZER =
            new OptimizerRecipe(1e-3, 0.02, 0.9, 0.999, 1e-8, 1, Schedule.NONE, new Schedule.Cycles(1, 1));

    /** Of wrong labels that the loss reckons with, so that the odds stay modest. */
    private static final float DOUBT = 0.05f;

    private final TorchEngine engine;
    private final NDManager manager;
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();
    private final AdamW optimizer;

    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // the manager is closed with this
    VoiceTrainer(TorchEngine engine, Map<String, float[]> start) {
        this.engine = engine;
        this.manager = engine.newManager();
        VoiceNetwork.parameters()
                .forEach((name, shape) -> parameters.put(name, manager.create(start.get(name), new Shape(shape))));
        this.optimizer = new AdamW(OPTIMIZER, parameters);
    }

    /** As He et al. start layers before a rectifier; a value depends on the seed and on the parameter's name alone. */
    static Map<String, float[]> drawn(long seed) {
        Map<String, float[]> values = new LinkedHashMap<>();
        VoiceNetwork.parameters().forEach((name, shape) -> {
            float[] parameter = new float[FusionParameters.elements(shape)];
            SplittableRandom random = new SplittableRandom(seed ^ ((long) name.hashCode() << 32));
            double limit = Math.sqrt(6.0 * shape[0] / parameter.length);
            for (int i = 0; name.endsWith(".weight") && i < parameter.length; i++) {
                parameter[i] = (float) random.nextDouble(-limit, limit);
            }
            values.put(name, parameter);
        });
        return values;
    }

    static double fullLearningRate() {
        return OPTIMIZER.learningRate();
    }

    /** Moves the parameters once by windows of one length, and gives the loss before that. */
    double step(List<Window> windows, double learningRate) {
        try (NDManager step = manager.newSubManager()) {
            Map<String, NDArray> leaves = leaves(step);
            Map<String, NDArray> gradients = new LinkedHashMap<>();
            double value;
            try (GradientCollector collector = engine.collectGradients()) {
                leaves.values().forEach(leaf -> leaf.setRequiresGradient(true));
                BandOcclusion occlusion = new BandOcclusion(new SplittableRandom(optimizer.steps()));
                NDArray loss = loss(logOdds(step, leaves, windows, Optional.of(occlusion)), targets(step, windows));
                value = loss.getFloat();
                collector.backward(loss);
                leaves.forEach((name, leaf) -> gradients.put(name, leaf.getGradient()));
            }
            optimizer.step(parameters, gradients, learningRate);
            return value;
        }
    }

    /** ln(P(male) / P(female)) of some windows. */
    float[] logOdds(List<Window> windows) {
        try (NDManager scope = manager.newSubManager()) {
            return logOdds(scope, leaves(scope), windows, Optional.empty()).toFloatArray();
        }
    }

    private Map<String, NDArray> leaves(NDManager scope) {
        Map<String, NDArray> leaves = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> {
            NDArray leaf = parameter.stopGradient();
            leaf.attach(scope);
            leaves.put(name, leaf);
        });
        return leaves;
    }

    private static NDArray logOdds(
            NDManager scope, Map<String, NDArray> values, List<Window> windows, Optional<BandOcclusion> occlusion) {
        int length = windows.get(0).samples().length;
        float[] samples = new float[windows.size() * length];
        for (int i = 0; i < windows.size(); i++) {
            System.arraycopy(windows.get(i).samples(), 0, samples, i * length, length);
        }
        NDArray waveform = scope.create(samples, new Shape(windows.size(), length));
        NDArray features = new VoiceNetwork<>(new VoiceArrays(scope, values, occlusion)).features(waveform);
        return features.get(":, " + VoiceNetwork.LOG_ODDS_MALE);
    }

    private static NDArray targets(NDManager scope, List<Window> windows) {
        float[] targets = new float[windows.size()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = windows.get(i).gender() == Gender.MALE ? 1 - DOUBT : DOUBT;
        }
        return scope.create(targets);
    }

    /** Cross-entropy of the odds: max(z, 0) − z · target + ln(1 + exp(−|z|)). */
    private static NDArray loss(NDArray logOdds, NDArray targets) {
        NDArray rest = logOdds.abs().neg().exp().add(1).log();
        return logOdds.maximum(0).sub(logOdds.mul(targets)).add(rest).mean();
    }

    /** Copies of all parameters by name. */
    Map<String, float[]> parameters() {
        Map<String, float[]> copies = new LinkedHashMap<>();
        parameters.forEach((name, array) -> copies.put(name, array.toFloatArray()));
        return copies;
    }

    @Override
    public void close() {
        manager.close();
    }
}
