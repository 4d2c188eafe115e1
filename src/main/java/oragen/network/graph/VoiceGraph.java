package oragen.network.graph;

import static oragen.network.graph.OnnxGraph.integer;
import static oragen.network.graph.OnnxGraph.integers;

import ai.onnx.proto.OnnxMl;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import oragen.checkpoint.Checkpoint;
import oragen.network.VoiceFilter;
import oragen.network.VoiceLayers;
import oragen.network.VoiceNetwork;
import oragen.network.Weights;
import oragen.network.graph.OnnxGraph.Value;
import oragen.onnx.Half;

/** The layers of the voice network as nodes of a graph, with weights in 16 bits. */
public final class VoiceGraph extends GraphLayers implements VoiceLayers<Value> {
    private final Weights weights;
    private final Map<VoiceFilter, Value> filters = new HashMap<>();

    VoiceGraph(OnnxGraph graph, Weights weights) {
        super(graph);
        this.weights = weights;
    }

    private Value parameter(String name) {
        return graph.weight(name, new HalfTensor(weights.shape(name), Half.of(weights.values(name))));
    }

    @Override
    public Value convolution(Value x, String layer, Walk walk) {
        return convolution(List.of(x, parameter(layer + ".weight"), parameter(layer + ".bias")), walk);
    }

    @Override
    public Value filter(Value x, VoiceFilter filter, Walk walk) {
        Value kernel = filters.computeIfAbsent(
                filter,
                key -> graph.weight("filter_" + filters.size(), new HalfTensor(key.shape(), Half.of(key.values()))));
        return convolution(List.of(x, kernel), walk);
    }

    private Value convolution(List<Value> inputs, Walk walk) {
        return graph.node(
                "Conv", inputs, integers("strides", walk.stride()), integers("pads", walk.padding(), walk.padding()));
    }

    @Override
    public Value linear(Value x, String layer) {
        Value weight = parameter(layer + ".weight");
        Value transposed = graph.transpose(weight, 1, 0);
        return graph.dense(x, transposed, parameter(layer + ".bias"));
    }

    @Override
    public Value occlude(Value bands) {
        return bands;
    }

    @Override
    public Value sigmoid(Value x) {
        return graph.sigmoid(x);
    }

    @Override
    public Value squareRoot(Value x) {
        return graph.squareRoot(x);
    }

    @Override
    public Value logarithm(Value x) {
        return graph.log(x);
    }

    @Override
    public Value clip(Value x, float min, float max) {
        return graph.clip(x, min, max);
    }

    @Override
    public Value add(Value x, float number) {
        return graph.add(x, graph.constant(number));
    }

    @Override
    public Value multiply(Value left, Value right) {
        return graph.multiply(left, right);
    }

    @Override
    public Value divide(Value left, Value right) {
        return graph.divide(left, right);
    }

    @Override
    public Value sum(Value x, long axis) {
        return graph.node("ReduceSum", List.of(x, graph.longs(axis)), integer("keepdims", 1));
    }

    @Override
    public Value concatenate(long axis, Value left, Value right) {
        return graph.concatenate(axis, left, right);
    }

    /**
     * The graph: {@code waveform} [n, samples] to {@code audio_features} [n, {@link VoiceNetwork#FEATURES}], for any number of
     * samples. A checkpoint of another network is an error that names {@code source}.
     */
    public static OnnxMl.ModelProto build(Checkpoint checkpoint, String source) {
        Weights weights = new Weights(checkpoint, source);
        weights.require(VoiceNetwork.parameters());
        OnnxGraph graph = new OnnxGraph("audio_encoder");
        Value waveform = graph.input(VoiceNetwork.INPUT, OnnxGraph.BATCH, OnnxGraph.SAMPLES);
        Value features = new VoiceNetwork<>(new VoiceGraph(graph, weights)).features(waveform);
        graph.output(VoiceNetwork.OUTPUT, features, OnnxGraph.BATCH, VoiceNetwork.FEATURES);
        return graph.build();
    }
}
