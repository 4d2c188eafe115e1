package oragen.encode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import oragen.bundle.BundleManifest;
import oragen.media.WaveformPiece;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;
import oragen.window.Protocol;

/** Windows of the waveform → audio features. */
public final class AudioEncoder {
    private final TensorModel model;
    private final BundleManifest.AudioEncoder parameters;
    private final Protocol protocol;
    private final int windowSamples;

    public AudioEncoder(
            TensorModel model,
            BundleManifest.AudioEncoder parameters,
            BundleManifest.Windows windows,
            Protocol protocol) {
        this.model = model;
        this.parameters = parameters;
        this.protocol = protocol;
        this.windowSamples = windows.lengthSeconds() * WaveformPiece.SAMPLE_RATE;
    }

    /** Encodes windows of at most the full length in one batch. */
    public List<AudioFeatures> encode(List<float[]> waveforms) {
        float[] batch = new float[waveforms.size() * windowSamples];
        for (int i = 0; i < waveforms.size(); i++) {
            float[] normalized = WaveformNormalizer.normalize(waveforms.get(i), windowSamples, protocol);
            System.arraycopy(normalized, 0, batch, i * windowSamples, windowSamples);
        }
        Tensor input = Tensor.of(batch, waveforms.size(), windowSamples);
        Tensor.FloatTensor output = FeatureBatch.output(
                model.run(Map.of(parameters.input(), input)), parameters.output(), parameters.file());
        List<AudioFeatures> features = new ArrayList<>();
        for (float[] row : FeatureBatch.rows(output, parameters.featureShape(), parameters.file())) {
            features.add(new AudioFeatures(row));
        }
        return features;
    }
}
