package oragen.network;

/**
 * Sizes of an audio model.
 *
 * @param prefix {@code wav2vec2.} or {@code hubert.}
 * @param positionalKernel steps of the positional convolution, and {@code positionalInner} channels of a group
 */
public record AudioSize(
        String prefix,
        int channels,
        int width,
        int layers,
        int inner,
        int positionalKernel,
        int positionalInner,
        WeightNorm weightNorm) {
    /** Steps of the feature extractor's convolutions. */
    public static final int[] KERNELS = {10, 3, 3, 3, 3, 2, 2};

    public static final int[] STRIDES = {5, 2, 2, 2, 2, 2, 2};

    private static final double GIGA = 1e9;

    /** Floating point operations of the encoder for one window, in units of 10^9, as two for each product and sum. */
    public double gigaflops(int samples) {
        double products = 0;
        int frames = samples;
        for (int layer = 0; layer < KERNELS.length; layer++) {
            frames = (frames - KERNELS[layer]) / STRIDES[layer] + 1;
            products += (double) frames * channels * KERNELS[layer] * (layer == 0 ? 1 : channels);
        }
        products += (double) frames * channels * width;
        products += (double) frames * width * positionalInner * positionalKernel;
        double layer = (double) frames * width * (4.0 * width + 2.0 * inner) + 2.0 * frames * frames * width;
        return 2 * (products + layers * layer) / GIGA;
    }

    public static AudioSize large(int layers) {
        return new AudioSize("wav2vec2.", 512, 1024, layers, 4096, 128, 64, WeightNorm.OLDER);
    }

    /** The same sizes under other names. */
    AudioSize named(WeightNorm names) {
        return new AudioSize(prefix, channels, width, layers, inner, positionalKernel, positionalInner, names);
    }

    /** Read from the parameters that tell. */
    public static AudioSize of(Weights weights) {
        String prefix = weights.has("hubert.encoder.layer_norm.weight") ? "hubert." : "wav2vec2.";
        WeightNorm norm = weights.has(prefix + WeightNorm.NEWER.direction()) ? WeightNorm.NEWER : WeightNorm.OLDER;
        long[] positions = weights.shape(prefix + norm.direction(), 3);
        return new AudioSize(
                prefix,
                (int) weights.shape(prefix + "feature_projection.layer_norm.weight", 1)[0],
                (int) weights.shape(prefix + "encoder.layer_norm.weight", 1)[0],
                weights.count(prefix + "encoder.layers."),
                (int) weights.shape(prefix + "encoder.layers.0.feed_forward.intermediate_dense.weight", 2)[0],
                (int) positions[2],
                (int) positions[1],
                norm);
    }

    /** The two spellings of a weight norm, before and since PyTorch 2. */
    public enum WeightNorm {
        OLDER("weight_g", "weight_v"),
        NEWER("parametrizations.weight.original0", "parametrizations.weight.original1");

        private static final String LAYER = "encoder.pos_conv_embed.conv.";

        private final String gain;
        private final String direction;

        WeightNorm(String gain, String direction) {
            this.gain = gain;
            this.direction = direction;
        }

        public String gain() {
            return LAYER + gain;
        }

        public String direction() {
            return LAYER + direction;
        }
    }
}
