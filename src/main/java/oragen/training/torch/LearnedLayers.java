package oragen.training.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.Map;
import oragen.network.Layers;

/** Layers computed now, on arrays; gradients flow through all of them. */
public abstract class LearnedLayers implements Layers<NDArray> {
    private final Map<String, NDArray> parameters;

    public LearnedLayers(Map<String, NDArray> parameters) {
        this.parameters = parameters;
    }

    final boolean knows(String name) {
        return parameters.containsKey(name);
    }

    protected final NDArray parameter(String name) {
        NDArray parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalStateException("no parameter " + name);
        }
        return parameter;
    }

    /** x · Wᵀ over the last axis. */
    public final NDArray linearWithoutBias(NDArray x, String layer) {
        return x.matMul(parameter(layer + ".weight").transpose());
    }

    @Override
    public final NDArray linear(NDArray x, String layer) {
        return linearWithoutBias(x, layer).add(parameter(layer + ".bias"));
    }

    @Override
    public final NDArray rectify(NDArray x) {
        return Activation.relu(x);
    }

    @Override
    public final NDArray add(NDArray left, NDArray right) {
        return left.add(right);
    }

    @Override
    public final NDArray scale(NDArray x, float factor) {
        return x.mul(factor);
    }

    @Override
    public final NDArray unsqueeze(NDArray x, long axis) {
        return x.expandDims((int) axis);
    }

    @Override
    public final NDArray squeeze(NDArray x, long axis) {
        return x.squeeze((int) axis);
    }
}
