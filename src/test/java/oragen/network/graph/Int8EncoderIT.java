package oragen.network.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiFunction;
import oragen.model.WeightRecipe;
import oragen.network.Architecture;
import oragen.network.AudioSize;
import oragen.network.GoldenCheckpoint;
import oragen.network.Precision;
import oragen.network.Weights;
import oragen.network.graph.OnnxGraph.Value;
import oragen.onnx.InferenceDevice;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The audio encoder in 8 bits against itself in 32, at widths that are worth quantising. */
final class Int8EncoderIT {
    private static final int SAMPLES = 16_000;
    private static final int WIDTH = 128;
    private static final int HEADS = 2;
    private static final int GROUP = 64;

    /** Rounding to 8 bits costs about 1 %; a step or a group in the wrong place costs more than all. */
    private static final double ROUNDING = 0.04;

    @TempDir
    private Path folder;

    private static AudioSize size(int positionalKernel) {
        return new AudioSize("wav2vec2.", WIDTH, WIDTH, 1, WIDTH, positionalKernel, GROUP, AudioSize.WeightNorm.OLDER);
    }

    private static Weights weights(AudioSize size) throws IOException {
        GoldenCheckpoint checkpoint = GoldenCheckpoint.of("audio-tiny");
        for (Map.Entry<String, long[]> parameter : Architecture.audio(size).entrySet()) {
            checkpoint = checkpoint.with(parameter.getKey(), parameter.getValue());
        }
        return new Weights(checkpoint, "made up");
    }

    /** @param layers from the network and its input to its output */
    private float[] run(
            Weights weights, Precision precision, BiFunction<NetworkGraph, Value, Value> layers, long... shape)
            throws IOException {
        OnnxGraph graph = new OnnxGraph("encoder", OnnxGraph.WITH_GELU, TensorStore.INLINE);
        Value input = graph.input("input", shape);
        graph.output("output", layers.apply(new NetworkGraph(graph, weights, precision), input));
        Path file = folder.resolve(precision + ".onnx");
        Files.write(file, graph.build().toByteArray());
        try (TensorModel model = TensorModel.load(file, InferenceDevice.CPU, 1)) {
            int values = 1;
            for (long length : shape) {
                values *= (int) length;
            }
            Tensor given = Tensor.of(WeightRecipe.Golden.input("waveform", values), shape);
            return model.run(Map.of("input", given)).get("output").values();
        }
    }

    private static double relativeError(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow((double) actual[i] - expected[i], 2);
            norm += Math.pow(expected[i], 2);
        }
        return Math.sqrt(difference / norm);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 15})
    void positionsInBytesAreThoseInFloats(int steps) throws IOException {
        AudioSize size = size(steps);
        Weights weights = weights(size);
        int frames = Wav2Vec2Encoder.frames(SAMPLES);
        BiFunction<NetworkGraph, Value, Value> positions =
                (network, hidden) -> PositionalKernel.of(weights, size).convolve(network, hidden, frames);
        float[] floats = run(weights, Precision.FP32, positions, 2, frames, WIDTH);
        float[] bytes = run(weights, Precision.INT8, positions, 2, frames, WIDTH);
        assertThat(relativeError(bytes, floats)).isBetween(1e-5, ROUNDING);
    }

    @Test
    void theEncoderIsCloseInBytes() throws IOException {
        AudioSize size = size(16);
        Weights weights = weights(size);
        BiFunction<NetworkGraph, Value, Value> encoder =
                (network, waveform) -> new Wav2Vec2Encoder(network, size, SAMPLES, HEADS).encode(waveform);
        float[] floats = run(weights, Precision.FP32, encoder, 1, SAMPLES);
        float[] bytes = run(weights, Precision.INT8, encoder, 1, SAMPLES);
        assertThat(relativeError(bytes, floats)).isBetween(1e-5, ROUNDING);
    }
}
