package oragen.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import oragen.InputException;
import oragen.bundle.BundleManifest;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;
import oragen.onnx.TestingModel;
import oragen.window.Protocol;
import org.junit.jupiter.api.Test;

final class EncoderTest {
    private static final List<Double> HALVES = List.of(0.5, 0.5, 0.5);
    private static final BundleManifest.AudioEncoder AUDIO =
            new BundleManifest.AudioEncoder("audio.onnx", "waveform", "features", List.of(2, 1));
    private static final BundleManifest.VisualEncoder VISUAL = new BundleManifest.VisualEncoder(
            "visual.onnx",
            "crops",
            "features",
            List.of(1),
            2,
            1,
            "RGB",
            HALVES,
            HALVES,
            new BundleManifest.FaceCrop(BundleManifest.CropShape.SQUARE, BundleManifest.CropEdge.PADDED, 0.1));

    /** Answers two rows. */
    private static TestingModel answering(String input, float... features) {
        Tensor.FloatTensor answer = new Tensor.FloatTensor(new long[] {2, features.length / 2}, features);
        return new TestingModel(Set.of(input), inputs -> Map.of("features", answer));
    }

    @Test
    void windowsOfAnyLengthGoInOneBatch() {
        TestingModel network = answering("waveform", 1, 2, 3, 4);
        AudioEncoder encoder =
                new AudioEncoder(network, AUDIO, new BundleManifest.Windows(1, 1, 1, 1), Protocol.RELEASED);
        List<AudioFeatures> features = encoder.encode(List.of(new float[16_000], new float[10]));
        assertThat(network.given("waveform").shape()).containsExactly(2, 16_000);
        assertThat(features.get(0).values()).containsExactly(1, 2);
        assertThat(features.get(1).values()).containsExactly(3, 4);
    }

    /** A network on another device. */
    private record OnGpu(TestingModel network) implements TensorModel {
        @Override
        public boolean isOnGpu() {
            return true;
        }

        @Override
        public Set<String> inputNames() {
            return network.inputNames();
        }

        @Override
        public Map<String, Tensor.FloatTensor> run(Map<String, Tensor> inputs) {
            return network.run(inputs);
        }

        @Override
        public void close() {
            network.close();
        }
    }

    @Test
    void onAGpuCropsGoInOneBatch() {
        TestingModel network = answering("crops", 7, 8);
        List<VisualFeatures> features = new VisualEncoder(new OnGpu(network), VISUAL)
                .encode(List.of(new float[6], new float[] {1, 1, 1, 1, 1, 1}));
        assertThat(network.given("crops").shape()).containsExactly(2, 3, 1, 2);
        assertThat(network.given("crops").values()).containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1);
        assertThat(features.get(1).values()).containsExactly(8);
    }

    @Test
    void onAProcessorNoCropKnowsItsNeighbours() {
        TestingModel network = new TestingModel(Set.of("crops"), inputs -> {
            float[] values = ((Tensor.FloatTensor) inputs.get("crops")).values();
            return Map.of(
                    "features", new Tensor.FloatTensor(new long[] {1, 1}, new float[] {values[0] + values.length}));
        });
        List<VisualFeatures> features =
                new VisualEncoder(network, VISUAL).encode(List.of(new float[6], new float[] {1, 1, 1, 1, 1, 1}));
        assertThat(features.stream().map(feature -> feature.values()[0])).containsExactly(6f, 7f);
    }

    @Test
    void featuresOfAnotherShapeAreAnErrorThatNamesTheFile() {
        VisualEncoder encoder = new VisualEncoder(new OnGpu(answering("crops", 1, 2, 3, 4)), VISUAL);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> encoder.encode(List.of(new float[6], new float[6])))
                .withMessageContaining("visual.onnx")
                .withMessageContaining("[2, 2]");
    }
}
