package oragen.training.voice;

/** A filter of the second order, after Bristow-Johnson's cookbook. */
record Biquad(double b0, double b1, double b2, double a1, double a2) {
    private static final double BUTTERWORTH = Math.sqrt(0.5);

    static Biquad lowPass(double hertz) {
        return pass(hertz, 1);
    }

    static Biquad highPass(double hertz) {
        return pass(hertz, -1);
    }

    private static Biquad pass(double hertz, int sign) {
        double angle = 2 * Math.PI * hertz / SpeechFile.SAMPLE_RATE;
        double alpha = Math.sin(angle) / (2 * BUTTERWORTH);
        double cosine = Math.cos(angle);
        double outer = (1 - sign * cosine) / 2;
        return normalized(1 + alpha, outer, sign * (1 - sign * cosine), outer, -2 * cosine, 1 - alpha);
    }

    /** Raises or lowers an octave around a frequency. */
    static Biquad peak(double hertz, double decibels) {
        double angle = 2 * Math.PI * hertz / SpeechFile.SAMPLE_RATE;
        double alpha = Math.sin(angle) / 2;
        double gain = Math.pow(10, decibels / 40);
        double cosine = -2 * Math.cos(angle);
        return normalized(1 + alpha / gain, 1 + alpha * gain, cosine, 1 - alpha * gain, cosine, 1 - alpha / gain);
    }

    private static Biquad normalized(double a0, double b0, double b1, double b2, double a1, double a2) {
        return new Biquad(b0 / a0, b1 / a0, b2 / a0, a1 / a0, a2 / a0);
    }

    /** In place. */
    void apply(float[] samples) {
        double first = 0;
        double second = 0;
        for (int i = 0; i < samples.length; i++) {
            double in = samples[i];
            double out = b0 * in + first;
            first = b1 * in - a1 * out + second;
            second = b2 * in - a2 * out;
            samples[i] = (float) out;
        }
    }
}
