package oragen.network.graph;

import static oragen.network.graph.OnnxGraph.integer;
import static oragen.network.graph.OnnxGraph.integers;
import static oragen.network.graph.OnnxGraph.real;

import java.util.Arrays;
import java.util.List;
import oragen.network.Deviation;
import oragen.network.Matrices;
import oragen.network.NetworkLayers;
import oragen.network.Precision;
import oragen.network.Weights;
import oragen.network.graph.OnnxGraph.Value;

/** Layers of transformers on an {@link OnnxGraph}; each takes its parameters from the weights by its name. */
public final class NetworkGraph extends GraphLayers implements NetworkLayers<Value> {
    private final Weights weights;
    private final WeightTensors tensors;
    private final Precision precision;
    private final IntegerProducts integers;

    NetworkGraph(OnnxGraph graph, Weights weights, Precision precision) {
        super(graph);
        this.weights = weights;
        this.tensors = new WeightTensors(graph, precision);
        this.precision = precision;
        this.integers = new IntegerProducts(graph, tensors);
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
        return graph.matrixProduct(x, tensors.add(name, matrix, rows, columns));
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
        Value product = graph.matrixProduct(tensors.add(name, weights.values(name), shape), x);
        String bias = layer + ".bias";
        return graph.add(product, tensors.add(bias, weights.values(bias), shape[0], 1));
    }

    @Override
    public Value layerNorm(Value x, String layer, double epsilon) {
        return graph.node(
                "LayerNormalization",
                List.of(x, parameter(layer + ".weight"), parameter(layer + ".bias")),
                integer("axis", -1),
                real("epsilon", (float) epsilon));
    }

    /**
     * Layer norm of so many rows, [n, rows, width]. It is written as the norm of an image whose channels are the rows: that
     * operator is vectorised in ONNX Runtime 1.28, whose LayerNormalization takes three to six times as long, which was a
     * seventh of the time of an audio encoder in 32 bits and two fifths in 8.
     */
    Value layerNorm(Value x, String layer, double epsilon, int rows) {
        float[] ones = new float[rows];
        Arrays.fill(ones, 1);
        List<Value> inputs = List.of(x, graph.constant(ones, rows), graph.constant(new float[rows], rows));
        Value normalized = graph.node("InstanceNormalization", inputs, real("epsilon", (float) epsilon));
        return addRow(graph.multiply(normalized, parameter(layer + ".weight")), layer + ".bias");
    }

    /**
     * Adds a vector to every row, as a matrix of one row: ONNX Runtime 1.28 would merge the sum with a vector and a Gelu
     * behind it to an operator that takes three times as long as Gelu.
     */
    private Value addRow(Value x, String name) {
        return graph.add(x, tensors.add(name, weights.values(name), 1, weights.shape(name)[0]));
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
        return addBias(graph.matrixProduct(steps.unfold(graph, x), tensors.add(name, matrix, rows, shape[0])), layer);
    }

    /** Convolution with the layer's own kernel and bias, channels first: [n, in, …] to [n, out, …]. */
    Value convolution(Value x, String layer, int stride) {
        String name = layer + ".weight";
        long[] shape = weights.shape(name);
        long[] strides = new long[shape.length - 2];
        Arrays.fill(strides, stride);
        List<Value> inputs = List.of(x, parameter(name), parameter(layer + ".bias"));
        return graph.node("Conv", inputs, integers("strides", strides));
    }

    /** A parameter as it is. */
    Value parameter(String name) {
        return tensors.add(name, weights.values(name), weights.shape(name));
    }

    /** A tensor that was reckoned from parameters. */
    Value derived(String name, float[] values, long... shape) {
        return tensors.add(name, values, shape);
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
        Value mean = graph.node("ReduceMean", List.of(x, graph.longs(axis)), integer("keepdims", 1));
        Value difference = graph.subtract(x, mean);
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
        return graph.softmax(x);
    }

    @Override
    public Value dropout(Value x, DropoutPlace place) {
        return x;
    }

    @Override
    public Value matrixProduct(Value left, Value right) {
        return graph.matrixProduct(left, right);
    }
}
