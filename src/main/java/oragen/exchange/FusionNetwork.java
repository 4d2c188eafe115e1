package oragen.exchange;

import oragen.exchange.OnnxGraph.Value;
import org.jspecify.annotations.Nullable;

/**
 * The fusion of voice and face (the authors' AVModelV3, with the mask head MaskAgenderAVModelV3): both to streams of
 * 256, each asks the other, is pooled and passes its branch; the sum of the branches answers.
 */
final class FusionNetwork {
    private static final String PREFIX = "av_model.";

    private final NetworkGraph network;
    private final OnnxGraph graph;
    private final Deviation deviation;

    /** Which features of the encoders are fused. */
    enum Level {
        /** Audio [n, 512, 199], visual [n, 4, 197, 768]. */
        EARLY,
        /** Audio [n, 199, 1024], visual [n, 4, 13, 768]. */
        INTERMEDIATE,
        /** Audio [n, 256], visual [n, 4, 128]. */
        LATE
    }

    FusionNetwork(NetworkGraph network, Deviation deviation) {
        this.network = network;
        this.graph = network.graph();
        this.deviation = deviation;
    }

    HeadOutputs answer(Value audio, Value visual, Level level) {
        Value heard = audioStream(audio, level);
        Value seen = visualStream(visual, level);
        Value hearing = graph.add(heard, new CrossAttentionBlock(network, PREFIX + "mtcma_av").attend(heard, seen));
        Value seeing = graph.add(seen, new CrossAttentionBlock(network, PREFIX + "mtcma_va").attend(seen, heard));
        Value sum = graph.add(
                graph.rectify(network.linear(pool(hearing, level), PREFIX + "gender_branch.0")),
                graph.rectify(network.linear(pool(seeing, level), PREFIX + "age_branch.0")));
        return HeadOutputs.split(network, null, network.linear(sum, PREFIX + "cl_head.fc_agender"), mask(sum));
    }

    private @Nullable Value mask(Value sum) {
        String head = PREFIX + "cl_head.fc_mask";
        return network.weights().has(head + ".weight") ? network.linear(sum, head) : null;
    }

    private Value audioStream(Value audio, Level level) {
        return switch (level) {
            case EARLY ->
                network.linear(
                        network.transpose(network.linear(audio, PREFIX + "downsampling_a.0"), 0, 2, 1),
                        PREFIX + "downsampling_a.2");
            case INTERMEDIATE ->
                network.linear(network.linearOverTime(audio, PREFIX + "downsampling_a.0"), PREFIX + "downsampling_a.2");
            case LATE -> graph.unsqueeze(audio, 1);
        };
    }

    private Value visualStream(Value visual, Level level) {
        return switch (level) {
            case EARLY, INTERMEDIATE -> {
                long inputs = network.weights().shape(PREFIX + "downsampling_v.1.weight")[1];
                Value flat = network.reshape(visual, 0, 0, inputs);
                yield network.linear(flat, PREFIX + "downsampling_v.1");
            }
            case LATE ->
                network.linear(
                        network.linearOverTime(visual, PREFIX + "downsampling_v.0"), PREFIX + "downsampling_v.2");
        };
    }

    private Value pool(Value stream, Level level) {
        return switch (level) {
            case EARLY, INTERMEDIATE -> {
                int positions = (int) network.weights().shape(PREFIX + "downsampling_a.0.weight")[0];
                yield network.meanAndDeviation(stream, 1, deviation, positions);
            }
            case LATE -> graph.squeeze(stream, 1);
        };
    }
}
