package oragen.onnx;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A network that is a function, and remembers what it was given last. */
public final class TestingModel implements TensorModel {
    private final Set<String> inputNames;
    private final Function<Map<String, Tensor>, Map<String, Tensor.FloatTensor>> network;
    private volatile Map<String, Tensor> given = Map.of();
    private volatile boolean closed;

    public TestingModel(
            Set<String> inputNames, Function<Map<String, Tensor>, Map<String, Tensor.FloatTensor>> network) {
        this.inputNames = inputNames;
        this.network = network;
    }

    @Override
    public Set<String> inputNames() {
        return inputNames;
    }

    @Override
    public Map<String, Tensor.FloatTensor> run(Map<String, Tensor> inputs) {
        if (closed) {
            throw new IllegalStateException("the network is closed");
        }
        if (!inputNames.equals(inputs.keySet())) {
            throw new IllegalArgumentException("the network needs the inputs " + inputNames);
        }
        given = new LinkedHashMap<>(inputs);
        return network.apply(inputs);
    }

    public Set<String> given() {
        return given.keySet();
    }

    public Tensor.FloatTensor given(String name) {
        return (Tensor.FloatTensor) given.get(name);
    }

    @Override
    public void close() {
        closed = true;
    }
}
