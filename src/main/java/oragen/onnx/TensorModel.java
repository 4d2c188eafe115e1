package oragen.onnx;

import com.google.errorprone.annotations.MustBeClosed;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** A network: named tensors in, named tensors out. Safe for use by several threads at once. */
public interface TensorModel extends AutoCloseable {
    /** Names of the inputs that the graph declares. */
    Set<String> inputNames();

    /** Whether it runs on a GPU, which wants larger batches than a processor. */
    default boolean isOnGpu() {
        return false;
    }

    /** Runs the network once; every input of the graph must be given. Outputs lie on the Java heap. */
    Map<String, Tensor.FloatTensor> run(Map<String, Tensor> inputs);

    @Override
    void close();

    /**
     * Loads a network that no bundle lists.
     *
     * @param intraOpThreads threads within one operator; 0 leaves the number to the engine
     */
    @MustBeClosed
    static TensorModel load(Path file, InferenceDevice device, int intraOpThreads) {
        Path folder = file.toAbsolutePath().resolveSibling("");
        return OnnxModel.load(folder, file.getFileName().toString(), device, intraOpThreads);
    }
}
