package oragen.network.graph;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import oragen.bundle.BundleManifest;
import oragen.bundle.ModelBundle;
import oragen.bundle.NetworkPrecision;
import oragen.model.OragenImport;
import oragen.model.RandomOragen;
import oragen.model.WeightRecipe;
import oragen.network.Deviation;
import oragen.network.Precision;
import oragen.onnx.InferenceDevice;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoders that compute in 16 bits, on the processor: a GPU rounds alike, and a processor cannot show its overflow. */
final class HalfGraphIT {
    private static final double AGREEMENT = 1e-2;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void write() {
        for (Precision precision : new Precision[] {Precision.FP32, Precision.FP16}) {
            OragenImport.Options options = new OragenImport.Options(precision, Deviation.POPULATION, null, null);
            RandomOragen.SMALL.write(
                    folder.resolve(precision.label()), new WeightRecipe.Seeded(3), options, line -> {});
        }
    }

    private static Map<String, Tensor> inputs(String encoder) {
        Random random = new Random(5);
        int size = encoder.equals("audio_encoder") ? 64_000 : 3 * 224 * 224;
        float[] values = new float[2 * size];
        for (int i = 0; i < values.length; i++) {
            values[i] = encoder.equals("audio_encoder")
                    ? (float) random.nextGaussian()
                    : random.nextFloat(-1, Math.nextUp(1f));
        }
        return encoder.equals("audio_encoder")
                ? Map.of("waveform", Tensor.of(values, 2, 64_000))
                : Map.of("crops", Tensor.of(values, 2, 3, 224, 224));
    }

    private static float[] run(Path network, Map<String, Tensor> inputs) {
        try (TensorModel model = TensorModel.load(network, InferenceDevice.CPU, 2)) {
            return model.run(inputs).values().iterator().next().values();
        }
    }

    private static OnnxMl.GraphProto graph(Path network) throws IOException {
        try (InputStream stream = Files.newInputStream(network)) {
            return OnnxMl.ModelProto.parseFrom(stream).getGraph();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"audio_encoder", "visual_encoder"})
    void anEncoderInHalvesIsClose(String encoder) {
        Map<String, Tensor> inputs = inputs(encoder);
        float[] wanted = run(folder.resolve("fp32").resolve(encoder + ".onnx"), inputs);
        float[] halves = run(folder.resolve("fp16").resolve(encoder + "_fp16.onnx"), inputs);
        assertThat(halves).hasSameSizeAs(wanted);
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < wanted.length; i++) {
            difference += Math.pow(halves[i] - wanted[i], 2);
            norm += Math.pow(wanted[i], 2);
        }
        assertThat(Math.sqrt(difference / norm)).isBetween(1e-5, AGREEMENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"audio_encoder", "visual_encoder"})
    void productsAreInHalvesAndTheWeightsAreSharedWithTheOtherGraph(String encoder) throws IOException {
        OnnxMl.GraphProto graph = graph(folder.resolve("fp16").resolve(encoder + "_fp16.onnx"));
        Set<String> halves = graph.getInitializerList().stream()
                .filter(tensor -> tensor.getDataType() == OnnxMl.TensorProto.DataType.FLOAT16.getNumber())
                .map(OnnxMl.TensorProto::getName)
                .collect(Collectors.toSet());
        // Small ones are stored in 32 bits.
        graph.getNodeList().stream()
                .filter(node -> node.getOpType().equals("Cast")
                        && node.getAttribute(0).getI() == OnnxMl.TensorProto.DataType.FLOAT16.getNumber())
                .forEach(node -> halves.add(node.getOutput(0)));
        assertThat(graph.getNodeList())
                .filteredOn(node -> node.getOpType().equals("MatMul"))
                .isNotEmpty()
                .allSatisfy(node -> assertThat(halves).contains(node.getInput(1)));
        assertThat(graph.getNodeList())
                .extracting(OnnxMl.NodeProto::getOpType)
                .contains("Attention")
                .doesNotContain("Softmax");
        assertThat(graph.getNodeList())
                .as("a weight is not widened")
                .filteredOn(node -> node.getOpType().equals("Cast")
                        && node.getAttribute(0).getI() == OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                .noneSatisfy(node -> assertThat(node.getInput(0)).contains("proj.weight"));
        long once = Files.size(folder.resolve("fp16").resolve(encoder + ".weights"));
        assertThat(once)
                .isLessThan((long) (0.55 * Files.size(folder.resolve("fp32").resolve(encoder + ".weights"))));
    }

    @Test
    void theManifestNamesTheGraphs() {
        BundleManifest manifest = ModelBundle.open(folder.resolve("fp16")).manifest();
        String encoder = Objects.requireNonNull(manifest.audioEncoder()).file();
        assertThat(manifest.file(encoder, NetworkPrecision.FP16)).isEqualTo("audio_encoder_fp16.onnx");
        assertThat(manifest.file(encoder, NetworkPrecision.FP32)).isEqualTo("audio_encoder.onnx");
        String fusion = Objects.requireNonNull(manifest.fusion()).file();
        assertThat(manifest.file(fusion, NetworkPrecision.FP16)).isEqualTo(fusion);
    }

    @Test
    void theLargestActivationIsThatOfEveryStep() throws IOException {
        OnnxGraph graph = new OnnxGraph("steps");
        OnnxGraph.Value x = graph.input("x", OnnxGraph.BATCH, 2);
        OnnxGraph.Value large = graph.multiply(x, graph.constant(-1000f));
        graph.output("y", graph.multiply(large, graph.constant(0.001f)), OnnxGraph.BATCH, 2);
        Path file = folder.resolve("steps.onnx");
        Files.write(file, graph.build().toByteArray());
        try (LargestActivation largest = LargestActivation.of(file)) {
            Map<String, Tensor.FloatTensor> outputs =
                    largest.run(Map.of("x", Tensor.of(new float[] {1, -2, 17, 3}, 2, 2)));
            assertThat(outputs).containsOnlyKeys("y");
            assertThat(largest.largest()).isEqualTo(17_000f);
            largest.run(Map.of("x", Tensor.of(new float[] {1, -2}, 1, 2)));
            assertThat(largest.largest()).isEqualTo(17_000f);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"audio_encoder", "visual_encoder"})
    void theLargestActivationOfAnEncoderIsMeasured(String encoder) {
        try (LargestActivation largest =
                LargestActivation.of(folder.resolve("fp32").resolve(encoder + ".onnx"))) {
            largest.run(inputs(encoder));
            assertThat(largest.largest()).isBetween(1f, LargestActivation.LIMIT);
        }
    }
}
