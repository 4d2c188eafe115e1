package oragen.network;

import oragen.network.NetworkLayers.DropoutPlace;

/** One stream asks the other (half of the paper's MTCMA): [n, t, 256] and [n, t, 256] to [n, t, 256]. */
final class CrossAttentionBlock<V> {
    private static final double EPSILON = 1e-5;
    private static final int HEADS = 4;

    private final NetworkLayers<V> layers;
    private final String name;

    CrossAttentionBlock(NetworkLayers<V> layers, String name) {
        this.layers = layers;
        this.name = name;
    }

    V attend(V queries, V others) {
        String attention = name + ".self_attention.";
        long width = layers.parameterShape(attention + "query_w.weight")[0];
        V attended = layers.attention(
                layers.linearWithoutBias(norm(queries, ".norm_q"), attention + "query_w"),
                layers.linearWithoutBias(norm(others, ".norm_k"), attention + "keys_w"),
                layers.linearWithoutBias(norm(others, ".norm_v"), attention + "values_w"),
                HEADS,
                width);
        V projected = layers.linearWithoutBias(attended, attention + "ff_layer_after_concat");
        return layers.add(projected, perceptron(projected));
    }

    private V norm(V x, String layer) {
        return layers.layerNorm(x, name + layer, EPSILON);
    }

    private V perceptron(V x) {
        V inner = norm(activate(layers.linear(x, name + ".mlp.0")), ".mlp.3");
        return activate(layers.linear(inner, name + ".mlp.4"));
    }

    private V activate(V x) {
        return layers.dropout(layers.gelu(x), DropoutPlace.PERCEPTRON);
    }
}
