package oragen.network.graph;

import static oragen.network.graph.OnnxGraph.integer;

import ai.onnx.proto.OnnxMl;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import oragen.network.graph.OnnxGraph.Value;

/**
 * Convolutions in 8 bits with ranges that were measured before: pairs of QuantizeLinear and DequantizeLinear around
 * floating-point operators, which ONNX Runtime computes as one operator on integers.
 */
public final class Int8Layers {
    private static final float LARGEST_BYTE = 255;

    private final OnnxGraph graph;

    public Int8Layers(OnnxGraph graph) {
        this.graph = graph;
    }

    /** Values from 0 upwards that were rounded to bytes; a byte is worth {@code scale}. */
    public record Bytes(Value value, float scale) {}

    /** Rounds to one of 256 levels from 0 to the largest value; what lies beyond is cut off. */
    public Bytes quantize(Value x, String name, float largest) {
        float scale = largest / LARGEST_BYTE;
        Value step = graph.constant(scale);
        Value zero = graph.initializer(name + ".zero", OnnxMl.TensorProto.DataType.UINT8, ByteBuffer.allocate(1));
        Value bytes = graph.node("QuantizeLinear", List.of(x, step, zero));
        return new Bytes(graph.node("DequantizeLinear", List.of(bytes, step, zero)), scale);
    }

    /**
     * With weights in 8 bits, each output with its own scale, and sums in 32 bits. The bias makes good what rounding the
     * weights adds on average.
     *
     * @param inputMeans of the channels of the image
     */
    public Value convolution(Bytes image, ConvolutionLayer layer, float[] inputMeans) {
        KernelInt8 kernel = KernelInt8.of(layer.kernel(), layer.outputs());
        float[] shift = layer.shift(kernel.widened(), inputMeans);
        return graph.convolution(
                image.value(), weights(layer, kernel), bias(layer, kernel, shift, image.scale()), layer.geometry());
    }

    private Value weights(ConvolutionLayer layer, KernelInt8 kernel) {
        int outputs = layer.outputs();
        Value integers = graph.initializer(
                layer.name() + ".kernel",
                OnnxMl.TensorProto.DataType.INT8,
                ByteBuffer.wrap(kernel.values()),
                layer.shape());
        Value zeros = graph.initializer(
                layer.name() + ".kernel_zeros",
                OnnxMl.TensorProto.DataType.INT8,
                ByteBuffer.allocate(outputs),
                outputs);
        return dequantized(integers, graph.constant(kernel.scales(), outputs), zeros);
    }

    private Value bias(ConvolutionLayer layer, KernelInt8 kernel, float[] shift, float imageScale) {
        int outputs = layer.outputs();
        float[] scales = new float[outputs];
        ByteBuffer integers = integers(outputs);
        for (int output = 0; output < outputs; output++) {
            scales[output] = imageScale * kernel.scales()[output];
            integers.putInt(Math.round((layer.bias()[output] - shift[output]) / scales[output]));
        }
        return dequantized(
                graph.initializer(layer.name() + ".bias", OnnxMl.TensorProto.DataType.INT32, integers, outputs),
                graph.constant(scales, outputs),
                graph.initializer(
                        layer.name() + ".bias_zeros", OnnxMl.TensorProto.DataType.INT32, integers(outputs), outputs));
    }

    private Value dequantized(Value integers, Value scales, Value zeros) {
        return graph.node("DequantizeLinear", List.of(integers, scales, zeros), integer("axis", 0));
    }

    private static ByteBuffer integers(int count) {
        return ByteBuffer.allocate(Integer.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
    }
}
