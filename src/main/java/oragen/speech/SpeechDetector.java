package oragen.speech;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import oragen.bundle.BundleManifest;
import oragen.onnx.TensorModel;

/** Finds the speech of one clip; holds the recurrent state and about a second of audio. */
public final class SpeechDetector {
    /** A second: the network then takes a sixth of the time that chunks take one by one, and larger batches no less. */
    private static final int BATCH = 32;

    /** Steps of the state that move no probability: rounding of 32-bit floats. */
    private static final float SETTLED = 1e-6f;

    private final SpeechNetwork network;
    private final BundleManifest.VoiceActivity rules;
    private final SpeechSegmenter segmenter;
    /** The last samples before, then those of the chunks being filled. */
    private final float[] buffer;

    private float probability;
    private boolean settled;
    private int filled;
    private long audioSamples;

    /** The model is shared and stays open. */
    public SpeechDetector(TensorModel model, BundleManifest.VoiceActivity rules) {
        this.rules = rules;
        network = new SpeechNetwork(model, rules);
        segmenter = new SpeechSegmenter(rules);
        buffer = new float[rules.contextSamples() + BATCH * rules.chunkSamples()];
    }

    /** Takes the next samples, any number of them; returns the segments that became final. */
    public List<SpeechSegment> add(float[] samples) {
        List<SpeechSegment> segments = new ArrayList<>();
        int taken = 0;
        while (taken < samples.length) {
            int count = Math.min(samples.length - taken, BATCH * rules.chunkSamples() - filled);
            System.arraycopy(samples, taken, buffer, rules.contextSamples() + filled, count);
            taken += count;
            filled += count;
            if (filled == BATCH * rules.chunkSamples()) {
                segments.addAll(decide(BATCH));
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
            segments.addAll(decide((filled + rules.chunkSamples() - 1) / rules.chunkSamples()));
        }
        segments.addAll(segmenter.finish(audioSamples));
        return segments;
    }

    public SpeechProgress progress() {
        return segmenter.progress();
    }

    /** The network is not asked again about silence that no longer changes its state: gaps may last for hours. */
    private List<SpeechSegment> decide(int chunks) {
        List<SpeechSegment> segments = new ArrayList<>();
        boolean silent = isSilent(buffer);
        if (silent && settled) {
            for (int chunk = 0; chunk < chunks; chunk++) {
                segments.addAll(segmenter.add(probability));
            }
        } else {
            float[] before = network.state();
            for (float next : network.probabilities(buffer, chunks)) {
                probability = next;
                segments.addAll(segmenter.add(next));
            }
            settled = silent && isClose(before, network.state());
        }
        System.arraycopy(buffer, chunks * rules.chunkSamples(), buffer, 0, rules.contextSamples());
        filled = 0;
        return segments;
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
}
