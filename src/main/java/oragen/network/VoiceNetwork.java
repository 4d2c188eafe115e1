package oragen.network;

import java.util.LinkedHashMap;
import java.util.Map;
import oragen.network.VoiceLayers.Walk;

/**
 * Voice → gender, small enough to be part of the program: four convolutions over the spectrum, a mean and a deviation
 * over the steps with speech, a hidden layer, and the logarithm of the odds that the voice is male. Age is not learned.
 */
public final class VoiceNetwork<V> {
    /** Values of the hidden layer, the first of the features. */
    public static final int HIDDEN = 32;

    /** The feature that is ln(P(male) / P(female)); its sigmoid is P(male). Silence gives 0. */
    public static final int LOG_ODDS_MALE = HIDDEN;

    public static final int FEATURES = HIDDEN + 1;

    public static final String INPUT = "waveform";
    public static final String OUTPUT = "audio_features";

    private static final int CHANNELS = 96;
    private static final int FIRST_LENGTH = 5;
    private static final int LENGTH = 3;

    /** Of the first two convolutions: a step each 40 ms from there on. */
    private static final int STRIDE = 2;

    private static final int EVEN_CONVOLUTIONS = 2;

    private static final VoiceFilter HALVING = VoiceFilter.of(0.25f, 0.5f, 0.25f);

    /** Steps of speech, 40 ms each, that halve the odds' distance from even ones. */
    private static final float DOUBTED_STEPS = 2;

    /** Keeps means without speech, and gradients of deviations, finite. */
    private static final float EPSILON = 1e-4f;

    private final VoiceLayers<V> layers;

    public VoiceNetwork(VoiceLayers<V> layers) {
        this.layers = layers;
    }

    /** Shapes of all parameters, in the order of the network. */
    public static Map<String, long[]> parameters() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        put(shapes, "convolution.0", CHANNELS, VoiceSpectrum.BANDS, FIRST_LENGTH);
        put(shapes, "convolution.1", CHANNELS, CHANNELS, LENGTH);
        for (int i = 0; i < EVEN_CONVOLUTIONS; i++) {
            put(shapes, "convolution." + (2 + i), CHANNELS, CHANNELS, LENGTH);
        }
        put(shapes, "attention", 1, CHANNELS, 1);
        put(shapes, "hidden", HIDDEN, 2 * CHANNELS);
        put(shapes, "odds", 1, HIDDEN);
        return shapes;
    }

    private static void put(Map<String, long[]> shapes, String layer, long... weight) {
        shapes.put(layer + ".weight", weight);
        shapes.put(layer + ".bias", new long[] {weight[0]});
    }

    /** Waveforms [n, samples] at 16 kHz, mean 0 and variance about 1, to features [n, {@link #FEATURES}]. */
    public V features(V waveform) {
        VoiceSpectrum.Steps<V> steps = new VoiceSpectrum<>(layers).steps(waveform);
        V x = layers.rectify(layers.convolution(steps.bands(), "convolution.0", new Walk(STRIDE, FIRST_LENGTH / 2)));
        x = layers.rectify(layers.convolution(x, "convolution.1", new Walk(STRIDE, LENGTH / 2)));
        for (int i = 0; i < EVEN_CONVOLUTIONS; i++) {
            x = layers.rectify(layers.convolution(x, "convolution." + (2 + i), new Walk(1, LENGTH / 2)));
        }
        Walk halving = new Walk(STRIDE, HALVING.length() / 2);
        V heed = layers.filter(layers.filter(steps.heed(), HALVING, halving), HALVING, halving);
        V hidden = layers.rectify(layers.linear(pool(x, heed), "hidden"));
        V odds = layers.multiply(layers.linear(hidden, "odds"), trust(heed));
        return layers.concatenate(1, hidden, odds);
    }

    /** [n, c, t] to [n, 2c]: mean and deviation over the steps that are heeded and that the network attends to. */
    private V pool(V x, V heed) {
        V attention = layers.sigmoid(layers.convolution(x, "attention", new Walk(1, 0)));
        V weights = layers.multiply(attention, heed);
        V total = layers.add(layers.sum(weights, 2), EPSILON);
        V mean = layers.divide(layers.sum(layers.multiply(x, weights), 2), total);
        V difference = layers.add(x, layers.scale(mean, -1));
        V squares = layers.multiply(layers.multiply(difference, difference), weights);
        V deviation = layers.squareRoot(layers.add(layers.divide(layers.sum(squares, 2), total), EPSILON));
        return layers.squeeze(layers.concatenate(1, mean, deviation), 2);
    }

    /** [n, 1]: near 1 where there is speech, 0 where there is none. */
    private V trust(V heed) {
        V speech = layers.squeeze(layers.sum(heed, 2), 2);
        return layers.divide(speech, layers.add(speech, DOUBTED_STEPS));
    }
}
