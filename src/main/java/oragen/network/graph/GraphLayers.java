package oragen.network.graph;

import oragen.network.Layers;
import oragen.network.graph.OnnxGraph.Value;

/** Layers as nodes of a graph. */
abstract class GraphLayers implements Layers<Value> {
    final OnnxGraph graph;

    GraphLayers(OnnxGraph graph) {
        this.graph = graph;
    }

    public final OnnxGraph graph() {
        return graph;
    }

    @Override
    public final Value rectify(Value x) {
        return graph.rectify(x);
    }

    @Override
    public final Value add(Value left, Value right) {
        return graph.add(graph.widened(left), graph.widened(right));
    }

    @Override
    public final Value scale(Value x, float factor) {
        return graph.multiply(x, graph.constant(factor));
    }

    @Override
    public final Value unsqueeze(Value x, long axis) {
        return graph.unsqueeze(x, axis);
    }

    @Override
    public final Value squeeze(Value x, long axis) {
        return graph.squeeze(x, axis);
    }
}
