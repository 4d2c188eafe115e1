package oragen.network.graph;

import static oragen.network.graph.OnnxGraph.integer;
import static oragen.network.graph.OnnxGraph.integers;
import static oragen.network.graph.OnnxGraph.real;

import ai.onnx.proto.OnnxMl;
import java.util.Arrays;
import java.util.List;
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
    private final IntegerProducts integers;

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
        this.integers = new IntegerProducts(graph, tensors);
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
        if (quantizes(rows, columns)) {
            return integers.product(integers.quantize(x), name, ChannelInt8.of(matrix, (int) rows, (int) columns));
        }
        return graph.matrixProduct(factor(x), factor(tensors.add(name, matrix, rows, columns)));
    }

    /** Whether products with a matrix of these sizes are computed in 8 bits, by {@link #integerProducts()}. */
    boolean quantizes(long rows, long columns) {
        return precision == Precision.INT8 && Matrices.worthQuantizing(rows, columns);
    }

    IntegerProducts integerProducts() {
        return integers;
    }

    /** In 8 bits the product takes the bias in, which then must be a vector. */
    Value addBias(Value x, String layer) {
        String name = layer + ".bias";
        return precision == Precision.INT8 ? graph.add(x, parameter(name)) : addRow(x, name);
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
     * Layer norm of so many rows, [n, rows, width]. It is written as the norm of an image whose channels are the rows: that
     * operator is vectorised in ONNX Runtime 1.28, whose LayerNormalization takes three to six times as long, which was a
     * seventh of the time of an audio encoder in 32 bits and two fifths in 8. Graphs in halves are for GPUs, which have a
     * kernel of their own for LayerNormalization.
     */
    Value layerNorm(Value x, String layer, double epsilon, int rows) {
        if (arithmetic == Arithmetic.HALF) {
            return layerNorm(x, layer, epsilon);
        }
        float[] ones = new float[rows];
        Arrays.fill(ones, 1);
        List<Value> inputs =
                List.of(graph.widened(x), graph.constant(ones, rows), graph.constant(new float[rows], rows));
        Value normalized = graph.node("InstanceNormalization", inputs, real("epsilon", (float) epsilon));
        return addRow(graph.multiply(normalized, parameter(layer + ".weight")), layer + ".bias");
    }

    /**
     * Adds a vector to every row, as a matrix of one row: ONNX Runtime 1.28 would merge the sum with a vector and a Gelu
     * behind it to an operator that takes three times as long as Gelu.
     */
    private Value addRow(Value x, String name) {
        Value row = tensors.add(name, weights.values(name), 1, weights.shape(name)[0]);
        return graph.add(x, graph.isHalf(x) ? graph.halved(row) : graph.widened(row));
    }

    /** Convolution over time, [n, t, in] to [n, frames, out]. */
    Value convolutionOverTime(Value x, String layer, TimeConvolution steps) {
        String name = layer + ".weight";
        long[] shape = weights.shape(name);
        long rows = shape[1] * shape[2];
        float[] matrix = Matrices.unfoldKernel(weights.values(name), shape);
        if (quantizes(rows, shape[0])) {
            IntegerProducts.Bytes bytes = integers.quantize(x);
            ChannelInt8 channels = ChannelInt8.of(matrix, (int) rows, (int) shape[0]);
            return addBias(integers.product(bytes.moved(steps.unfold(graph, bytes.values())), name, channels), layer);
        }
        Value unfolded = steps.unfold(graph, factor(x));
        return addBias(graph.matrixProduct(unfolded, factor(tensors.add(name, matrix, rows, shape[0]))), layer);
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
        return graph.transpose(x, permutation);
    }

    @Override
    public Value reshape(Value x, long... shape) {
        return graph.reshape(x, shape);
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
