package oragen.training.voice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import oragen.encode.WaveformNormalizer;
import oragen.label.Gender;
import oragen.training.voice.SpeechFolder.Family;
import oragen.training.voice.SpeechFolder.Voice;
import oragen.window.Protocol;

/** Voices → windows for the network; the window of a seed is always the same. */
public final class SpeechWindows {
    /** As a labelling gives them. */
    static final int SAMPLES = 4 * SpeechFile.SAMPLE_RATE;

    /** What is learnt from: the network takes means over time, so that shorter windows teach the same in half the time. */
    static final int TRAINING_SAMPLES = SAMPLES / 2;

    private static final int SHORTEST = SpeechFile.SAMPLE_RATE;

    /**
     * Resampling moves pitch and formants alike; no voice is moved by more than 15 %, of which the variants that the
     * folder has of an utterance may have had 12 %.
     */
    private static final double RESAMPLED = 0.12;

    private static final double RESAMPLED_VARIANT = 0.025;

    /** Ends the names of utterances as they were spoken. */
    private static final String UNMOVED = "-0.wav";

    /** Persons' voices teach more than formulas, of which there are more. */
    private static final double NATURAL_PART = 0.4;

    private static final double RECORDED_PART = 0.25;
    private static final double CLEAN_PART = 0.15;

    private final List<Voice> voices;
    private final Map<Path, float[]> cache = new ConcurrentHashMap<>();

    public SpeechWindows(List<Voice> voices) {
        this.voices = List.copyOf(voices);
    }

    /** Samples, normalised, with zeros after a short utterance, and the label; the array is not copied. */
    public record Window(float[] samples, Gender gender) {}

    /** Something to learn from: half the windows of each gender. */
    Window training(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Gender gender = random.nextBoolean() ? Gender.MALE : Gender.FEMALE;
        Path utterance = utterance(chosen(gender, family(random), random), random);
        double reach = utterance.toString().endsWith(UNMOVED) ? RESAMPLED : RESAMPLED_VARIANT;
        float[] speech = resampled(read(utterance), random.nextDouble(1 - reach, 1 + reach));
        float[] window = placed(speech, random);
        if (random.nextDouble() >= CLEAN_PART) {
            window = degrader(random).degrade(window);
        }
        Protocol protocol = random.nextBoolean() ? Protocol.PAPER : Protocol.RELEASED;
        return new Window(WaveformNormalizer.normalize(window, TRAINING_SAMPLES, protocol), gender);
    }

    private static Family family(SplittableRandom random) {
        double place = random.nextDouble();
        if (place < NATURAL_PART) {
            return Family.NATURAL;
        }
        return place < NATURAL_PART + RECORDED_PART ? Family.RECORDED : Family.FORMANT;
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
    public Window clean(Voice voice, int utterance) {
        float[] speech = read(voice.utterances().get(utterance));
        float[] window = Arrays.copyOf(speech, Math.min(speech.length, SAMPLES));
        return new Window(WaveformNormalizer.normalize(window, SAMPLES, Protocol.PAPER), voice.gender());
    }

    /** The same as {@link #clean}, disturbed as the seed says. */
    public Window degraded(Voice voice, int utterance, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] speech = read(voice.utterances().get(utterance));
        float[] window = Arrays.copyOf(speech, Math.min(speech.length, SAMPLES));
        float[] degraded = degrader(random).degrade(window);
        return new Window(WaveformNormalizer.normalize(degraded, SAMPLES, Protocol.PAPER), voice.gender());
    }

    private static Path utterance(Voice voice, SplittableRandom random) {
        return voice.utterances().get(random.nextInt(voice.utterances().size()));
    }

    private SpeechDegrader degrader(SplittableRandom random) {
        return new SpeechDegrader(random, () -> read(utterance(voices.get(random.nextInt(voices.size())), random)));
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

    /** A piece of 1 to 2 s, with silence around a short utterance. */
    private static float[] placed(float[] speech, SplittableRandom random) {
        int length = random.nextBoolean() ? TRAINING_SAMPLES : random.nextInt(SHORTEST, TRAINING_SAMPLES + 1);
        float[] window = new float[length];
        int spare = length - speech.length;
        if (spare > 0) {
            System.arraycopy(speech, 0, window, random.nextInt(spare + 1), speech.length);
        } else {
            System.arraycopy(speech, random.nextInt(1 - spare), window, 0, length);
        }
        return window;
    }
}
