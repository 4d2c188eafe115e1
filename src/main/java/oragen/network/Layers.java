package oragen.network;

/**
 * What the layers of every network of ours have in common, on values of any kind.
 *
 * @param <V> a value that a layer takes and gives
 */
public interface Layers<V> {
    /** x · Wᵀ + b over the last axis, with {@code layer.weight} [out, in] and {@code layer.bias} [out]. */
    V linear(V x, String layer);

    V rectify(V x);

    V add(V left, V right);

    V scale(V x, float factor);

    /** A new axis of length 1. */
    V unsqueeze(V x, long axis);

    /** Drops an axis of length 1. */
    V squeeze(V x, long axis);
}
