package oragen.training.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import java.util.Map;
import oragen.network.Deviation;
import oragen.network.NetworkLayers;

/** The layers computed now, on arrays; gradients flow through all of them. */
public final class ArrayLayers extends LearnedLayers implements NetworkLayers<NDArray> {
    private final Dropouts dropouts;
    private final Phase phase;

    /** Whether values are dropped. */
    public enum Phase {
        TRAINING,
        EVALUATION
    }

    public ArrayLayers(Map<String, NDArray> parameters, Dropouts dropouts, Phase phase) {
        super(parameters);
        this.dropouts = dropouts;
        this.phase = phase;
    }

    @Override
    public boolean hasParameter(String name) {
        return knows(name);
    }

    @Override
    public long[] parameterShape(String name) {
        return parameter(name).getShape().getShape();
    }

    @Override
    public NDArray linearOverTime(NDArray x, String layer) {
        NDArray bias = parameter(layer + ".bias");
        return parameter(layer + ".weight").matMul(x).add(bias.reshape(-1, 1));
    }

    @Override
    public NDArray layerNorm(NDArray x, String layer, double epsilon) {
        NDArray gain = parameter(layer + ".weight");
        return single(LayerNorm.layerNorm(x, gain.getShape(), gain, parameter(layer + ".bias"), (float) epsilon));
    }

    @Override
    public NDArray gelu(NDArray x) {
        return Activation.gelu(x);
    }

    @Override
    public NDArray softmax(NDArray x) {
        return x.softmax(-1);
    }

    @Override
    public NDArray dropout(NDArray x, DropoutPlace place) {
        double rate = switch (place) {
            case PERCEPTRON -> dropouts.perceptron();
            case BRANCH -> dropouts.branch();
        };
        boolean drops = phase == Phase.TRAINING && rate > 0;
        return drops ? single(Dropout.dropout(x, (float) rate, true)) : x;
    }

    private static NDArray single(NDList list) {
        return list.singletonOrThrow();
    }

    @Override
    public NDArray matrixProduct(NDArray left, NDArray right) {
        return left.matMul(right);
    }

    @Override
    public NDArray transpose(NDArray x, long... permutation) {
        int[] axes = new int[permutation.length];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = (int) permutation[i];
        }
        return x.transpose(axes);
    }

    @Override
    public NDArray reshape(NDArray x, long... shape) {
        long[] resolved = shape.clone();
        for (int axis = 0; axis < shape.length; axis++) {
            if (shape[axis] == 0) {
                resolved[axis] = x.getShape().get(axis);
            }
        }
        return x.reshape(new Shape(resolved));
    }

    @Override
    public NDArray slice(NDArray x, long axis, long start, long end) {
        return x.get(new NDIndex().addAllDim((int) axis).addSliceDim(start, end));
    }

    /**
     * The deviation is a norm of differences, whose gradient at 0 is 0; a root's would be infinite. Without a face the
     * four positions are the same but for rounding, and the gradient of torch.std, which the reference takes, is made
     * of that rounding; this one cancels out ({@code TrainingParityIT} has such a window).
     */
    @Override
    public NDArray meanAndDeviation(NDArray x, long axis, Deviation deviation, int length) {
        int[] axes = {(int) axis};
        NDArray mean = x.mean(axes, true);
        int divisor = switch (deviation) {
            case POPULATION -> length;
            case SAMPLE -> length - 1;
        };
        NDArray spread = x.sub(mean).norm(2, axes, false).mul(1 / Math.sqrt(divisor));
        return NDArrays.concat(new NDList(mean.squeeze((int) axis), spread), -1);
    }
}
