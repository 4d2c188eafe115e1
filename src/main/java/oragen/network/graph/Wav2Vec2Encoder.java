package oragen.network.graph;

import oragen.network.AudioSize;
import oragen.network.graph.OnnxGraph.Value;

/**
 * wav2vec 2.0 with a layer-norm feature extractor and stable layer norm, as "large robust" and HuBERT large have it
 * (Baevski et al. 2020; Hsu et al. 2021): waveform [n, samples] to the last hidden state [n, t, width].
 */
public final class Wav2Vec2Encoder {
    private static final double EPSILON = 1e-5;

    /** The feature extractor's hop of 320 samples; not to be seen in the weights. */
    private final NetworkGraph network;

    private final OnnxGraph graph;
    private final AudioSize size;
    private final String prefix;
    private final int samples;
    private final int heads;

    /**
     * @param samples of a waveform
     * @param heads of each layer; not to be seen in the weights
     */
    public Wav2Vec2Encoder(NetworkGraph network, AudioSize size, int samples, int heads) {
        this.network = network;
        this.graph = network.graph();
        this.size = size;
        this.prefix = size.prefix();
        this.samples = samples;
        this.heads = heads;
    }

    public Value encode(Value waveform) {
        Value features = extractFeatures(graph.unsqueeze(waveform, 2));
        Value normalized = layerNorm(features, prefix + "feature_projection.layer_norm");
        Value hidden = network.linear(normalized, prefix + "feature_projection.projection");
        hidden = network.add(hidden, convolutionalPositions(hidden));
        for (int layer = 0; layer < size.layers(); layer++) {
            hidden = transformerLayer(hidden, prefix + "encoder.layers." + layer);
        }
        return layerNorm(hidden, prefix + "encoder.layer_norm");
    }

    /** Hidden states for so many samples. */
    public static int frames(int samples) {
        int frames = samples;
        for (int layer = 0; layer < AudioSize.STRIDES.length; layer++) {
            frames = (frames - AudioSize.KERNELS[layer]) / AudioSize.STRIDES[layer] + 1;
        }
        return frames;
    }

    /** [n, samples, 1] to [n, t, channels]. */
    private Value extractFeatures(Value waveform) {
        Value hidden = waveform;
        int frames = samples;
        for (int layer = 0; layer < AudioSize.STRIDES.length; layer++) {
            frames = (frames - AudioSize.KERNELS[layer]) / AudioSize.STRIDES[layer] + 1;
            String name = prefix + "feature_extractor.conv_layers." + layer;
            TimeConvolution steps = new TimeConvolution(AudioSize.KERNELS[layer], AudioSize.STRIDES[layer], frames);
            Value convolved = network.convolutionOverTime(hidden, name + ".conv", steps);
            hidden = network.gelu(network.layerNorm(convolved, name + ".layer_norm", EPSILON, frames));
        }
        return hidden;
    }

    private Value layerNorm(Value hidden, String layer) {
        return network.layerNorm(hidden, layer, EPSILON, frames(samples));
    }

    /** A grouped convolution over time as positions. */
    private Value convolutionalPositions(Value hidden) {
        PositionalKernel kernel = PositionalKernel.of(network.weights(), size);
        return network.gelu(kernel.convolve(network, hidden, frames(samples)));
    }

    private Value transformerLayer(Value hidden, String layer) {
        Value normalized = layerNorm(hidden, layer + ".layer_norm");
        Value attended = network.attention(
                network.linear(normalized, layer + ".attention.q_proj"),
                network.linear(normalized, layer + ".attention.k_proj"),
                network.linear(normalized, layer + ".attention.v_proj"),
                heads,
                size.width());
        Value afterAttention = network.add(hidden, network.linear(attended, layer + ".attention.out_proj"));
        Value inner = network.linear(
                layerNorm(afterAttention, layer + ".final_layer_norm"), layer + ".feed_forward.intermediate_dense");
        return network.add(afterAttention, network.linear(network.gelu(inner), layer + ".feed_forward.output_dense"));
    }
}
