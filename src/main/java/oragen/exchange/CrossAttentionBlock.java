package oragen.exchange;

import oragen.exchange.OnnxGraph.Value;

/** One stream asks the other (half of the paper's MTCMA): [n, t, 256] and [n, t, 256] to [n, t, 256]. */
final class CrossAttentionBlock {
    private static final double EPSILON = 1e-5;
    private static final int HEADS = 4;

    private final NetworkGraph network;
    private final String name;

    CrossAttentionBlock(NetworkGraph network, String name) {
        this.network = network;
        this.name = name;
    }

    Value attend(Value queries, Value others) {
        String attention = name + ".self_attention.";
        long width = network.weights().shape(attention + "query_w.weight")[0];
        Value attended = new Attention(network, HEADS, width)
                .attend(
                        network.linearWithoutBias(norm(queries, ".norm_q"), attention + "query_w"),
                        network.linearWithoutBias(norm(others, ".norm_k"), attention + "keys_w"),
                        network.linearWithoutBias(norm(others, ".norm_v"), attention + "values_w"));
        Value projected = network.linearWithoutBias(attended, attention + "ff_layer_after_concat");
        return network.graph().add(projected, perceptron(projected));
    }

    private Value norm(Value x, String layer) {
        return network.layerNorm(x, name + layer, EPSILON);
    }

    private Value perceptron(Value x) {
        Value inner = norm(network.gelu(network.linear(x, name + ".mlp.0")), ".mlp.3");
        return network.gelu(network.linear(inner, name + ".mlp.4"));
    }
}
