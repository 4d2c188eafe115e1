package oragen.network.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import oragen.network.graph.OnnxGraph.Value;
import oragen.onnx.InferenceDevice;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A convolution in 8 bits against the same in 32, on made-up kernels and images. */
final class Int8LayersIT {
    private static final int CHANNELS = 16;
    private static final int SIDE = 12;
    private static final float LARGEST = 6;

    @TempDir
    private Path folder;

    private final Random random = new Random(1);

    private float[] normal(int count, float deviation) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = deviation * (float) random.nextGaussian();
        }
        return values;
    }

    private ConvolutionLayer layer(int groups) {
        long[] shape = {CHANNELS, CHANNELS / groups, 3, 3};
        float[] kernel = normal(CHANNELS * CHANNELS / groups * 9, 0.1f);
        return new ConvolutionLayer("layer", shape, kernel, normal(CHANNELS, 1), Convolution.same(1, groups));
    }

    private float[] run(OnnxGraph graph, float[] image) throws IOException {
        Path file = Files.createTempFile(folder, "network", ".onnx");
        Files.write(file, graph.build().toByteArray());
        try (TensorModel model = TensorModel.load(file, InferenceDevice.CPU, 1)) {
            Tensor input = Tensor.of(image, 1, CHANNELS, SIDE, SIDE);
            return Objects.requireNonNull(model.run(Map.of("image", input)).get("result"))
                    .values();
        }
    }

    private static Value image(OnnxGraph graph) {
        return graph.input("image", OnnxGraph.BATCH, CHANNELS, SIDE, SIDE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, CHANNELS})
    void bytesGiveWhatFloatsGive(int groups) throws IOException {
        ConvolutionLayer layer = layer(groups);
        float[] pixels = new float[CHANNELS * SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = LARGEST * random.nextFloat();
        }
        float[] means = new float[CHANNELS];
        Arrays.fill(means, LARGEST / 2);

        OnnxGraph floats = new OnnxGraph("floats");
        Value convolved = floats.convolution(
                image(floats),
                floats.constant(layer.kernel(), layer.shape()),
                floats.constant(layer.bias(), CHANNELS),
                layer.geometry());
        floats.output("result", floats.rectify(convolved));
        float[] expected = run(floats, pixels);
        float largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, value);
        }
        OnnxGraph bytes = new OnnxGraph("bytes");
        Int8Layers layers = new Int8Layers(bytes);
        Value rounded = layers.convolution(layers.quantize(image(bytes), "image", LARGEST), layer, means);
        bytes.output("result", layers.quantize(rounded, "result", largest).value());

        float[] actual = run(bytes, pixels);
        double error = 0;
        double size = 0;
        for (int i = 0; i < expected.length; i++) {
            error += Math.pow(actual[i] - expected[i], 2);
            size += Math.pow(expected[i], 2);
        }
        assertThat(Math.sqrt(error / size)).isLessThan(0.03);
    }

    @Test
    void theBiasMakesGoodWhatRoundingTheKernelAdds() {
        ConvolutionLayer layer = new ConvolutionLayer(
                "layer", new long[] {2, 1, 1, 2}, new float[] {1, 2, 3, 4}, new float[2], new Convolution(1, 0, 0, 2));
        assertThat(layer.shift(new float[] {1.5f, 2, 3, 3}, new float[] {10, 100}))
                .containsExactly(5, -100);
        ConvolutionLayer pointwise = new ConvolutionLayer(
                "layer", new long[] {1, 2, 1, 1}, new float[] {1, 2}, new float[1], Convolution.pointwise());
        assertThat(pointwise.shift(new float[] {2, 2.5f}, new float[] {10, 100}))
                .containsExactly(60);
    }

    @Test
    void eachOutputOfAKernelHasItsOwnScale() {
        float[] kernel = {1, -0.5f, 0.25f, 1000, 500, 250, 0, 0, 0};
        KernelInt8 rounded = KernelInt8.of(kernel, 3);
        assertThat(rounded.scales()[1] / rounded.scales()[0]).isCloseTo(1000, Offset.offset(300f));
        float[] widened = rounded.widened();
        for (int i = 0; i < kernel.length; i++) {
            assertThat(widened[i]).isCloseTo(kernel[i], Offset.offset(Math.abs(kernel[i]) * 0.02f));
        }
    }
}
