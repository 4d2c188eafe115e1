package oragen.exchange;

import static oragen.exchange.OnnxGraph.integer;

import java.util.ArrayList;
import java.util.List;
import oragen.exchange.OnnxGraph.Value;

/**
 * ViT (Dosovitskiy et al. 2021): crops [n, 3, h, w] to the CLS token of every hidden state [n, layers + 1, width],
 * without the last layer norm. The last layer is reckoned for the CLS row alone, as nothing reads the others.
 */
final class VisionTransformer {
    private static final double EPSILON = 1e-12;
    private static final String PREFIX = "vit_model.vit.";

    private final NetworkGraph network;
    private final OnnxGraph graph;
    private final int heads;
    private final long width;

    /** @param heads of each layer; not to be seen in the weights */
    VisionTransformer(NetworkGraph network, int heads) {
        this.network = network;
        this.graph = network.graph();
        this.heads = heads;
        this.width = network.weights().shape(PREFIX + "embeddings.cls_token")[2];
    }

    long width() {
        return width;
    }

    /** Number of hidden states. */
    int states() {
        return network.weights().count(PREFIX + "encoder.layer.") + 1;
    }

    Value encode(Value crops) {
        Value hidden = embed(crops);
        List<Value> states = new ArrayList<>(List.of(firstToken(hidden)));
        for (int layer = 0; layer < states() - 1; layer++) {
            boolean last = layer == states() - 2;
            hidden = layer(hidden, last ? firstToken(hidden) : hidden, PREFIX + "encoder.layer." + layer);
            states.add(last ? hidden : firstToken(hidden));
        }
        return graph.concatenate(1, states.toArray(Value[]::new));
    }

    private Value firstToken(Value hidden) {
        return network.slice(hidden, 1, 0, 1);
    }

    /** Patches as tokens, a CLS token before them, positions added. */
    private Value embed(Value crops) {
        String embeddings = PREFIX + "embeddings.";
        String projection = embeddings + "patch_embeddings.projection";
        int patch = (int) network.weights().shape(projection + ".weight")[2];
        Value patches = network.convolution(crops, projection, patch);
        Value tokens = network.transpose(network.reshape(patches, 0, width, -1), 0, 2, 1);
        Value batch = graph.node("Shape", List.of(crops), integer("start", 0), integer("end", 1));
        Value shape = graph.concatenate(0, batch, graph.longs(1, width));
        Value first = graph.node("Expand", List.of(network.parameter(embeddings + "cls_token", 1, 1, width), shape));
        String positions = embeddings + "position_embeddings";
        return graph.add(
                graph.concatenate(1, first, tokens),
                network.parameter(positions, network.weights().shape(positions)));
    }

    /** @param rows those of {@code hidden} that are asked for */
    private Value layer(Value hidden, Value rows, String layer) {
        Value normalized = network.layerNorm(hidden, layer + ".layernorm_before", EPSILON);
        Value queries = rows == hidden ? normalized : firstToken(normalized);
        Value attended = new Attention(network, heads, width)
                .attend(
                        network.linear(queries, layer + ".attention.attention.query"),
                        network.linear(normalized, layer + ".attention.attention.key"),
                        network.linear(normalized, layer + ".attention.attention.value"));
        Value afterAttention = graph.add(rows, network.linear(attended, layer + ".attention.output.dense"));
        Value inner = network.linear(
                network.layerNorm(afterAttention, layer + ".layernorm_after", EPSILON), layer + ".intermediate.dense");
        return graph.add(afterAttention, network.linear(network.gelu(inner), layer + ".output.dense"));
    }
}
