package oragen.training.voice;

import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Makes clean speech sound as if it came from a room, through a microphone and a line, among noise; all at random. */
final class SpeechDegrader {
    private static final int MU = 255;

    private final SplittableRandom random;
    private final Supplier<float[]> others;

    /** @param others gives utterances of other voices, for babble */
    SpeechDegrader(SplittableRandom random, Supplier<float[]> others) {
        this.random = random;
        this.others = others;
    }

    /** A new array of the same length. */
    float[] degrade(float[] clean) {
        float[] samples = clean.clone();
        if (chance(0.4)) {
            samples = reverberate(samples);
        }
        if (chance(0.6)) {
            colour(samples);
        }
        if (chance(0.7)) {
            addNoise(samples);
        }
        if (chance(0.5)) {
            narrow(samples);
        }
        if (chance(0.15)) {
            compand(samples);
        }
        return samples;
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Echoes at random times of random signs, whose strength falls by 60 dB within 0.15 to 0.7 s. */
    private float[] reverberate(float[] samples) {
        double decaySeconds = random.nextDouble(0.15, 0.7);
        double direct = random.nextDouble(0.5, 3);
        int echoes = 120;
        float[] wet = new float[samples.length];
        int longest = (int) (0.7 * decaySeconds * SpeechFile.SAMPLE_RATE);
        for (int echo = 0; echo < echoes; echo++) {
            int delay = random.nextInt(20, longest);
            double strength = Math.pow(10, -3 * delay / (decaySeconds * SpeechFile.SAMPLE_RATE));
            float gain = (float) ((random.nextBoolean() ? 1 : -1) * strength * 3 / Math.sqrt(echoes));
            for (int i = delay; i < samples.length; i++) {
                wet[i] += gain * samples[i - delay];
            }
        }
        for (int i = 0; i < samples.length; i++) {
            wet[i] += (float) direct * samples[i];
        }
        return wet;
    }

    /** A microphone and a distance: a slope over all frequencies and a hill or a dale. */
    private void colour(float[] samples) {
        float slope = (float) random.nextDouble(-0.6, 0.6);
        float before = 0;
        for (int i = 0; i < samples.length; i++) {
            float sample = samples[i];
            samples[i] = sample + slope * before;
            before = sample;
        }
        Biquad.peak(logarithmic(150, 6000), random.nextDouble(-9, 9)).apply(samples);
    }

    private double logarithmic(double lowest, double highest) {
        return lowest * Math.pow(highest / lowest, random.nextDouble());
    }

    private void addNoise(float[] samples) {
        float[] noise = switch (random.nextInt(4)) {
            case 0 -> white(samples.length);
            case 1 -> pink(samples.length);
            case 2 -> rumble(samples.length);
            default -> babble(samples.length);
        };
        double decibels = random.nextDouble(0, 30);
        double power = power(noise);
        if (power > 0) {
            float gain = (float) Math.sqrt(power(samples) / power / Math.pow(10, decibels / 10));
            for (int i = 0; i < samples.length; i++) {
                samples[i] += gain * noise[i];
            }
        }
    }

    private float[] white(int length) {
        float[] noise = new float[length];
        for (int i = 0; i < length; i++) {
            noise[i] = (float) random.nextDouble(-1, 1);
        }
        return noise;
    }

    /** Paul Kellet's sum of three first-order filters. */
    private float[] pink(int length) {
        float[] noise = white(length);
        double first = 0;
        double second = 0;
        double third = 0;
        for (int i = 0; i < length; i++) {
            first = 0.99765 * first + 0.0990460 * noise[i];
            second = 0.96300 * second + 0.2965164 * noise[i];
            third = 0.57000 * third + 1.0526913 * noise[i];
            noise[i] = (float) (first + second + third + 0.1848 * noise[i]);
        }
        return noise;
    }

    /** Engines and wind, with the hum of the mains. */
    private float[] rumble(int length) {
        float[] noise = white(length);
        Biquad.lowPass(random.nextDouble(80, 400)).apply(noise);
        double hum = 2 * Math.PI * (random.nextBoolean() ? 50 : 60) / SpeechFile.SAMPLE_RATE;
        double strength = random.nextDouble(0, 0.1);
        for (int i = 0; i < length; i++) {
            noise[i] += (float) (strength * (Math.sin(hum * i) + 0.5 * Math.sin(3 * hum * i)));
        }
        return noise;
    }

    private float[] babble(int length) {
        float[] noise = new float[length];
        int voices = random.nextInt(3, 8);
        for (int voice = 0; voice < voices; voice++) {
            float[] other = others.get();
            int shift = random.nextInt(other.length);
            for (int i = 0; i < length; i++) {
                noise[i] += other[(i + shift) % other.length];
            }
        }
        return noise;
    }

    /** A telephone, or the low-pass of a codec. */
    private void narrow(float[] samples) {
        if (random.nextBoolean()) {
            Biquad highPass = Biquad.highPass(random.nextDouble(200, 400));
            Biquad lowPass = Biquad.lowPass(random.nextDouble(3000, 3800));
            for (int i = 0; i < 2; i++) {
                highPass.apply(samples);
                lowPass.apply(samples);
            }
        } else {
            Biquad lowPass = Biquad.lowPass(random.nextDouble(3500, 7000));
            lowPass.apply(samples);
            lowPass.apply(samples);
        }
    }

    /** There and back through 8 bits on a logarithmic scale, as the digital telephone does. */
    private static void compand(float[] samples) {
        float peak = 1e-6f;
        for (float sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        for (int i = 0; i < samples.length; i++) {
            double x = samples[i] / peak;
            double code = Math.rint(127 * Math.signum(x) * Math.log1p(MU * Math.abs(x)) / Math.log1p(MU)) / 127;
            samples[i] = (float) (peak * Math.signum(code) * Math.expm1(Math.abs(code) * Math.log1p(MU)) / MU);
        }
    }

    static double power(float[] samples) {
        double squares = 0;
        for (float sample : samples) {
            squares += sample * (double) sample;
        }
        return samples.length == 0 ? 0 : squares / samples.length;
    }
}
