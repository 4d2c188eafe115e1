package oragen.network.graph;

/**
 * A kernel in 8 bits with a scale for each of its outputs, symmetric around 0; the arrays are not copied.
 *
 * @param scales what the values of each output are to be multiplied with
 */
record KernelInt8(byte[] values, float[] scales) {
    /** −128 is left out, so that the range is symmetric. */
    private static final int LARGEST = 127;

    /** Scales below that of the largest value, which then is cut off, in percent of it: the best is taken. */
    private static final int SMALLEST_SCALE_PERCENT = 75;

    private static final int WHOLE_SCALE_PERCENT = 100;

    /** Of outputs that are zero throughout. */
    private static final float ANY_SCALE = 1;

    /** Rounds each output with the scale that leaves the smallest sum of squared errors. */
    static KernelInt8 of(float[] kernel, int outputs) {
        int length = kernel.length / outputs;
        byte[] values = new byte[kernel.length];
        float[] scales = new float[outputs];
        for (int output = 0; output < outputs; output++) {
            int begin = output * length;
            scales[output] = bestScale(kernel, begin, length);
            for (int i = begin; i < begin + length; i++) {
                values[i] = (byte) level(kernel[i], scales[output]);
            }
        }
        return new KernelInt8(values, scales);
    }

    /** What the values stand for. */
    float[] widened() {
        float[] kernel = new float[values.length];
        int length = values.length / scales.length;
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = values[i] * scales[i / length];
        }
        return kernel;
    }

    private static float bestScale(float[] kernel, int begin, int length) {
        float largest = 0;
        for (int i = begin; i < begin + length; i++) {
            largest = Math.max(largest, Math.abs(kernel[i]));
        }
        float best = ANY_SCALE;
        double smallestError = Double.POSITIVE_INFINITY;
        for (int percent = WHOLE_SCALE_PERCENT; largest > 0 && percent >= SMALLEST_SCALE_PERCENT; percent--) {
            float scale = largest * percent / WHOLE_SCALE_PERCENT / LARGEST;
            double error = 0;
            for (int i = begin; i < begin + length; i++) {
                double difference = (double) level(kernel[i], scale) * scale - kernel[i];
                error += difference * difference;
            }
            if (error < smallestError) {
                smallestError = error;
                best = scale;
            }
        }
        return best;
    }

    private static int level(float value, float scale) {
        return Math.max(-LARGEST, Math.min(LARGEST, Math.round(value / scale)));
    }
}
