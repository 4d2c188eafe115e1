package oragen.network.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import oragen.InputException;
import oragen.checkpoint.Checkpoint;
import oragen.model.WeightRecipe;
import oragen.network.Architecture;
import oragen.network.AudioSize;
import oragen.network.Deviation;
import oragen.network.FusionNetwork;
import oragen.network.FusionNetwork.Level;
import oragen.network.GoldenCheckpoint;
import oragen.network.HeadOutputs;
import oragen.network.MaskHead;
import oragen.network.Precision;
import oragen.network.VisualSize;
import oragen.network.Weights;
import oragen.network.graph.OnnxGraph.Value;
import oragen.onnx.InferenceDevice;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our networks against the reference's outputs for the same weights and inputs. */
final class OragenParityIT {
    /** What 32-bit runtimes differ by. */
    private static final double AGREEMENT = 1e-4;

    @TempDir
    private Path folder;

    private final Map<String, Value> outputs = new HashMap<>();

    /** What a test does to a network to see that it is noticed. */
    private UnaryOperator<OnnxMl.ModelProto> mutation = UnaryOperator.identity();

    private NetworkGraph network(String golden) throws IOException {
        return network(new Weights(GoldenCheckpoint.of(golden), golden), Precision.FP32);
    }

    private static NetworkGraph network(Weights weights, Precision precision) {
        return new NetworkGraph(new OnnxGraph("golden", OnnxGraph.WITH_GELU, TensorStore.INLINE), weights, precision);
    }

    private void answers(HeadOutputs<Value> head, String age) {
        if (head.late() != null) {
            outputs.put("late", head.late());
        }
        outputs.put("gender_logits", head.genderLogits());
        outputs.put(age, head.age());
        if (head.maskLogits() != null) {
            outputs.put("mask_logits", head.maskLogits());
        }
    }

    private Map<String, Tensor.FloatTensor> run(OnnxGraph graph, Map<String, Tensor> inputs) throws IOException {
        outputs.forEach((name, value) -> graph.output(name, value));
        Path file = folder.resolve("golden.onnx");
        Files.write(file, mutation.apply(graph.build()).toByteArray());
        try (TensorModel model = TensorModel.load(file, InferenceDevice.CPU, 2)) {
            return model.run(inputs);
        }
    }

    /** ‖out − golden‖ / ‖golden‖ of every output of a golden file. */
    private static Map<String, Double> errors(Map<String, Tensor.FloatTensor> results, String golden, String prefix)
            throws IOException {
        Map<String, Double> errors = new HashMap<>();
        try (Checkpoint expected = Checkpoint.open(Path.of("src/test/resources/golden", golden + ".safetensors"))) {
            for (String name : expected.names()) {
                if (name.startsWith(prefix)) {
                    float[] actual =
                            results.get(name.substring(prefix.length())).values();
                    float[] wanted = expected.values(name);
                    assertThat(actual).hasSameSizeAs(wanted);
                    double difference = 0;
                    double norm = 0;
                    for (int i = 0; i < wanted.length; i++) {
                        difference += Math.pow(actual[i] - wanted[i], 2);
                        norm += Math.pow(wanted[i], 2);
                    }
                    errors.put(name, Math.sqrt(difference / norm));
                }
            }
        }
        return errors;
    }

    private static void assertAgreement(Map<String, Double> errors) {
        assertThat(errors).isNotEmpty();
        assertThat(errors)
                .allSatisfy((name, error) -> assertThat(error).as(name).isLessThan(AGREEMENT));
    }

    private Map<String, Tensor.FloatTensor> runAudio(NetworkGraph network, Deviation deviation) throws IOException {
        Value waveform = network.graph().input("waveform", OnnxGraph.BATCH, 16_000);
        AudioSize size = AudioSize.of(network.weights());
        network.weights().require(Architecture.audio(size));
        Value hidden = new Wav2Vec2Encoder(network, size, 16_000, 4).encode(waveform);
        outputs.put("intermediate", hidden);
        answers(new AudioHead(network, deviation, Wav2Vec2Encoder.frames(16_000)).answer(hidden), "age_logit");
        Tensor input = Tensor.of(WeightRecipe.Golden.input("waveform", 32_000), 2, 16_000);
        return run(network.graph(), Map.of("waveform", input));
    }

    @Test
    void theAudioModelAgrees() throws IOException {
        assertAgreement(errors(runAudio(network("audio-tiny"), Deviation.SAMPLE), "audio-tiny", ""));
    }

    @Test
    void theAudioModelAgreesWithTheOtherDeviation() throws IOException {
        assertAgreement(errors(runAudio(network("audio-tiny"), Deviation.POPULATION), "audio-tiny-population", ""));
    }

    @Test
    void theWrongDeviationIsNoticed() throws IOException {
        Map<String, Double> errors = errors(runAudio(network("audio-tiny"), Deviation.POPULATION), "audio-tiny", "");
        assertThat(errors.get("late")).isGreaterThan(AGREEMENT);
    }

    @Test
    void theApproximateGeluIsNoticed() throws IOException {
        mutation = model -> {
            OnnxMl.ModelProto.Builder mutated = model.toBuilder();
            mutated.getGraphBuilder().getNodeBuilderList().stream()
                    .filter(node -> node.getOpType().equals("Gelu"))
                    .forEach(node -> node.addAttribute(OnnxMl.AttributeProto.newBuilder()
                            .setName("approximate")
                            .setType(OnnxMl.AttributeProto.AttributeType.STRING)
                            .setS(ByteString.copyFromUtf8("tanh"))));
            return mutated.build();
        };
        Map<String, Double> errors = errors(
                runFusion(network("fusion"), Level.INTERMEDIATE, Deviation.SAMPLE, FusionCase.BOTH), "fusion", "both.");
        assertThat(errors.values()).anySatisfy(error -> assertThat(error).isGreaterThan(AGREEMENT));
    }

    @Test
    void aDroppedBiasIsNoticed() throws IOException {
        GoldenCheckpoint dropped = GoldenCheckpoint.of("fusion").dropping("av_model.mtcma_va.mlp.4.bias");
        Map<String, Double> errors = errors(
                runFusion(
                        network(new Weights(dropped, "fusion"), Precision.FP32),
                        Level.INTERMEDIATE,
                        Deviation.SAMPLE,
                        FusionCase.BOTH),
                "fusion",
                "both.");
        assertThat(errors.values()).anySatisfy(error -> assertThat(error).isGreaterThan(AGREEMENT));
    }

    @ParameterizedTest
    @EnumSource(
            value = Precision.class,
            names = {"FP16", "INT8"})
    void lowerPrecisionsAreClose(Precision precision) throws IOException {
        NetworkGraph network = network(new Weights(GoldenCheckpoint.of("fusion"), "fusion"), precision);
        Map<String, Double> errors =
                errors(runFusion(network, Level.INTERMEDIATE, Deviation.SAMPLE, FusionCase.BOTH), "fusion", "both.");
        assertThat(errors)
                .allSatisfy((name, error) -> assertThat(error)
                        .as(name)
                        .isBetween(AGREEMENT / 100, precision == Precision.FP16 ? 5e-3 : 1e-1));
    }

    @Test
    void theVisualModelAgrees() throws IOException {
        NetworkGraph network = network("visual-tiny");
        Value crops = network.graph().input("pixel_values", OnnxGraph.BATCH, 3, 32, 32);
        VisualSize size = VisualSize.of(network.weights());
        network.weights().require(Architecture.visual(size));
        Value tokens = new VisionTransformer(network, size, 4).encode(crops);
        outputs.put("intermediate", tokens);
        answers(new VisualHead(network, size.layers() + 1, size.gate()).answer(tokens), "age");
        Tensor input = Tensor.of(WeightRecipe.Golden.input("pixel_values", 2 * 3 * 32 * 32), 2, 3, 32, 32);
        assertAgreement(errors(run(network.graph(), Map.of("pixel_values", input)), "visual-tiny", ""));
    }

    @Test
    void theGatedVisualHeadAgrees() throws IOException {
        NetworkGraph network = network("visual-tiny-gated");
        Value tokens = network.graph().input("tokens", OnnxGraph.BATCH, 3, 24);
        answers(new VisualHead(network, 3, VisualSize.Gate.GATED).answer(tokens), "age");
        try (Checkpoint golden = Checkpoint.open(Path.of("src/test/resources/golden/visual-tiny.safetensors"))) {
            Tensor input = Tensor.of(golden.values("intermediate"), 2, 3, 24);
            assertAgreement(errors(run(network.graph(), Map.of("tokens", input)), "visual-tiny-gated", ""));
        }
    }

    /** Which modality's features are all zero. */
    private enum FusionCase {
        BOTH,
        NO_AUDIO,
        NO_VIDEO
    }

    private Map<String, Tensor.FloatTensor> runFusion(
            NetworkGraph network, Level level, Deviation deviation, FusionCase missing) throws IOException {
        String suffix = switch (level) {
            case EARLY -> "early_features";
            case INTERMEDIATE -> "features";
            case LATE -> "late_features";
        };
        long[] audioShape = switch (level) {
            case EARLY -> new long[] {3, 512, 199};
            case INTERMEDIATE -> new long[] {3, 199, 1024};
            case LATE -> new long[] {3, 256};
        };
        long[] visualShape = switch (level) {
            case EARLY -> new long[] {3, 4, 197, 768};
            case INTERMEDIATE -> new long[] {3, 4, 13, 768};
            case LATE -> new long[] {3, 4, 128};
        };
        Value audio = network.graph().input("audio", audioShape);
        Value visual = network.graph().input("visual", visualShape);
        answers(new FusionNetwork<>(network, deviation).answer(audio, visual, level), "age_logit");
        if (level == Level.INTERMEDIATE) {
            network.weights().require(Architecture.fusion(199, 1024, 9984, MaskHead.PRESENT));
        }
        return run(
                network.graph(),
                Map.of(
                        "audio", input("audio_" + suffix, audioShape, missing == FusionCase.NO_AUDIO),
                        "visual", input("visual_" + suffix, visualShape, missing == FusionCase.NO_VIDEO)));
    }

    private static Tensor input(String name, long[] shape, boolean absent) {
        int size = 1;
        for (long dimension : shape) {
            size *= (int) dimension;
        }
        return Tensor.of(absent ? new float[size] : WeightRecipe.Golden.input(name, size), shape);
    }

    @ParameterizedTest
    @EnumSource(FusionCase.class)
    void theFusionAgreesWhateverIsMissing(FusionCase missing) throws IOException {
        String prefix = missing.name().toLowerCase(Locale.ROOT) + ".";
        assertAgreement(
                errors(runFusion(network("fusion"), Level.INTERMEDIATE, Deviation.SAMPLE, missing), "fusion", prefix));
        outputs.clear();
        assertAgreement(errors(
                runFusion(network("fusion"), Level.INTERMEDIATE, Deviation.POPULATION, missing),
                "fusion-population",
                prefix));
    }

    @Test
    void theFusionOfEarlyFeaturesAgrees() throws IOException {
        assertAgreement(errors(
                runFusion(network("fusion-early"), Level.EARLY, Deviation.SAMPLE, FusionCase.BOTH),
                "fusion-early",
                ""));
    }

    @Test
    void theFusionOfLateFeaturesAgrees() throws IOException {
        assertAgreement(errors(
                runFusion(network("fusion-late"), Level.LATE, Deviation.SAMPLE, FusionCase.BOTH), "fusion-late", ""));
    }

    @Test
    void parametersAreTakenStrictly() throws IOException {
        GoldenCheckpoint golden = GoldenCheckpoint.of("audio-tiny");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> runAudio(
                        network(new Weights(golden.without("fc1.bias"), "audio.pt"), Precision.FP32), Deviation.SAMPLE))
                .withMessageContaining("audio.pt")
                .withMessageContaining("no parameter fc1.bias");
        outputs.clear();
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> runAudio(
                        network(new Weights(golden.with("fc2.bias", 3), "audio.pt"), Precision.FP32), Deviation.SAMPLE))
                .withMessageContaining("fc2.bias does not belong to any layer");
        outputs.clear();
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> runAudio(
                        network(
                                new Weights(golden.without("fc1.weight").with("fc1.weight", 256, 63), "audio.pt"),
                                Precision.FP32),
                        Deviation.SAMPLE))
                .withMessageContaining("parameter fc1.weight has shape [256, 63], not [256, 64]");
        outputs.clear();
        runAudio(
                network(new Weights(golden.with("wav2vec2.masked_spec_embed", 32), "audio.pt"), Precision.FP32),
                Deviation.SAMPLE);
    }
}
