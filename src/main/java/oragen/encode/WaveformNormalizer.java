package oragen.encode;

import java.util.Arrays;
import oragen.window.Protocol;

/** Brings a window's samples to mean 0 and variance 1 and to full length; the protocols differ in the order. */
public final class WaveformNormalizer {
    /** As in the feature extractor of wav2vec 2.0. */
    private static final double EPSILON = 1e-7;

    private WaveformNormalizer() {}

    /** A new array of {@code length}, which is no shorter than the samples; {@code paper} leaves zeros after them. */
    public static float[] normalize(float[] samples, int length, Protocol protocol) {
        return switch (protocol) {
            case RELEASED -> standardize(Arrays.copyOf(samples, length));
            case PAPER -> Arrays.copyOf(standardize(samples), length);
        };
    }

    private static float[] standardize(float[] samples) {
        double sum = 0;
        for (float sample : samples) {
            sum += sample;
        }
        double mean = samples.length == 0 ? 0 : sum / samples.length;
        double squares = 0;
        for (float sample : samples) {
            squares += (sample - mean) * (sample - mean);
        }
        double scale = 1 / Math.sqrt((samples.length == 0 ? 0 : squares / samples.length) + EPSILON);
        float[] standardized = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            standardized[i] = (float) ((samples[i] - mean) * scale);
        }
        return standardized;
    }
}
