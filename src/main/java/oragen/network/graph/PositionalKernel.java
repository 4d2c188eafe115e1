package oragen.network.graph;

import static oragen.network.graph.OnnxGraph.integer;
import static oragen.network.graph.OnnxGraph.integers;

import java.util.Arrays;
import java.util.List;
import oragen.network.AudioSize;
import oragen.network.Matrices;
import oragen.network.Weights;
import oragen.network.graph.OnnxGraph.Value;

/**
 * The kernel of wav2vec 2.0's positional convolution with its weight norm folded: w = g · v / ‖v‖, the norm taken for
 * each step of time over the other two axes.
 *
 * @param values [out, in of a group, steps], row-major; not copied
 */
record PositionalKernel(String layer, float[] values, long channels, long inner, long steps) {
    private static final String LAYER = "encoder.pos_conv_embed.conv";

    static PositionalKernel of(Weights weights, AudioSize size) {
        String direction = size.prefix() + size.weightNorm().direction();
        long[] shape = weights.shape(direction);
        float[] values = weights.values(direction);
        float[] gains = weights.values(size.prefix() + size.weightNorm().gain());
        int steps = (int) shape[2];
        for (int step = 0; step < steps; step++) {
            double squares = 0;
            for (int i = step; i < values.length; i += steps) {
                squares += (double) values[i] * values[i];
            }
            double factor = gains[step] / Math.sqrt(squares);
            for (int i = step; i < values.length; i += steps) {
                values[i] = (float) (values[i] * factor);
            }
        }
        return new PositionalKernel(size.prefix() + LAYER, values, shape[0], shape[1], shape[2]);
    }

    /** [n, frames, channels] to the same shape. */
    Value convolve(NetworkGraph network, Value hidden, int frames) {
        return network.quantizes(inner * steps, inner)
                ? convolveBytes(network, hidden, frames)
                : convolveFloats(network, hidden);
    }

    /** Of an even kernel the last step is dropped. */
    private Value convolveFloats(NetworkGraph network, Value hidden) {
        Value kernel = network.derived(layer + ".weight", values, channels, inner, steps);
        Value bias = network.parameter(layer + ".bias");
        Value convolved = network.convolve(
                List.of(network.transpose(hidden, 0, 2, 1), kernel, bias),
                integers("pads", steps / 2, steps / 2),
                integer("group", channels / inner));
        Value kept = steps % 2 == 0 ? network.slice(convolved, 2, 0, -1) : convolved;
        return network.transpose(kept, 0, 2, 1);
    }

    /** Each group is a product of its own, whose unfolded input fits into a processor's cache. */
    private Value convolveBytes(NetworkGraph network, Value hidden, int frames) {
        OnnxGraph graph = network.graph();
        long before = steps / 2;
        Value padded = graph.node("Pad", List.of(hidden, graph.longs(0, before, 0, 0, steps - 1 - before, 0)));
        IntegerProducts.Bytes bytes = network.integerProducts().quantize(padded);
        TimeConvolution walk = new TimeConvolution((int) steps, 1, frames);
        Value[] groups = new Value[(int) (channels / inner)];
        for (int group = 0; group < groups.length; group++) {
            Value part = network.slice(bytes.values(), 2, group * inner, (group + 1) * inner);
            groups[group] = network.integerProducts()
                    .product(bytes.moved(walk.unfold(graph, part)), layer + ".weight." + group, matrix(group));
        }
        return network.addBias(graph.concatenate(2, groups), layer);
    }

    /** [steps · in, out] of a group. */
    private ChannelInt8 matrix(int group) {
        int size = (int) (inner * inner * steps);
        float[] kernel = Arrays.copyOfRange(values, group * size, (group + 1) * size);
        long[] shape = {inner, inner, steps};
        return ChannelInt8.of(Matrices.unfoldKernel(kernel, shape), (int) (inner * steps), (int) inner);
    }
}
