package oragen.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oragen.checkpoint.PublishedCheckpoint;

/**
 * The parameters of ORAGEN's networks by name, as the authors' state dictionaries hold them, for given sizes. Both to
 * check a checkpoint before anything is made of it, and to make up one.
 */
public final class Architecture {
    private static final int GENDER_AND_AGE = 3;
    private static final int MASK_CLASSES = 6;

    /** Ends the name of a table of sinusoidal positions, a constant that PyTorch stores with the parameters. */
    public static final String POSITIONS = ".positional_encoding.pe";

    /** Positions that the reference makes such a table for. */
    private static final int STORED_POSITIONS = 5000;

    /** Ages of the classifier that the visual encoder was trained as. */
    private static final int AGE_CLASSES = 9;

    private static final List<String> AUDIO_BLOCKS = List.of("transformer_block1", "transformer_block2");

    private final Map<String, long[]> shapes = new LinkedHashMap<>();

    private Architecture() {}

    public static Map<String, long[]> audio(AudioSize size) {
        Architecture architecture = new Architecture();
        architecture.addWav2Vec2(size);
        architecture.addAudioHead(size.width());
        return architecture.shapes;
    }

    public static Map<String, long[]> visual(VisualSize size) {
        Architecture architecture = new Architecture();
        architecture.addVisionTransformer(size);
        architecture.addVisualHead(size);
        return architecture.shapes;
    }

    /** The fusion of intermediate features; {@code masks} where it has the mask head. */
    public static Map<String, long[]> fusion(int frames, int audioWidth, int visualFeatures, MaskHead masks) {
        Architecture architecture = new Architecture();
        architecture.addFusion(frames, audioWidth, visualFeatures, masks);
        return architecture.shapes;
    }

    /** As the released file has them, with what its loader wants and no network uses. */
    public static Map<String, long[]> releasedAudio(AudioSize size) {
        Architecture architecture = new Architecture();
        architecture.add(size.prefix() + "masked_spec_embed", size.width());
        architecture.addWav2Vec2(size.named(AudioSize.WeightNorm.NEWER));
        architecture.addAudioHead(size.width());
        for (String block : AUDIO_BLOCKS) {
            architecture.add(block + POSITIONS, 1, STORED_POSITIONS, size.width());
        }
        return architecture.shapes;
    }

    /** As the released file has them, in the names of the current library, with what no network uses. */
    public static Map<String, long[]> releasedVisual(VisualSize size) {
        Architecture architecture = new Architecture();
        architecture.addVisionTransformer(size.named(VisualSize.LayerNames.NEWER));
        architecture.addNorm(VisualSize.PREFIX + "layernorm", size.width());
        architecture.addLinear("vit_model.classifier", size.width(), AGE_CLASSES);
        architecture.addVisualHead(size);
        return architecture.shapes;
    }

    /** As the released file has them: without a mask head and its prefix. */
    public static Map<String, long[]> releasedFusion(FusionSize size) {
        Architecture architecture = new Architecture();
        fusion(size.audioFrames(), size.audioWidth(), size.frameValues(), MaskHead.ABSENT)
                .forEach((name, shape) ->
                        architecture.add(name.substring(PublishedCheckpoint.FUSION_PREFIX.length()), shape));
        return architecture.shapes;
    }

    private void addWav2Vec2(AudioSize size) {
        String prefix = size.prefix();
        for (int layer = 0; layer < AudioSize.KERNELS.length; layer++) {
            String name = prefix + "feature_extractor.conv_layers." + layer;
            addNorm(name + ".layer_norm", size.channels());
            add(name + ".conv.weight", size.channels(), layer == 0 ? 1 : size.channels(), AudioSize.KERNELS[layer]);
            add(name + ".conv.bias", size.channels());
        }
        addNorm(prefix + "feature_projection.layer_norm", size.channels());
        addLinear(prefix + "feature_projection.projection", size.channels(), size.width());
        add(prefix + "encoder.pos_conv_embed.conv.bias", size.width());
        add(prefix + size.weightNorm().gain(), 1, 1, size.positionalKernel());
        add(prefix + size.weightNorm().direction(), size.width(), size.positionalInner(), size.positionalKernel());
        addNorm(prefix + "encoder.layer_norm", size.width());
        for (int layer = 0; layer < size.layers(); layer++) {
            String name = prefix + "encoder.layers." + layer;
            for (String projection : new String[] {"k_proj", "v_proj", "q_proj", "out_proj"}) {
                addLinear(name + ".attention." + projection, size.width(), size.width());
            }
            addNorm(name + ".layer_norm", size.width());
            addLinear(name + ".feed_forward.intermediate_dense", size.width(), size.inner());
            addLinear(name + ".feed_forward.output_dense", size.inner(), size.width());
            addNorm(name + ".final_layer_norm", size.width());
        }
    }

    private void addAudioHead(int width) {
        for (String block : AUDIO_BLOCKS) {
            addAttentionWithoutBias(block, width);
            addLinear(block + ".feed_forward.layer_1", width, width);
            addLinear(block + ".feed_forward.layer_2", width, width);
            addNorm(block + ".add_norm_after_attention.layer_norm", width);
            addNorm(block + ".add_norm_after_ff.layer_norm", width);
        }
        addLinear("fc1", 2 * width, 256);
        addLinear("cl_head.fc_agender", 256, GENDER_AND_AGE);
    }

    private void addVisionTransformer(VisualSize size) {
        String prefix = VisualSize.PREFIX;
        VisualSize.LayerNames names = size.layerNames();
        int width = size.width();
        int patches = size.imageSide() / size.patchSide();
        add(prefix + "embeddings.cls_token", 1, 1, width);
        add(prefix + "embeddings.position_embeddings", 1, (long) patches * patches + 1, width);
        add(prefix + "embeddings.patch_embeddings.projection.weight", width, 3, size.patchSide(), size.patchSide());
        add(prefix + "embeddings.patch_embeddings.projection.bias", width);
        for (int layer = 0; layer < size.layers(); layer++) {
            String name = names.layer(layer);
            addNorm(name + "layernorm_before", width);
            addNorm(name + "layernorm_after", width);
            for (String projection : names.projections()) {
                addLinear(name + projection, width, width);
            }
            addLinear(name + names.attended(), width, width);
            addLinear(name + names.inner(), width, size.inner());
            addLinear(name + names.outer(), size.inner(), width);
        }
    }

    private void addVisualHead(VisualSize size) {
        int width = size.width();
        switch (size.gate()) {
            case ATTENTION -> {
                for (String layer : new String[] {"fcl_x", "dpal.query", "dpal.key", "dpal.value"}) {
                    addLinear("model_final." + layer, width, width);
                }
                addLinear("model_final.fcl", 2 * width, 128);
            }
            case GATED -> {
                addLinear("model_final.fcl_x1", width, width);
                addLinear("model_final.fcl_x2", width, width);
                add("model_final.gal.WF1", 2L * width, 128);
                add("model_final.gal.WF2", 2L * width, 128);
                add("model_final.gal.WF", 4L * width, 128);
                addLinear("model_final.fcl", 128, 128);
            }
        }
        addLinear("model_final.classifier", 128, GENDER_AND_AGE);
    }

    private void addFusion(int frames, int audioWidth, int visualFeatures, MaskHead masks) {
        int width = 256;
        addLinear("av_model.downsampling_a.0", frames, 4);
        addLinear("av_model.downsampling_a.2", audioWidth, width);
        addLinear("av_model.downsampling_v.1", visualFeatures, width);
        for (String block : new String[] {"av_model.mtcma_av", "av_model.mtcma_va"}) {
            for (String norm : new String[] {".norm_q", ".norm_k", ".norm_v"}) {
                addNorm(block + norm, width);
            }
            addAttentionWithoutBias(block, width);
            addLinear(block + ".mlp.0", width, width / 2);
            addNorm(block + ".mlp.3", width / 2);
            addLinear(block + ".mlp.4", width / 2, width);
        }
        addLinear("av_model.gender_branch.0", 2 * width, width);
        addLinear("av_model.age_branch.0", 2 * width, width);
        addLinear("av_model.cl_head.fc_agender", width, GENDER_AND_AGE);
        if (masks == MaskHead.PRESENT) {
            addLinear("av_model.cl_head.fc_mask", width, MASK_CLASSES);
        }
    }

    private void addAttentionWithoutBias(String block, int width) {
        for (String layer : new String[] {"query_w", "keys_w", "values_w", "ff_layer_after_concat"}) {
            add(block + ".self_attention." + layer + ".weight", width, width);
        }
    }

    private void addLinear(String layer, long inputs, long outputs) {
        add(layer + ".weight", outputs, inputs);
        add(layer + ".bias", outputs);
    }

    private void addNorm(String layer, long width) {
        add(layer + ".weight", width);
        add(layer + ".bias", width);
    }

    private void add(String name, long... shape) {
        shapes.put(name, shape);
    }
}
