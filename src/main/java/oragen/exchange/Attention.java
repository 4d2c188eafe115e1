package oragen.exchange;

import oragen.exchange.OnnxGraph.Value;

/** Scaled dot-product attention of several heads (Vaswani et al. 2017, equation 1). */
final class Attention {
    private final NetworkGraph network;
    private final int heads;
    private final long headSize;

    /** @param size width of the model, a multiple of the number of heads */
    Attention(NetworkGraph network, int heads, long size) {
        this.network = network;
        this.heads = heads;
        this.headSize = size / heads;
    }

    /** Queries [n, tq, size], keys and values [n, tk, size] to [n, tq, size]. */
    Value attend(Value queries, Value keys, Value values) {
        OnnxGraph graph = network.graph();
        Value scaled = graph.multiply(queries, graph.constant((float) (1 / Math.sqrt(headSize))));
        Value scores = graph.matrixProduct(split(scaled, 0, 2, 1, 3), split(keys, 0, 2, 3, 1));
        Value mixed = graph.matrixProduct(graph.softmax(scores), split(values, 0, 2, 1, 3));
        return network.reshape(network.transpose(mixed, 0, 2, 1, 3), 0, 0, heads * headSize);
    }

    private Value split(Value x, long... permutation) {
        return network.transpose(network.reshape(x, 0, 0, heads, headSize), permutation);
    }
}
