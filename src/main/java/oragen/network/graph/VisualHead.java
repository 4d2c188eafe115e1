package oragen.network.graph;

import java.util.List;
import oragen.network.Deviation;
import oragen.network.HeadOutputs;
import oragen.network.VisualSize;
import oragen.network.graph.OnnxGraph.Value;

/** The unimodal visual head: CLS tokens of the hidden states [n, states, width] → answers; attention or gates. */
public final class VisualHead {
    private final NetworkGraph network;
    private final OnnxGraph graph;
    private final int states;
    private final VisualSize.Gate gate;

    /** @param states length of the tokens' axis */
    public VisualHead(NetworkGraph network, int states, VisualSize.Gate gate) {
        this.network = network;
        this.graph = network.graph();
        this.states = states;
        this.gate = gate;
    }

    public HeadOutputs<Value> answer(Value tokens) {
        Value pooled = switch (gate) {
            case ATTENTION -> attend(tokens);
            case GATED -> gate(tokens);
        };
        Value late = network.linear(pooled, "model_final.fcl");
        HeadOutputs<Value> outputs =
                HeadOutputs.split(network, late, network.linear(late, "model_final.classifier"), null);
        return new HeadOutputs<>(late, outputs.genderLogits(), graph.sigmoid(outputs.age()), null);
    }

    /** Dot-product self-attention of one head over the tokens, pooled. */
    private Value attend(Value tokens) {
        Value projected = network.linear(tokens, "model_final.fcl_x");
        long width = network.weights().shape("model_final.dpal.query.weight")[0];
        Value attended = network.attention(
                network.linear(projected, "model_final.dpal.query"),
                network.linear(projected, "model_final.dpal.key"),
                network.linear(projected, "model_final.dpal.value"),
                1,
                width);
        return pool(attended);
    }

    /** Two views of the tokens, weighed against each other by a gate for each of 128 features. */
    private Value gate(Value tokens) {
        Value first = pool(network.linear(tokens, "model_final.fcl_x1"));
        Value second = pool(network.linear(tokens, "model_final.fcl_x2"));
        Value share = graph.softmax(network.product(graph.concatenate(-1, first, second), "model_final.gal.WF"));
        Value rest = graph.subtract(graph.constant(1), share);
        return graph.add(
                graph.multiply(share, tanh(network.product(first, "model_final.gal.WF1"))),
                graph.multiply(rest, tanh(network.product(second, "model_final.gal.WF2"))));
    }

    private Value pool(Value tokens) {
        return network.meanAndDeviation(tokens, 1, Deviation.SAMPLE, states);
    }

    private Value tanh(Value x) {
        return graph.node("Tanh", List.of(x));
    }
}
