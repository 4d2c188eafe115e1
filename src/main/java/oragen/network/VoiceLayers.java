package oragen.network;

/**
 * The layers of the voice network, on values of any kind: the graph that is exported and the computation that is
 * trained are written once against this, as {@link NetworkLayers} does for the fusion. Values over time are [n,
 * channels, steps].
 *
 * @param <V> a value that a layer takes and gives
 */
public interface VoiceLayers<V> extends Layers<V> {
    /** How a kernel walks over time; padding with zeros in steps before and after. */
    record Walk(int stride, int padding) {}

    /** Convolution with {@code layer.weight} [out, in, length] and {@code layer.bias} [out]. */
    V convolution(V x, String layer, Walk walk);

    /** Convolution with numbers that are not learned, without bias. */
    V filter(V x, VoiceFilter filter, Walk walk);

    /** Of bands over time; training hides some of them at random, an exported graph never does. */
    V occlude(V bands);

    V sigmoid(V x);

    V squareRoot(V x);

    V logarithm(V x);

    V clip(V x, float min, float max);

    V add(V x, float number);

    V multiply(V left, V right);

    V divide(V left, V right);

    /** Keeps the axis, with length 1. */
    V sum(V x, long axis);

    V concatenate(long axis, V left, V right);
}
