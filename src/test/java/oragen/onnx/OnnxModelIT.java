package oragen.onnx;

import java.nio.file.Files;
import java.nio.file.Path;
import oragen.network.graph.OnnxGraph;
import org.junit.jupiter.api.io.TempDir;

/** ONNX Runtime. */
final class OnnxModelIT extends TensorModelContractTest {
    @TempDir
    private Path folder;

    @Override
    @SuppressWarnings({"MustBeClosedChecker", "MustBeClosed"}) // the tests close it
    TensorModel doubling() throws Exception {
        OnnxGraph graph = new OnnxGraph("doubling");
        OnnxGraph.Value x = graph.input("x", -1, 2);
        graph.output("doubled", graph.add(x, x), -1, 2);
        Path file = folder.resolve("doubling.onnx");
        Files.write(file, graph.build().toByteArray());
        return TensorModel.load(file, InferenceDevice.CPU, 1);
    }
}
