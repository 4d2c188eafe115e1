package oragen.network;

import oragen.checkpoint.PublishedCheckpoint;
import oragen.network.NetworkLayers.DropoutPlace;
import org.jspecify.annotations.Nullable;

/**
 * The fusion of voice and face (the authors' AVModelV3, with the mask head MaskAgenderAVModelV3): both to streams of
 * 256, each asks the other, is pooled and passes its branch; the sum of the branches answers.
 */
public final class FusionNetwork<V> {
    /** Begins the names of the heads' parameters. */
    public static final String HEADS = PublishedCheckpoint.FUSION_PREFIX + "cl_head.";

    /** Begins the names of the mask head's parameters. */
    public static final String MASK_HEAD = HEADS + "fc_mask";

    private static final String PREFIX = PublishedCheckpoint.FUSION_PREFIX;

    private final NetworkLayers<V> layers;
    private final Deviation deviation;

    /** Which features of the encoders are fused. */
    public enum Level {
        /** Audio [n, 512, 199], visual [n, 4, 197, 768]. */
        EARLY,
        /** Audio [n, 199, 1024], visual [n, 4, 13, 768]. */
        INTERMEDIATE,
        /** Audio [n, 256], visual [n, 4, 128]. */
        LATE
    }

    public FusionNetwork(NetworkLayers<V> layers, Deviation deviation) {
        this.layers = layers;
        this.deviation = deviation;
    }

    public HeadOutputs<V> answer(V audio, V visual, Level level) {
        V heard = audioStream(audio, level);
        V seen = visualStream(visual, level);
        V hearing = layers.add(heard, new CrossAttentionBlock<>(layers, PREFIX + "mtcma_av").attend(heard, seen));
        V seeing = layers.add(seen, new CrossAttentionBlock<>(layers, PREFIX + "mtcma_va").attend(seen, heard));
        V sum = layers.add(branch(hearing, "gender_branch.0", level), branch(seeing, "age_branch.0", level));
        return HeadOutputs.split(layers, null, layers.linear(sum, HEADS + "fc_agender"), mask(sum));
    }

    private V branch(V stream, String layer, Level level) {
        V rectified = layers.rectify(layers.linear(pool(stream, level), PREFIX + layer));
        return layers.dropout(rectified, DropoutPlace.BRANCH);
    }

    private @Nullable V mask(V sum) {
        return layers.hasParameter(MASK_HEAD + ".weight") ? layers.linear(sum, MASK_HEAD) : null;
    }

    private V audioStream(V audio, Level level) {
        return switch (level) {
            case EARLY ->
                layers.linear(
                        layers.transpose(layers.linear(audio, PREFIX + "downsampling_a.0"), 0, 2, 1),
                        PREFIX + "downsampling_a.2");
            case INTERMEDIATE ->
                layers.linear(layers.linearOverTime(audio, PREFIX + "downsampling_a.0"), PREFIX + "downsampling_a.2");
            case LATE -> layers.unsqueeze(audio, 1);
        };
    }

    private V visualStream(V visual, Level level) {
        return switch (level) {
            case EARLY, INTERMEDIATE -> {
                long inputs = layers.parameterShape(PREFIX + "downsampling_v.1.weight")[1];
                V flat = layers.reshape(visual, 0, 0, inputs);
                yield layers.linear(flat, PREFIX + "downsampling_v.1");
            }
            case LATE ->
                layers.linear(layers.linearOverTime(visual, PREFIX + "downsampling_v.0"), PREFIX + "downsampling_v.2");
        };
    }

    private V pool(V stream, Level level) {
        return switch (level) {
            case EARLY, INTERMEDIATE -> {
                int positions = (int) layers.parameterShape(PREFIX + "downsampling_a.0.weight")[0];
                yield layers.meanAndDeviation(stream, 1, deviation, positions);
            }
            case LATE -> layers.squeeze(stream, 1);
        };
    }
}
