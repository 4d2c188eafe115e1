package oragen.network;

import oragen.network.graph.NetworkGraph;

/**
 * The layers of which a network is made, on values of any kind. A network that is written against this is both the
 * graph that is exported ({@link NetworkGraph}) and the computation that is trained. Each layer takes its parameters
 * by its name.
 *
 * @param <V> a value that a layer takes and gives
 */
public interface NetworkLayers<V> extends Layers<V> {
    /** Where training zeroes part of the values; an exported graph never does. */
    enum DropoutPlace {
        /** After each GELU of a block's perceptron. */
        PERCEPTRON,
        /** At the end of each stream's branch. */
        BRANCH
    }

    boolean hasParameter(String name);

    /** Lengths of a parameter's axes. */
    long[] parameterShape(String name);

    /** x · Wᵀ over the last axis. */
    V linearWithoutBias(V x, String layer);

    /** Linear over the axis before the last: W · x + b, with {@code layer.weight} [out, in]. */
    V linearOverTime(V x, String layer);

    /** Over the last axis, with {@code layer.weight} and {@code layer.bias}. */
    V layerNorm(V x, String layer, double epsilon);

    /** x · Φ(x) with the error function, not the approximation by tanh. */
    V gelu(V x);

    /** Over the last axis. */
    V softmax(V x);

    V dropout(V x, DropoutPlace place);

    V matrixProduct(V left, V right);

    /**
     * {@link Attention} of several heads.
     *
     * @param width of the model, a multiple of the number of heads
     */
    default V attention(V queries, V keys, V values, int heads, long width) {
        return new Attention<>(this, heads, width).attend(queries, keys, values);
    }

    V transpose(V x, long... permutation);

    /** 0 keeps an axis, −1 takes what is left. */
    V reshape(V x, long... shape);

    /** Positions {@code start} to {@code end} of an axis; a negative end counts from the last. */
    V slice(V x, long axis, long start, long end);

    /** Mean and deviation over an axis of {@code length}, side by side on the last axis: [n, t, c] to [n, 2c]. */
    V meanAndDeviation(V x, long axis, Deviation deviation, int length);
}
