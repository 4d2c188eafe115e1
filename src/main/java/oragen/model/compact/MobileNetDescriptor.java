package oragen.model.compact;

import ai.onnx.proto.OnnxMl;
import oragen.network.graph.Convolution;
import oragen.network.graph.OnnxGraph;
import oragen.network.graph.OnnxGraph.Value;

/** MobileNet 1 up to its pooled features, as HSE trained it on faces. */
final class MobileNetDescriptor {
    static final int FEATURES = 1024;
    static final int SIDE = 224;
    private static final float RELU_LIMIT = 6;

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

    /** Crops [n, 3, 224, 224] in the order BGR less the mean colour, to features [n, 1024]. */
    static OnnxMl.ModelProto build(TfjsWeights weights) {
        return new MobileNetDescriptor(weights).build();
    }

    private OnnxMl.ModelProto build() {
        Value image = graph.input("crops", OnnxGraph.BATCH, 3, SIDE, SIDE);
        image = stem(image);
        for (int stage = 1; stage <= STAGES.length; stage++) {
            image = depthwise(image, stage, STAGES[stage - 1]);
            image = pointwise(image, stage, STAGES[stage - 1]);
        }
        graph.output("visual_features", graph.spatialMean(image), OnnxGraph.BATCH, FEATURES);
        return graph.build();
    }

    private Value stem(Value image) {
        String kernelName = "conv1/convolution/merged_input";
        Value kernel =
                graph.weight(kernelName, weights.tensor(kernelName, 3, 3, 3, 32).convolutionKernel());
        return rectified(image, kernel, shift("conv1_bn", 32), Convolution.same(2, 1));
    }

    private Value depthwise(Value image, int number, Stage stage) {
        String layer = "conv_dw_" + number;
        String kernelName = layer + "/depthwise_kernel";
        String scaleName = layer + "_bn/batchnorm_1/mul";
        int channels = stage.inputs();
        Value kernel = graph.weight(
                kernelName, weights.tensor(kernelName, 3, 3, channels, 1).depthwiseKernel());
        Value scale =
                graph.weight(scaleName, weights.tensor(scaleName, channels).reshape(channels, 1, 1, 1));
        // The scale of the normalization is applied to the kernel, where the session folds it once.
        return rectified(
                image,
                graph.multiply(kernel, scale),
                shift(layer + "_bn", channels),
                Convolution.same(stage.stride(), channels));
    }

    private Value pointwise(Value image, int number, Stage stage) {
        String layer = "conv_pw_" + number;
        String kernelName = layer + "/convolution/merged_input";
        Value kernel = graph.weight(
                kernelName,
                weights.tensor(kernelName, 1, 1, stage.inputs(), stage.outputs())
                        .convolutionKernel());
        return rectified(image, kernel, shift(layer + "_bn", stage.outputs()), Convolution.pointwise());
    }

    private Value shift(String normalization, int channels) {
        String name = normalization + "/batchnorm_1/sub";
        return graph.weight(name, weights.tensor(name, channels));
    }

    private Value rectified(Value image, Value kernel, Value bias, Convolution geometry) {
        return graph.clip(graph.convolution(image, kernel, bias, geometry), 0, RELU_LIMIT);
    }
}
