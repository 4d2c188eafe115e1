package oragen.speech;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import oragen.bundle.BundleManifest;
import oragen.media.WaveformPiece;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;

/** Finds the speech of one clip; holds the recurrent state and less than a chunk of audio. */
public final class SpeechDetector {
    /** Steps of the state that move no probability: rounding of 32-bit floats. */
    private static final float SETTLED = 1e-6f;

    private final TensorModel model;
    private final BundleManifest.VoiceActivity rules;
    private final SpeechSegmenter segmenter;
    private final long[] stateShape;
    /** The last samples of the previous chunk, then those of the chunk being filled. */
    private final float[] buffer;

    private float[] state;
    private float probability;
    private boolean settled;
    private int filled;
    private long audioSamples;

    /** The model is shared and stays open. */
    public SpeechDetector(TensorModel model, BundleManifest.VoiceActivity rules) {
        this.model = model;
        this.rules = rules;
        segmenter = new SpeechSegmenter(rules);
        stateShape = rules.stateShape().stream().mapToLong(Integer::longValue).toArray();
        int stateSize = rules.stateShape().stream().reduce(1, Math::multiplyExact);
        state = new float[stateSize];
        buffer = new float[rules.contextSamples() + rules.chunkSamples()];
    }

    /** Takes the next samples, any number of them; returns the segments that became final. */
    public List<SpeechSegment> add(float[] samples) {
        List<SpeechSegment> segments = new ArrayList<>();
        int taken = 0;
        while (taken < samples.length) {
            int count = Math.min(samples.length - taken, rules.chunkSamples() - filled);
            System.arraycopy(samples, taken, buffer, rules.contextSamples() + filled, count);
            taken += count;
            filled += count;
            if (filled == rules.chunkSamples()) {
                segments.addAll(segmenter.add(nextProbability()));
            }
        }
        audioSamples += samples.length;
        return segments;
    }

    /** Ends the clip, its last chunk padded with zeros; returns the rest of the segments. */
    public List<SpeechSegment> finish() {
        List<SpeechSegment> segments = new ArrayList<>();
        if (filled > 0) {
            Arrays.fill(buffer, rules.contextSamples() + filled, buffer.length, 0);
            segments.addAll(segmenter.add(nextProbability()));
        }
        segments.addAll(segmenter.finish(audioSamples));
        return segments;
    }

    /** Every sample before this is decided: no segment not yet returned can start before it. */
    public long decidedUntil() {
        return segmenter.decidedUntil();
    }

    /** The network is not asked again about silence that no longer changes its state: gaps may last for hours. */
    private float nextProbability() {
        boolean silent = isSilent(buffer);
        if (!silent || !settled) {
            float[] before = state;
            probability = ask();
            settled = silent && isClose(before, state);
        }
        System.arraycopy(buffer, rules.chunkSamples(), buffer, 0, rules.contextSamples());
        filled = 0;
        return probability;
    }

    private static boolean isSilent(float[] samples) {
        for (float sample : samples) {
            if (sample != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isClose(float[] before, float[] after) {
        for (int i = 0; i < before.length; i++) {
            if (Math.abs(after[i] - before[i]) > SETTLED) {
                return false;
            }
        }
        return true;
    }

    private float ask() {
        Map<String, Tensor.FloatTensor> outputs = model.run(Map.of(
                rules.audioInput(), Tensor.of(buffer.clone(), 1, buffer.length),
                rules.stateInput(), new Tensor.FloatTensor(stateShape, state),
                rules.rateInput(), Tensor.ofLongs(new long[] {WaveformPiece.SAMPLE_RATE})));
        state = output(outputs, rules.stateOutput()).values();
        return output(outputs, rules.probabilityOutput()).values()[0];
    }

    private Tensor.FloatTensor output(Map<String, Tensor.FloatTensor> outputs, String name) {
        Tensor.FloatTensor tensor = outputs.get(name);
        if (tensor == null) {
            throw new IllegalStateException(rules.file() + " has no output " + name + ", only " + outputs.keySet());
        }
        return tensor;
    }
}
