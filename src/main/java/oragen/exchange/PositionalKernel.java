package oragen.exchange;

import static oragen.exchange.OnnxGraph.integer;
import static oragen.exchange.OnnxGraph.integers;

import java.util.List;
import oragen.exchange.OnnxGraph.Value;

/**
 * The kernel of wav2vec 2.0's positional convolution with its weight norm folded: w = g · v / ‖v‖, the norm taken for
 * each step of time over the other two axes.
 *
 * @param values [out, in of a group, steps], row-major; not copied
 */
record PositionalKernel(String layer, float[] values, long channels, long inner, long steps) {
    static PositionalKernel of(Weights weights, String layer) {
        // PyTorch 2 spells the two parts of a weight norm in another way.
        boolean newer = weights.has(layer + ".parametrizations.weight.original1");
        String gain = newer ? ".parametrizations.weight.original0" : ".weight_g";
        String direction = newer ? ".parametrizations.weight.original1" : ".weight_v";
        long[] shape = weights.shape(layer + direction);
        float[] values = weights.take(layer + direction, shape);
        float[] gains = weights.take(layer + gain, 1, 1, shape[2]);
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
        return new PositionalKernel(layer, values, shape[0], shape[1], shape[2]);
    }

    /** [n, channels, t] to the same shape. */
    Value convolve(NetworkGraph network, Value hidden) {
        Value kernel = network.derived(layer + ".weight", values, channels, inner, steps);
        Value bias = network.parameter(layer + ".bias", channels);
        Value convolved = network.graph()
                .node(
                        "Conv",
                        List.of(hidden, kernel, bias),
                        integers("pads", steps / 2, steps / 2),
                        integer("group", channels / inner));
        return steps % 2 == 0 ? network.slice(convolved, 2, 0, -1) : convolved;
    }
}
