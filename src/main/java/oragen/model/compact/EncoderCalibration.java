package oragen.model.compact;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import oragen.checkpoint.SafetensorsWriter;
import oragen.network.Weights;

/**
 * What the visual encoder does on faces, as its form in 8 bits must know; the arrays are not copied.
 *
 * @param means of the channels that a layer takes, by the layer's name
 * @param largest value that a layer takes, by the layer's name; that of the last layer's outputs as {@link #FEATURES}
 * @param correction what the features lack on average where the layers compute in 8 bits
 */
record EncoderCalibration(Map<String, float[]> means, Map<String, Float> largest, float[] correction) {
    static final String FILE = "visual_encoder_int8.safetensors";
    static final String FEATURES = "visual_features";

    private static final String MEANS = ".input_means";
    private static final String LARGEST = ".largest_input";
    private static final String CORRECTION = FEATURES + ".correction";

    /** Means of the channels that a layer takes. */
    float[] meansOf(String layer) {
        return Objects.requireNonNull(means.get(layer), layer);
    }

    float largestOf(String layer) {
        return Objects.requireNonNull(largest.get(layer), layer);
    }

    /** Reads what {@link #write} has written. */
    static EncoderCalibration read(Weights weights, Iterable<String> layers) {
        Map<String, float[]> means = new LinkedHashMap<>();
        Map<String, Float> largest = new LinkedHashMap<>();
        for (String layer : layers) {
            means.put(layer, weights.values(layer + MEANS));
            largest.put(layer, weights.values(layer + LARGEST)[0]);
        }
        largest.put(FEATURES, weights.values(FEATURES + LARGEST)[0]);
        return new EncoderCalibration(means, largest, weights.values(CORRECTION));
    }

    /** Replaces a safetensors file. */
    void write(Path file) throws IOException {
        Map<String, float[]> values = new LinkedHashMap<>();
        means.forEach((layer, channels) -> values.put(layer + MEANS, channels));
        largest.forEach((layer, value) -> values.put(layer + LARGEST, new float[] {value}));
        values.put(CORRECTION, correction);
        Map<String, long[]> shapes = new LinkedHashMap<>();
        values.forEach((name, tensor) -> shapes.put(name, new long[] {tensor.length}));
        SafetensorsWriter.write(file, shapes, values);
    }

    EncoderCalibration corrected(float[] features) {
        return new EncoderCalibration(means, largest, features);
    }
}
