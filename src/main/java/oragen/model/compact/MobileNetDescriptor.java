package oragen.model.compact;

import ai.onnx.proto.OnnxMl;
import java.util.ArrayList;
import java.util.List;
import oragen.network.graph.Convolution;
import oragen.network.graph.ConvolutionLayer;
import oragen.network.graph.HalfTensor;
import oragen.network.graph.OnnxGraph;
import oragen.network.graph.OnnxGraph.Value;

/** MobileNet 1 up to its pooled features, as HSE trained it on faces, with means over parts of the face. */
final class MobileNetDescriptor {
    static final int FEATURES = 1024;
    static final int SIDE = 224;
    static final float RELU_LIMIT = 6;

    private static final int STEM_CHANNELS = 32;
    private static final String STEM_KERNEL = "conv1/convolution/merged_input";
    private static final String DEPTHWISE_KERNEL = "/depthwise_kernel";
    private static final String DEPTHWISE_SCALE = "_bn/batchnorm_1/mul";
    private static final String POINTWISE_KERNEL = "/convolution/merged_input";
    private static final String SHIFT = "/batchnorm_1/sub";

    /** Channels and stride of the depthwise convolutions that precede each pointwise one. */
    private record Stage(int inputs, int outputs, int stride) {}

    private static final Stage[] STAGES = {
        new Stage(32, 64, 1),
        new Stage(64, 128, 2),
        new Stage(128, 128, 1),
        new Stage(128, 256, 2),
        new Stage(256, 256, 1),
        new Stage(256, 512, 2),
        new Stage(512, 512, 1),
        new Stage(512, 512, 1),
        new Stage(512, 512, 1),
        new Stage(512, 512, 1),
        new Stage(512, 512, 1),
        new Stage(512, 1024, 2),
        new Stage(1024, 1024, 1)
    };

    private final OnnxGraph graph = new OnnxGraph("visual_encoder");
    private final TfjsWeights weights;

    private MobileNetDescriptor(TfjsWeights weights) {
        this.weights = weights;
    }

    /** Crops [n, 3, 224, 224] in the order BGR less the mean colour, to features [n, {@link RegionFeatures#COUNT}]. */
    static OnnxMl.ModelProto build(TfjsWeights weights) {
        return new MobileNetDescriptor(weights).build();
    }

    private OnnxMl.ModelProto build() {
        Value image = graph.input("crops", OnnxGraph.BATCH, 3, SIDE, SIDE);
        RegionFeatures regions = new RegionFeatures(graph);
        image = stem(image);
        for (int stage = 1; stage <= STAGES.length; stage++) {
            regions.see(depthwiseName(stage), image);
            image = depthwise(image, stage, STAGES[stage - 1]);
            image = pointwise(image, stage, STAGES[stage - 1]);
        }
        graph.output("visual_features", regions.after(graph.spatialMean(image)), OnnxGraph.BATCH, RegionFeatures.COUNT);
        return graph.build();
    }

    /** The convolutions in their order, the scales of the normalization applied; each is followed by a ReLU to 6. */
    static List<ConvolutionLayer> layers(TfjsWeights weights) {
        return new MobileNetDescriptor(weights).layers();
    }

    private List<ConvolutionLayer> layers() {
        List<ConvolutionLayer> layers = new ArrayList<>();
        layers.add(layer("conv1", stemKernel(), shiftTensor("conv1_bn", STEM_CHANNELS), Convolution.same(2, 1)));
        for (int number = 1; number <= STAGES.length; number++) {
            Stage stage = STAGES[number - 1];
            ConvolutionLayer depthwise = layer(
                    depthwiseName(number),
                    depthwiseKernel(number, stage),
                    shiftTensor(depthwiseName(number) + "_bn", stage.inputs()),
                    Convolution.same(stage.stride(), stage.inputs()));
            scale(depthwise.kernel(), depthwiseScale(number, stage).widened());
            layers.add(depthwise);
            layers.add(layer(
                    pointwiseName(number),
                    pointwiseKernel(number, stage),
                    shiftTensor(pointwiseName(number) + "_bn", stage.outputs()),
                    Convolution.pointwise()));
        }
        return layers;
    }

    private static ConvolutionLayer layer(String name, HalfTensor kernel, HalfTensor bias, Convolution geometry) {
        return new ConvolutionLayer(name, kernel.shape(), kernel.widened(), bias.widened(), geometry);
    }

    private static void scale(float[] kernel, float[] scales) {
        int length = kernel.length / scales.length;
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] *= scales[i / length];
        }
    }

    private Value stem(Value image) {
        Value kernel = graph.weight(STEM_KERNEL, stemKernel());
        return rectified(image, kernel, shift("conv1_bn", STEM_CHANNELS), Convolution.same(2, 1));
    }

    private Value depthwise(Value image, int number, Stage stage) {
        String layer = depthwiseName(number);
        int channels = stage.inputs();
        Value kernel = graph.weight(layer + DEPTHWISE_KERNEL, depthwiseKernel(number, stage));
        Value scale = graph.weight(
                layer + DEPTHWISE_SCALE, depthwiseScale(number, stage).reshape(channels, 1, 1, 1));
        // The scale of the normalization is applied to the kernel, where the session folds it once.
        return rectified(
                image,
                graph.multiply(kernel, scale),
                shift(layer + "_bn", channels),
                Convolution.same(stage.stride(), channels));
    }

    private Value pointwise(Value image, int number, Stage stage) {
        String layer = pointwiseName(number);
        Value kernel = graph.weight(layer + POINTWISE_KERNEL, pointwiseKernel(number, stage));
        return rectified(image, kernel, shift(layer + "_bn", stage.outputs()), Convolution.pointwise());
    }

    private Value shift(String normalization, int channels) {
        return graph.weight(normalization + SHIFT, shiftTensor(normalization, channels));
    }

    private static String depthwiseName(int number) {
        return "conv_dw_" + number;
    }

    private static String pointwiseName(int number) {
        return "conv_pw_" + number;
    }

    private HalfTensor stemKernel() {
        return weights.tensor(STEM_KERNEL, 3, 3, 3, STEM_CHANNELS).convolutionKernel();
    }

    private HalfTensor depthwiseKernel(int number, Stage stage) {
        return weights.tensor(depthwiseName(number) + DEPTHWISE_KERNEL, 3, 3, stage.inputs(), 1)
                .depthwiseKernel();
    }

    private HalfTensor depthwiseScale(int number, Stage stage) {
        return weights.tensor(depthwiseName(number) + DEPTHWISE_SCALE, stage.inputs());
    }

    private HalfTensor pointwiseKernel(int number, Stage stage) {
        return weights.tensor(pointwiseName(number) + POINTWISE_KERNEL, 1, 1, stage.inputs(), stage.outputs())
                .convolutionKernel();
    }

    private HalfTensor shiftTensor(String normalization, int channels) {
        return weights.tensor(normalization + SHIFT, channels);
    }

    private Value rectified(Value image, Value kernel, Value bias, Convolution geometry) {
        return graph.clip(graph.convolution(image, kernel, bias, geometry), 0, RELU_LIMIT);
    }
}
