package oragen.network;

/** Scaled dot-product attention of several heads (Vaswani et al. 2017, equation 1). */
public final class Attention<V> {
    private final NetworkLayers<V> layers;
    private final int heads;
    private final long headSize;

    /** @param size width of the model, a multiple of the number of heads */
    public Attention(NetworkLayers<V> layers, int heads, long size) {
        this.layers = layers;
        this.heads = heads;
        this.headSize = size / heads;
    }

    /** Queries [n, tq, size], keys and values [n, tk, size] to [n, tq, size]. */
    public V attend(V queries, V keys, V values) {
        V scaled = layers.scale(queries, (float) (1 / Math.sqrt(headSize)));
        V scores = layers.matrixProduct(split(scaled, 0, 2, 1, 3), split(keys, 0, 2, 3, 1));
        V mixed = layers.matrixProduct(layers.softmax(scores), split(values, 0, 2, 1, 3));
        return layers.reshape(layers.transpose(mixed, 0, 2, 1, 3), 0, 0, heads * headSize);
    }

    private V split(V x, long... permutation) {
        return layers.transpose(layers.reshape(x, 0, 0, heads, headSize), permutation);
    }
}
