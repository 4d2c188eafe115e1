package oragen.network;

import oragen.network.VoiceFilter.Bins;
import oragen.network.VoiceLayers.Walk;

/**
 * Waveform → spectrum on a logarithmic scale, a step each 10 ms, and how much each step is to be heeded.
 *
 * <p>Two transforms lie over each other: frames of 64 ms below 1 kHz, where 24 Hz from band to band keep the harmonics
 * of a voice apart, and frames of 25 ms on the mel scale above, for the formants. Only the level of the whole window is
 * taken out. Taking each band's mean over time out, as recognisers of words do, would take out the pitch of a steady
 * voice and the length of its vocal tract with the microphone; the training shows microphones and rooms instead.
 */
final class VoiceSpectrum<V> {
    static final int BANDS = VoiceSpectrum.LOW_BANDS + VoiceSpectrum.HIGH_BANDS;

    private static final int SAMPLE_RATE = 16_000;
    private static final int LOW_BANDS = 40;
    private static final int HIGH_BANDS = 40;
    private static final int HOP = 160;

    /** 47 to 1031 Hz. */
    private static final Bins LOW_BINS = new Bins(1024, 3, 66, SAMPLE_RATE);

    /** 280 to 7800 Hz. */
    private static final Bins HIGH_BINS = new Bins(400, 7, 195, SAMPLE_RATE);

    private static final VoiceFilter LOW_TRANSFORM = LOW_BINS.fourier();
    private static final VoiceFilter HIGH_TRANSFORM = HIGH_BINS.fourier();
    private static final VoiceFilter LOW_SUMS = VoiceFilter.bands(LOW_BANDS, 50, 1020, hertz -> hertz, LOW_BINS);
    private static final VoiceFilter HIGH_SUMS =
            VoiceFilter.bands(HIGH_BANDS, 300, 7760, VoiceSpectrum::mel, HIGH_BINS);

    /** The loudness of a step: the mean of the low bands from 150 Hz on, where hum and rumble are weak. */
    private static final VoiceFilter LOUDNESS = loudness(4);

    /** Power that counts as none, for a waveform of variance 1. */
    private static final float SILENCE = 1e-6f;

    /** Steps are heeded less the softer they are, from the window's own level to 30 dB below. */
    private static final float HEEDED_RANGE = (float) (3 * Math.log(10));

    /** Power 50 dB below the level is the floor, at 0; the level itself is near 1. */
    private static final float FLOOR = 1e-5f;

    private static final float SCALE = (float) (1 / -Math.log(FLOOR));

    private final VoiceLayers<V> layers;

    VoiceSpectrum(VoiceLayers<V> layers) {
        this.layers = layers;
    }

    /**
     * @param bands [n, {@link #BANDS}, steps], from 0
     * @param heed of each step [n, 1, steps], from 0 to 1
     */
    record Steps<V>(V bands, V heed) {}

    /** Waveforms [n, samples] of mean 0; zeros at either end change neither the other steps nor their heed. */
    Steps<V> steps(V waveform) {
        V channel = layers.unsqueeze(waveform, 1);
        V low = power(channel, LOW_TRANSFORM, LOW_SUMS);
        V high = power(channel, HIGH_TRANSFORM, HIGH_SUMS);
        V loudness = layers.filter(low, LOUDNESS, new Walk(1, 0));
        V level = level(loudness);
        V relative = layers.divide(layers.concatenate(1, low, high), level);
        V bands = layers.scale(layers.logarithm(layers.add(layers.scale(relative, 1 / FLOOR), 1)), SCALE);
        return new Steps<>(layers.occlude(bands), heed(layers.divide(loudness, level)));
    }

    /** Both transforms have their frames' centres at the same places, as their padding sees to. */
    private V power(V channel, VoiceFilter transform, VoiceFilter sums) {
        Walk walk = new Walk(HOP, (transform.length() - HOP) / 2);
        V transformed = layers.filter(channel, transform, walk);
        return layers.filter(layers.multiply(transformed, transformed), sums, new Walk(1, 0));
    }

    /** The mean weighed by itself: what silence adds is 0 above and below. */
    private V level(V loudness) {
        V squares = layers.sum(layers.multiply(loudness, loudness), 2);
        return layers.add(layers.divide(squares, layers.add(layers.sum(loudness, 2), SILENCE)), SILENCE);
    }

    private V heed(V relativeLoudness) {
        V decades = layers.logarithm(layers.add(relativeLoudness, SILENCE));
        return layers.clip(layers.add(layers.scale(decades, 1 / HEEDED_RANGE), 1), 0, 1);
    }

    private static VoiceFilter loudness(int firstBand) {
        float[] values = new float[LOW_BANDS];
        for (int band = firstBand; band < LOW_BANDS; band++) {
            values[band] = 1f / (LOW_BANDS - firstBand);
        }
        return new VoiceFilter(1, LOW_BANDS, 1, values);
    }

    private static double mel(double hertz) {
        return 1127 * Math.log1p(hertz / 700);
    }
}
