package oragen.training.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import oragen.checkpoint.Checkpoint;
import oragen.checkpoint.SafetensorsWriter;
import oragen.label.Gender;
import oragen.network.VoiceNetwork;
import oragen.network.graph.VoiceGraph;
import oragen.onnx.InferenceDevice;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;
import oragen.training.feature.TestingFeatures;
import oragen.training.torch.TorchEngine;
import oragen.training.voice.SpeechWindows.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The voice network that is trained against the one that is exported, and steps of its training. */
final class VoiceParityIT {
    private static final int RATE = SpeechFile.SAMPLE_RATE;

    @Test
    void theGraphComputesWhatIsTrained(@TempDir Path folder) throws Exception {
        Path weights = folder.resolve("voice.safetensors");
        SafetensorsWriter.writeHalves(weights, VoiceNetwork.parameters(), VoiceTrainer.drawn(7));
        Path graph = folder.resolve("voice.onnx");
        try (Checkpoint checkpoint = Checkpoint.open(weights)) {
            Files.write(graph, VoiceGraph.build(checkpoint, weights.toString()).toByteArray());
        }
        for (int samples : new int[] {4 * RATE, RATE}) {
            float[] waveforms = waveforms(2, samples);
            float[] exported;
            try (TensorModel model = TensorModel.load(graph, InferenceDevice.CPU, 1)) {
                Tensor.FloatTensor features =
                        Objects.requireNonNull(model.run(Map.of("waveform", Tensor.of(waveforms, 2, samples)))
                                .get("audio_features"));
                assertThat(features.shape()).containsExactly(2, VoiceNetwork.FEATURES);
                exported = features.values();
            }
            float[] trained = trained(weights, waveforms, samples);
            for (int i = 0; i < exported.length; i++) {
                assertThat(exported[i]).isCloseTo(trained[i], within(1e-4f * Math.max(1, Math.abs(trained[i]))));
            }
        }
    }

    private static float[] trained(Path weights, float[] waveforms, int samples) {
        try (Checkpoint checkpoint = Checkpoint.open(weights);
                NDManager manager = TorchEngine.start(TestingFeatures.MACHINE).newManager()) {
            Map<String, NDArray> parameters = new LinkedHashMap<>();
            VoiceNetwork.parameters()
                    .forEach((name, shape) ->
                            parameters.put(name, manager.create(checkpoint.values(name), new Shape(shape))));
            NDArray waveform = manager.create(waveforms, new Shape(2, samples));
            return new VoiceNetwork<>(new VoiceArrays(manager, parameters, Optional.empty()))
                    .features(waveform)
                    .toFloatArray();
        }
    }

    private static float[] waveforms(int count, int samples) {
        float[] waveforms = new float[count * samples];
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < waveforms.length; i++) {
            double seconds = (double) (i % samples) / RATE;
            double loud = 1 + Math.sin(2 * Math.PI * 3 * seconds);
            waveforms[i] = (float) (loud * Math.sin(2 * Math.PI * (130 + 90 * (i / samples)) * seconds)
                    + 0.1 * random.nextDouble(-1, 1));
        }
        return waveforms;
    }

    /** Buzzes with the harmonics of a low and of a high voice. */
    @Test
    void stepsBringTheLossDown() {
        TorchEngine engine = TorchEngine.start(TestingFeatures.MACHINE);
        try (VoiceTrainer trainer = new VoiceTrainer(engine, VoiceTrainer.drawn(1))) {
            List<Double> losses = new ArrayList<>();
            for (int step = 0; step < 12; step++) {
                losses.add(trainer.step(buzzes(step), VoiceTrainer.fullLearningRate()));
            }
            assertThat(losses.get(losses.size() - 1)).isLessThan(0.7 * losses.get(0));
        }
    }

    private static List<Window> buzzes(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Window> windows = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            boolean male = i % 2 == 1;
            double pitch = random.nextDouble(0.9, 1.1) * (male ? 110 : 210);
            float[] samples = new float[SpeechWindows.SAMPLES];
            for (int j = 0; j < samples.length; j++) {
                double phase = pitch * j / RATE;
                samples[j] = (float) (2 * (phase - Math.rint(phase)) * Math.sqrt(3) + random.nextDouble(-0.1, 0.1));
            }
            windows.add(new Window(samples, male ? Gender.MALE : Gender.FEMALE));
        }
        return windows;
    }
}
