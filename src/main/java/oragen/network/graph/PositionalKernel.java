package oragen.network.graph;

import static oragen.network.graph.OnnxGraph.integer;
import static oragen.network.graph.OnnxGraph.integers;

import java.util.List;
import oragen.network.AudioSize;
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

    /** [n, channels, t] to the same shape. */
    Value convolve(NetworkGraph network, Value hidden) {
        Value kernel = network.derived(layer + ".weight", values, channels, inner, steps);
        Value bias = network.parameter(layer + ".bias");
        Value convolved = network.convolve(
                List.of(hidden, kernel, bias),
                integers("pads", steps / 2, steps / 2),
                integer("group", channels / inner));
        return steps % 2 == 0 ? network.slice(convolved, 2, 0, -1) : convolved;
    }
}
