package oragen.network;

import java.util.function.DoubleUnaryOperator;
import oragen.onnx.Half;

/**
 * Kernels that are not learned, [out, in, length], row-major. The numbers are those that 16 bits can hold, so that the
 * graph, which stores halves, and the training compute with the same ones.
 */
public record VoiceFilter(int outputs, int inputs, int length, float[] values) {
    public VoiceFilter {
        if (values.length != outputs * inputs * length) {
            throw new IllegalArgumentException(values.length + " values");
        }
        values = Half.rounded(values);
    }

    public long[] shape() {
        return new long[] {outputs, inputs, length};
    }

    /** One kernel over one channel. */
    static VoiceFilter of(float... values) {
        return new VoiceFilter(1, 1, values.length, values);
    }

    /**
     * Windowed Fourier transform at the frequencies bin · rate / length: cosines, then sines. White noise of variance 1
     * gives values of variance 1/2.
     */
    static VoiceFilter fourier(int length, int firstBin, int lastBin) {
        int bins = lastBin - firstBin + 1;
        float[] values = new float[2 * bins * length];
        // A Hann window's squares sum up to 3/8 of its length.
        double scale = 1 / Math.sqrt(0.375 * length);
        for (int bin = 0; bin < bins; bin++) {
            for (int sample = 0; sample < length; sample++) {
                double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * (sample + 0.5) / length);
                double angle = 2 * Math.PI * (firstBin + bin) * sample / length;
                values[bin * length + sample] = (float) (scale * window * Math.cos(angle));
                values[(bins + bin) * length + sample] = (float) (scale * window * Math.sin(angle));
            }
        }
        return new VoiceFilter(2 * bins, 1, length, values);
    }

    /**
     * Triangular bands over the squares of {@link #fourier}: means, so that all bands of white noise are alike.
     *
     * @param bands whose centres are evenly spaced on a scale, between two frequencies that are centres no more
     * @param toScale hertz to the scale, and {@code hertzPerBin} of the transform
     */
    static VoiceFilter bands(int bands, double lowest, double highest, DoubleUnaryOperator toScale, Bins bins) {
        double start = toScale.applyAsDouble(lowest);
        double step = (toScale.applyAsDouble(highest) - start) / (bands + 1);
        float[] values = new float[bands * 2 * bins.count()];
        for (int band = 0; band < bands; band++) {
            double[] weights = new double[bins.count()];
            double total = 0;
            for (int bin = 0; bin < weights.length; bin++) {
                double place = (toScale.applyAsDouble(bins.hertz(bin)) - start) / step - (band + 1);
                weights[bin] = Math.max(0, 1 - Math.abs(place));
                total += weights[bin];
            }
            for (int bin = 0; bin < weights.length; bin++) {
                float weight = (float) (weights[bin] / total);
                values[(2 * band) * weights.length + bin] = weight;
                values[(2 * band + 1) * weights.length + bin] = weight;
            }
        }
        return new VoiceFilter(bands, 2 * bins.count(), 1, values);
    }

    /** Bins of a transform of {@code length} samples. */
    record Bins(int length, int first, int last, int sampleRate) {
        int count() {
            return last - first + 1;
        }

        double hertz(int bin) {
            return (double) (first + bin) * sampleRate / length;
        }

        VoiceFilter fourier() {
            return VoiceFilter.fourier(length, first, last);
        }
    }
}
