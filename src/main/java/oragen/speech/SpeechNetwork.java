package oragen.speech;

import java.util.HashMap;
import java.util.Map;
import oragen.bundle.BundleManifest;
import oragen.media.WaveformPiece;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;

/** The voice-activity network of a bundle with the state of one clip. */
final class SpeechNetwork {
    private final TensorModel model;
    private final BundleManifest.VoiceActivity rules;
    private final long[] stateShape;
    private float[] state;

    SpeechNetwork(TensorModel model, BundleManifest.VoiceActivity rules) {
        this.model = model;
        this.rules = rules;
        stateShape = rules.stateShape().stream().mapToLong(Integer::longValue).toArray();
        state = new float[rules.stateShape().stream().reduce(1, Math::multiplyExact)];
    }

    /** After the last chunk; not changed later. */
    float[] state() {
        return state;
    }

    /**
     * Probability of speech in each of the next chunks.
     *
     * @param samples those before the first chunk that the network sees with it, then the chunks
     */
    float[] probabilities(float[] samples, int chunks) {
        float[] probabilities = new float[chunks];
        int together = rules.rateInput() == null ? chunks : 1;
        for (int first = 0; first < chunks; first += together) {
            System.arraycopy(ask(samples, first, together), 0, probabilities, first, together);
        }
        return probabilities;
    }

    private float[] ask(float[] samples, int first, int chunks) {
        int step = rules.chunkSamples();
        int length = rules.contextSamples() + step;
        float[] input = new float[chunks * length];
        for (int chunk = 0; chunk < chunks; chunk++) {
            System.arraycopy(samples, (first + chunk) * step, input, chunk * length, length);
        }
        Map<String, Tensor> inputs = new HashMap<>(Map.of(
                rules.audioInput(),
                Tensor.of(input, chunks, length),
                rules.stateInput(),
                new Tensor.FloatTensor(stateShape, state)));
        if (rules.rateInput() != null) {
            inputs.put(rules.rateInput(), Tensor.ofLongs(new long[] {WaveformPiece.SAMPLE_RATE}));
        }
        Map<String, Tensor.FloatTensor> outputs = model.run(inputs);
        state = output(outputs, rules.stateOutput()).values();
        return output(outputs, rules.probabilityOutput()).values();
    }

    private Tensor.FloatTensor output(Map<String, Tensor.FloatTensor> outputs, String name) {
        Tensor.FloatTensor tensor = outputs.get(name);
        if (tensor == null) {
            throw new IllegalStateException(rules.file() + " has no output " + name + ", only " + outputs.keySet());
        }
        return tensor;
    }
}
