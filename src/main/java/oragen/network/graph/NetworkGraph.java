package oragen.network.graph;

import static oragen.network.graph.OnnxGraph.integer;
import static oragen.network.graph.OnnxGraph.integers;
import static oragen.network.graph.OnnxGraph.real;

import ai.onnx.proto.OnnxMl;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import oragen.network.Deviation;
import oragen.network.Matrices;
import oragen.network.NetworkLayers;
import oragen.network.Precision;
import oragen.network.Weights;
import oragen.network.graph.OnnxGraph.Value;

/**
 * Layers of transformers on an {@link OnnxGraph}; each takes its parameters from the weights by its name.
 *
 * <p>A graph {@linkplain #inHalves in halves} computes products, convolutions and attention on 16-bit floats, and sums,
 * layer norms, softmax and statistics on 32-bit ones: what is carried from layer to layer loses nothing, and only results
 * of single products can overflow (beyond 65504; see {@link LargestActivation}). Attention is the standard operator of
 * opset 24 there. ONNX Runtime has CUDA kernels of it for float, float16 and bfloat16 (pull request 27542 of March 2026, so
 * before 1.28; flash attention in 16 bits from the Ampere generation on; {@code softmax_precision} and {@code softcap} it
 * refuses, so that they are left out), and float16 kernels of MatMul, Conv, Gelu, Add, Mul, Cast, Concat, Expand, Reshape,
 * Slice and Transpose for that opset (docs/OperatorKernels.md at 001d12d). Its processor computes most of these in 32 bits
 * between casts. Not seen on a GPU.
 */
public final class NetworkGraph extends GraphLayers implements NetworkLayers<Value> {
    private final Weights weights;
    private final WeightTensors tensors;
    private final Precision precision;
    private final Arithmetic arithmetic;
    private final Map<Value, List<Value>> quantized = new HashMap<>();

    /** What products, convolutions and attention compute on, other than those in 8 bits. */
    private enum Arithmetic {
        SINGLE,
        HALF
    }

    NetworkGraph(OnnxGraph graph, Weights weights, Precision precision) {
        this(graph, weights, precision, Arithmetic.SINGLE);
    }

    private NetworkGraph(OnnxGraph graph, Weights weights, Precision precision, Arithmetic arithmetic) {
        super(graph);
        this.weights = weights;
        this.tensors = new WeightTensors(graph, precision);
        this.precision = precision;
        this.arithmetic = arithmetic;
    }

    /** One that computes in 16 bits, with the same stored weights as one of {@link Precision#FP16}. */
    static NetworkGraph inHalves(OnnxGraph graph, Weights weights) {
        return new NetworkGraph(graph, weights, Precision.FP16, Arithmetic.HALF);
    }

    /** As products take it. */
    private Value factor(Value x) {
        return switch (arithmetic) {
            case SINGLE -> graph.widened(x);
            case HALF -> graph.halved(x);
        };
    }

    Weights weights() {
        return weights;
    }

    @Override
    public Value linear(Value x, String layer) {
        return addBias(linearWithoutBias(x, layer), layer);
    }

    @Override
    public Value linearWithoutBias(Value x, String layer) {
        String name = layer + ".weight";
        long[] shape = weights.shape(name);
        return product(x, name, Matrices.transpose(weights.values(name), shape[0], shape[1]), shape[1], shape[0]);
    }

    /** x · W with a parameter [in, out]. */
    Value product(Value x, String name) {
        long[] shape = weights.shape(name);
        return product(x, name, weights.values(name), shape[0], shape[1]);
    }

    private Value product(Value x, String name, float[] matrix, long rows, long columns) {
        if (precision == Precision.INT8 && Matrices.worthQuantizing(rows, columns)) {
            return quantizedProduct(x, name, ChannelInt8.of(matrix, (int) rows, (int) columns));
        }
        return graph.matrixProduct(factor(x), factor(tensors.add(name, matrix, rows, columns)));
    }

    private Value quantizedProduct(Value x, String name, ChannelInt8 matrix) {
        return integerProduct(quantize(x), name, matrix);
    }

    /** Dynamic quantisation: the input's scale is found anew for each tensor. Gives bytes, scale and zero point. */
    private List<Value> quantize(Value x) {
        return quantized.computeIfAbsent(x, key -> graph.nodes("DynamicQuantizeLinear", List.of(key), 3));
    }

    private Value integerProduct(List<Value> input, String name, ChannelInt8 matrix) {
        Value integers = graph.node("MatMulInteger", List.of(input.get(0), tensors.add(name, matrix), input.get(2)));
        Value floats =
                graph.node("Cast", List.of(integers), integer("to", OnnxMl.TensorProto.DataType.FLOAT.getNumber()));
        Value scale = graph.multiply(input.get(1), graph.constant(matrix.scales(), matrix.columns()));
        return graph.multiply(floats, scale);
    }

    Value addBias(Value x, String layer) {
        String name = layer + ".bias";
        long[] shape = weights.shape(name);
        Value bias = tensors.add(name, weights.values(name), shape);
        return graph.add(x, graph.isHalf(x) ? graph.halved(bias) : graph.widened(bias));
    }

    @Override
    public Value linearOverTime(Value x, String layer) {
        String name = layer + ".weight";
        long[] shape = weights.shape(name);
        Value product = graph.matrixProduct(factor(tensors.add(name, weights.values(name), shape)), factor(x));
        String bias = layer + ".bias";
        return add(product, tensors.add(bias, weights.values(bias), shape[0], 1));
    }

    @Override
    public Value layerNorm(Value x, String layer, double epsilon) {
        return graph.node(
                "LayerNormalization",
                List.of(graph.widened(x), parameter(layer + ".weight"), parameter(layer + ".bias")),
                integer("axis", -1),
                real("epsilon", (float) epsilon));
    }

    /**
     * Convolution over time, [n, t, in] to [n, frames, out]; in 8 bits as one matrix product of the steps side by side.
     */
    Value convolutionOverTime(Value x, String layer, int stride, int frames) {
        String name = layer + ".weight";
        long[] shape = weights.shape(name);
        if (precision != Precision.INT8 || !Matrices.worthQuantizing(shape[1] * shape[2], shape[0])) {
            return transpose(convolution(transpose(x, 0, 2, 1), layer, stride), 0, 2, 1);
        }
        List<Value> input = quantize(x);
        Value[] steps = new Value[(int) shape[2]];
        for (int step = 0; step < steps.length; step++) {
            steps[step] = graph.node(
                    "Slice",
                    List.of(
                            input.get(0),
                            graph.longs(step),
                            graph.longs(step + (long) stride * (frames - 1) + 1),
                            graph.longs(1),
                            graph.longs(stride)));
        }
        Value unfolded = graph.concatenate(2, steps);
        float[] matrix = Matrices.unfoldKernel(weights.values(name), shape);
        ChannelInt8 channels = ChannelInt8.of(matrix, (int) (shape[1] * shape[2]), (int) shape[0]);
        return addBias(integerProduct(List.of(unfolded, input.get(1), input.get(2)), name, channels), layer);
    }

    /** Convolution with the layer's own kernel and bias, channels first: [n, in, …] to [n, out, …]. */
    Value convolution(Value x, String layer, int stride) {
        String name = layer + ".weight";
        long[] shape = weights.shape(name);
        long[] strides = new long[shape.length - 2];
        Arrays.fill(strides, stride);
        return convolve(List.of(x, stored(name), stored(layer + ".bias")), integers("strides", strides));
    }

    /** Convolution of an input, a kernel and a bias. */
    Value convolve(List<Value> inputs, OnnxMl.AttributeProto... attributes) {
        return graph.node("Conv", inputs.stream().map(this::factor).toList(), attributes);
    }

    /** A parameter as it is, in 32 bits. */
    Value parameter(String name) {
        return graph.widened(stored(name));
    }

    private Value stored(String name) {
        return tensors.add(name, weights.values(name), weights.shape(name));
    }

    /** A tensor that was reckoned from parameters. */
    Value derived(String name, float[] values, long... shape) {
        return tensors.add(name, values, shape);
    }

    @Override
    public Value attention(Value queries, Value keys, Value values, int heads, long width) {
        return switch (arithmetic) {
            case SINGLE -> NetworkLayers.super.attention(queries, keys, values, heads, width);
            case HALF ->
                graph.node(
                        "Attention",
                        List.of(factor(queries), factor(keys), factor(values)),
                        integer("q_num_heads", heads),
                        integer("kv_num_heads", heads));
        };
    }

    @Override
    public Value gelu(Value x) {
        return graph.node("Gelu", List.of(x));
    }

    @Override
    public Value transpose(Value x, long... permutation) {
        return graph.node("Transpose", List.of(x), integers("perm", permutation));
    }

    @Override
    public Value reshape(Value x, long... shape) {
        return graph.node("Reshape", List.of(x, graph.longs(shape)));
    }

    @Override
    public Value slice(Value x, long axis, long start, long end) {
        return graph.node("Slice", List.of(x, graph.longs(start), graph.longs(end), graph.longs(axis)));
    }

    @Override
    public Value meanAndDeviation(Value x, long axis, Deviation deviation, int length) {
        Value wide = graph.widened(x);
        Value mean = graph.node("ReduceMean", List.of(wide, graph.longs(axis)), integer("keepdims", 1));
        Value difference = graph.subtract(wide, mean);
        Value squares = graph.sum(graph.multiply(difference, difference), axis);
        int divisor = switch (deviation) {
            case POPULATION -> length;
            case SAMPLE -> length - 1;
        };
        Value spread = graph.node("Sqrt", List.of(graph.multiply(squares, graph.constant(1f / divisor))));
        return graph.concatenate(-1, graph.squeeze(mean, axis), spread);
    }

    @Override
    public boolean hasParameter(String name) {
        return weights.has(name);
    }

    @Override
    public long[] parameterShape(String name) {
        return weights.shape(name);
    }

    @Override
    public Value softmax(Value x) {
        return graph.softmax(graph.widened(x));
    }

    @Override
    public Value dropout(Value x, DropoutPlace place) {
        return x;
    }

    @Override
    public Value matrixProduct(Value left, Value right) {
        return graph.matrixProduct(factor(left), factor(right));
    }
}
