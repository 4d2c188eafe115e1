package oragen.onnx;

import java.util.Map;
import java.util.Set;

/** A network: named tensors in, named tensors out. Safe for use by several threads at once. */
public interface TensorModel extends AutoCloseable {
    /** Names of the inputs that the graph declares. */
    Set<String> inputNames();

    /** Runs the network once; every input of the graph must be given. Outputs lie on the Java heap. */
    Map<String, Tensor.FloatTensor> run(Map<String, Tensor> inputs);

    @Override
    void close();
}
