package oragen.network.graph;

import oragen.network.Deviation;
import oragen.network.HeadOutputs;
import oragen.network.Sinusoids;
import oragen.network.graph.OnnxGraph.Value;

/** The unimodal audio head: hidden states [n, t, width] → two transformer layers → mean and deviation → answers. */
public final class AudioHead {
    private static final double EPSILON = 1e-5;
    private static final int HEADS = 4;

    private final NetworkGraph network;
    private final OnnxGraph graph;
    private final Deviation deviation;
    private final int frames;

    /** @param frames length of the hidden states' time axis */
    public AudioHead(NetworkGraph network, Deviation deviation, int frames) {
        this.network = network;
        this.graph = network.graph();
        this.deviation = deviation;
        this.frames = frames;
    }

    public HeadOutputs<Value> answer(Value hidden) {
        Value first = graph.rectify(transformerLayer(hidden, "transformer_block1"));
        Value second = graph.rectify(transformerLayer(first, "transformer_block2"));
        Value pooled = network.meanAndDeviation(second, 1, deviation, frames);
        Value late = graph.rectify(network.linear(pooled, "fc1"));
        return HeadOutputs.split(network, late, network.linear(late, "cl_head.fc_agender"), null);
    }

    private Value transformerLayer(Value x, String layer) {
        int width = (int) network.weights().shape(layer + ".self_attention.query_w.weight")[0];
        Value positions = network.derived(layer + ".positions", Sinusoids.table(frames, width), 1, frames, width);
        Value placed = network.add(x, positions);
        String attention = layer + ".self_attention.";
        Value attended = network.attention(
                network.linearWithoutBias(placed, attention + "query_w"),
                network.linearWithoutBias(placed, attention + "keys_w"),
                network.linearWithoutBias(placed, attention + "values_w"),
                HEADS,
                width);
        Value afterAttention = network.layerNorm(
                graph.add(network.linearWithoutBias(attended, attention + "ff_layer_after_concat"), placed),
                layer + ".add_norm_after_attention.layer_norm",
                EPSILON);
        Value inner = graph.rectify(network.linear(afterAttention, layer + ".feed_forward.layer_1"));
        return network.layerNorm(
                graph.add(network.linear(inner, layer + ".feed_forward.layer_2"), afterAttention),
                layer + ".add_norm_after_ff.layer_norm",
                EPSILON);
    }
}
