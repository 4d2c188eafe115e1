package oragen.model.compact;

import ai.onnx.proto.OnnxMl;
import java.util.List;
import oragen.network.Weights;
import oragen.network.graph.ConvolutionLayer;
import oragen.network.graph.Int8Layers;
import oragen.network.graph.OnnxGraph;
import oragen.network.graph.OnnxGraph.Value;

/** The visual encoder with all but its first layers in 8 bits, from a calibration of its form in 32. */
final class Int8Descriptor {
    static final String INPUT = "crops";

    /**
     * Layers that stay in 32 bits, an eighth of the arithmetic: their channels differ most in range. With five, the age of
     * one of 100 portraits moved by 0.52 years; with six, none by more than 0.39.
     */
    private static final int FLOAT_LAYERS = 6;

    private final OnnxGraph graph = new OnnxGraph("visual_encoder");
    private final List<ConvolutionLayer> layers;

    private Int8Descriptor(List<ConvolutionLayer> layers) {
        this.layers = layers;
    }

    /** The network in 8 bits; takes and gives what {@link MobileNetDescriptor} does. */
    static OnnxMl.ModelProto build(List<ConvolutionLayer> layers, EncoderCalibration calibration) {
        return new Int8Descriptor(layers).build(calibration);
    }

    /** The network in 32 bits that also gives means and maxima, [n, channels], of what each layer in 8 bits would take. */
    static OnnxMl.ModelProto observed(List<ConvolutionLayer> layers) {
        return new Int8Descriptor(layers).observed();
    }

    static EncoderCalibration calibration(List<ConvolutionLayer> layers, Weights weights) {
        return EncoderCalibration.read(
                weights, rounded(layers).stream().map(ConvolutionLayer::name).toList());
    }

    /** The layers that are computed in 8 bits. */
    static List<ConvolutionLayer> rounded(List<ConvolutionLayer> layers) {
        return layers.subList(FLOAT_LAYERS, layers.size());
    }

    static String means(String layer) {
        return layer + "_means";
    }

    static String maxima(String layer) {
        return layer + "_maxima";
    }

    private OnnxMl.ModelProto build(EncoderCalibration calibration) {
        Int8Layers bytes = new Int8Layers(graph);
        RegionFeatures regions = new RegionFeatures(graph);
        Value image = input();
        for (ConvolutionLayer layer : layers.subList(0, FLOAT_LAYERS)) {
            image = rectified(image, layer);
        }
        for (ConvolutionLayer layer : rounded(layers)) {
            Int8Layers.Bytes taken = bytes.quantize(image, layer.name(), calibration.largestOf(layer.name()));
            regions.see(layer.name(), taken.value());
            image = bytes.convolution(taken, layer, calibration.meansOf(layer.name()));
        }
        // The ReLU to 6 lies in the range of the bytes.
        Value last = bytes.quantize(
                        image, EncoderCalibration.FEATURES, calibration.largestOf(EncoderCalibration.FEATURES))
                .value();
        Value features = graph.add(
                regions.after(graph.spatialMean(last)), graph.constant(calibration.correction(), RegionFeatures.COUNT));
        graph.output(EncoderCalibration.FEATURES, features, OnnxGraph.BATCH, RegionFeatures.COUNT);
        return graph.build();
    }

    private OnnxMl.ModelProto observed() {
        Value image = input();
        RegionFeatures regions = new RegionFeatures(graph);
        for (int layer = 0; layer < layers.size(); layer++) {
            regions.see(layers.get(layer).name(), image);
            if (layer >= FLOAT_LAYERS) {
                observe(layers.get(layer).name(), image);
            }
            image = rectified(image, layers.get(layer));
        }
        graph.output(maxima(EncoderCalibration.FEATURES), graph.spatialMax(image));
        graph.output(
                EncoderCalibration.FEATURES,
                regions.after(graph.spatialMean(image)),
                OnnxGraph.BATCH,
                RegionFeatures.COUNT);
        return graph.build();
    }

    private Value input() {
        return graph.input(INPUT, OnnxGraph.BATCH, 3, MobileNetDescriptor.SIDE, MobileNetDescriptor.SIDE);
    }

    private void observe(String layer, Value image) {
        graph.output(means(layer), graph.spatialMean(image));
        graph.output(maxima(layer), graph.spatialMax(image));
    }

    private Value rectified(Value image, ConvolutionLayer layer) {
        Value kernel = graph.constant(layer.kernel(), layer.shape());
        Value bias = graph.constant(layer.bias(), layer.bias().length);
        return graph.clip(graph.convolution(image, kernel, bias, layer.geometry()), 0, MobileNetDescriptor.RELU_LIMIT);
    }
}
