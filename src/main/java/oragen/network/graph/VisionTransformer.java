package oragen.network.graph;

import static oragen.network.graph.OnnxGraph.integer;

import java.util.ArrayList;
import java.util.List;
import oragen.network.VisualSize;
import oragen.network.graph.OnnxGraph.Value;

/**
 * ViT (Dosovitskiy et al. 2021): crops [n, 3, h, w] to the CLS token of every hidden state [n, layers + 1, width],
 * without the last layer norm. The last layer is reckoned for the CLS row alone, as nothing reads the others.
 */
public final class VisionTransformer {
    private static final double EPSILON = 1e-12;

    private final NetworkGraph network;
    private final OnnxGraph graph;
    private final VisualSize size;
    private final int heads;

    /** @param heads of each layer; not to be seen in the weights */
    public VisionTransformer(NetworkGraph network, VisualSize size, int heads) {
        this.network = network;
        this.graph = network.graph();
        this.size = size;
        this.heads = heads;
    }

    public Value encode(Value crops) {
        Value hidden = embed(crops);
        List<Value> states = new ArrayList<>(List.of(firstToken(hidden)));
        for (int layer = 0; layer < size.layers(); layer++) {
            boolean last = layer == size.layers() - 1;
            hidden = layer(
                    hidden,
                    last ? firstToken(hidden) : hidden,
                    size.layerNames().layer(layer));
            states.add(last ? hidden : firstToken(hidden));
        }
        return graph.concatenate(1, states.toArray(Value[]::new));
    }

    /** Of the patches, and the CLS token. */
    private int tokens() {
        int patches = size.imageSide() / size.patchSide();
        return patches * patches + 1;
    }

    private Value firstToken(Value hidden) {
        return network.slice(hidden, 1, 0, 1);
    }

    /** Patches as tokens, a CLS token before them, positions added. */
    private Value embed(Value crops) {
        String embeddings = VisualSize.PREFIX + "embeddings.";
        String projection = embeddings + "patch_embeddings.projection";
        Value patches = graph.widened(network.convolution(crops, projection, size.patchSide()));
        Value tokens = network.transpose(network.reshape(patches, 0, size.width(), -1), 0, 2, 1);
        Value batch = graph.node("Shape", List.of(crops), integer("start", 0), integer("end", 1));
        Value shape = graph.concatenate(0, batch, graph.longs(1, size.width()));
        Value first = graph.node("Expand", List.of(network.parameter(embeddings + "cls_token"), shape));
        return network.add(graph.concatenate(1, first, tokens), network.parameter(embeddings + "position_embeddings"));
    }

    /**
     * @param rows those of {@code hidden} that are asked for
     * @param layer begins the names of its parts
     */
    private Value layer(Value hidden, Value rows, String layer) {
        VisualSize.LayerNames names = size.layerNames();
        Value normalized = network.layerNorm(hidden, layer + "layernorm_before", EPSILON, tokens());
        Value queries = rows == hidden ? normalized : firstToken(normalized);
        Value attended = network.attention(
                network.linear(queries, layer + names.projections().get(0)),
                network.linear(normalized, layer + names.projections().get(1)),
                network.linear(normalized, layer + names.projections().get(2)),
                heads,
                size.width());
        Value afterAttention = network.add(rows, network.linear(attended, layer + names.attended()));
        Value inner = network.linear(
                network.layerNorm(afterAttention, layer + "layernorm_after", EPSILON, rows == hidden ? tokens() : 1),
                layer + names.inner());
        return network.add(afterAttention, network.linear(network.gelu(inner), layer + names.outer()));
    }
}
