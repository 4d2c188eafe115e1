package oragen.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import oragen.label.Gender;
import oragen.training.SpeechFolder.Family;
import oragen.training.SpeechFolder.Voice;

/** Voices → windows of 4 s as a labelling gives them to the network; window i of a seed is always the same. */
final class SpeechWindows {
    static final int SAMPLES = 4 * SpeechFile.SAMPLE_RATE;
    private static final int SHORTEST = SpeechFile.SAMPLE_RATE;

    /** Resampling moves pitch and formants alike; with the 8 % of the folder's own variants it stays within 15 %. */
    private static final double RESAMPLED = 0.065;

    private static final double NATURAL_PART = 0.6;
    private static final double CLEAN_PART = 0.15;
    private static final double EPSILON = 1e-7;

    private final List<Voice> voices;
    private final Map<Path, float[]> cache = new ConcurrentHashMap<>();

    SpeechWindows(List<Voice> voices) {
        this.voices = List.copyOf(voices);
    }

    /** Samples [{@link #SAMPLES}], normalised, with the label. */
    record Window(float[] samples, Gender gender) {}

    /** Something to learn from: half the windows of each gender. */
    Window training(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Gender gender = random.nextBoolean() ? Gender.MALE : Gender.FEMALE;
        Family family = random.nextDouble() < NATURAL_PART ? Family.NATURAL : Family.FORMANT;
        float[] speech = utterance(chosen(gender, family, random), random);
        speech = resampled(speech, random.nextDouble(1 - RESAMPLED, 1 + RESAMPLED));
        float[] window = placed(speech, random);
        if (random.nextDouble() >= CLEAN_PART) {
            window = new SpeechDegrader(random, () -> utterance(voices.get(random.nextInt(voices.size())), random))
                    .degrade(window);
        }
        return new Window(normalized(window, random.nextBoolean() ? window.length : SAMPLES), gender);
    }

    private Voice chosen(Gender gender, Family family, SplittableRandom random) {
        List<Voice> fitting =
                voices.stream().filter(voice -> voice.gender() == gender).toList();
        List<Voice> related =
                fitting.stream().filter(voice -> voice.family() == family).toList();
        List<Voice> candidates = related.isEmpty() ? fitting : related;
        return candidates.get(random.nextInt(candidates.size()));
    }

    /** The first 4 s of an utterance, undisturbed. */
    Window clean(Voice voice, int utterance) {
        float[] speech = read(voice.utterances().get(utterance));
        float[] window = Arrays.copyOf(speech, Math.min(speech.length, SAMPLES));
        return new Window(normalized(window, window.length), voice.gender());
    }

    /** The same as {@link #clean}, disturbed as the seed says. */
    Window degraded(Voice voice, int utterance, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] speech = read(voice.utterances().get(utterance));
        float[] window = Arrays.copyOf(speech, Math.min(speech.length, SAMPLES));
        SpeechDegrader degrader =
                new SpeechDegrader(random, () -> utterance(voices.get(random.nextInt(voices.size())), random));
        float[] degraded = degrader.degrade(window);
        return new Window(normalized(degraded, degraded.length), voice.gender());
    }

    private float[] utterance(Voice voice, SplittableRandom random) {
        return read(voice.utterances().get(random.nextInt(voice.utterances().size())));
    }

    private float[] read(Path file) {
        return cache.computeIfAbsent(file, SpeechWindows::readFile);
    }

    private static float[] readFile(Path file) {
        try {
            return SpeechFile.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** Between samples on a straight line, which is near enough for so small a change. */
    private static float[] resampled(float[] samples, double rate) {
        float[] resampled = new float[(int) ((samples.length - 1) / rate)];
        for (int i = 0; i < resampled.length; i++) {
            double place = i * rate;
            int left = (int) place;
            float part = (float) (place - left);
            resampled[i] = samples[left] * (1 - part) + samples[left + 1] * part;
        }
        return resampled;
    }

    /** A piece of 1 to 4 s, with silence around a short utterance. */
    private static float[] placed(float[] speech, SplittableRandom random) {
        int length = random.nextBoolean() ? SAMPLES : random.nextInt(SHORTEST, SAMPLES + 1);
        float[] window = new float[length];
        int spare = length - speech.length;
        if (spare > 0) {
            System.arraycopy(speech, 0, window, random.nextInt(spare + 1), speech.length);
        } else {
            System.arraycopy(speech, random.nextInt(1 - spare), window, 0, length);
        }
        return window;
    }

    /** Mean 0 and variance 1 over the first {@code counted} samples, as the two protocols count them. */
    private static float[] normalized(float[] window, int counted) {
        double sum = 0;
        for (float sample : window) {
            sum += sample;
        }
        double mean = sum / counted;
        double variance = SpeechDegrader.power(window) * window.length / counted - mean * mean;
        double scale = 1 / Math.sqrt(Math.max(variance, 0) + EPSILON);
        float[] normalized = new float[SAMPLES];
        for (int i = 0; i < Math.max(window.length, counted); i++) {
            normalized[i] = (float) (((i < window.length ? window[i] : 0) - mean) * scale);
        }
        return normalized;
    }
}
