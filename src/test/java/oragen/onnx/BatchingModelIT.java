package oragen.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import oragen.network.graph.OnnxGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ONNX Runtime, asked through the queue of a device; the processor stands for a GPU. */
final class BatchingModelIT extends TensorModelContractTest {
    @TempDir
    private Path folder;

    private final DeviceQueue queue = new DeviceQueue("test");

    @AfterEach
    void close() {
        queue.close();
    }

    @Override
    @SuppressWarnings({"MustBeClosedChecker", "MustBeClosed"}) // the tests close it
    TensorModel doubling() throws Exception {
        OnnxGraph graph = new OnnxGraph("doubling");
        OnnxGraph.Value x = graph.input("x", -1, 2);
        graph.output("doubled", graph.add(x, x), -1, 2);
        Path file = folder.resolve("doubling.onnx");
        Files.write(file, graph.build().toByteArray());
        return queue.batching(TensorModel.load(file, InferenceDevice.CPU, 1), 16);
    }

    /** A product of three values with two columns, so that a row that strays is seen. */
    @Test
    void twoNetworksOfOneDeviceKeepTheirRowsApart() throws Exception {
        OnnxGraph graph = new OnnxGraph("product");
        OnnxGraph.Value x = graph.input("y", -1, 3);
        OnnxGraph.Value weights = graph.constant(new float[] {1, 10, 100, 1000, 1, 1}, 3, 2);
        graph.output("product", graph.matrixProduct(x, weights), -1, 2);
        Path file = folder.resolve("product.onnx");
        Files.write(file, graph.build().toByteArray());
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try (TensorModel doubling = doubling();
                TensorModel loaded = TensorModel.load(file, InferenceDevice.CPU, 1);
                TensorModel product = queue.batching(loaded, 16)) {
            List<Future<?>> tasks = new ArrayList<>();
            for (int task = 0; task < 6; task++) {
                int name = task;
                tasks.add(threads.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                        int rows = 1 + (i + name) % 5;
                        if (name % 2 == 0) {
                            assertDoubled(doubling, rows, name * 1000 + i);
                        } else {
                            assertProduct(product, rows, name * 1000 + i);
                        }
                    }
                }));
            }
            for (Future<?> task : tasks) {
                task.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void assertDoubled(TensorModel model, int rows, int value) {
        float[] values = new float[rows * 2];
        float[] expected = new float[rows * 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = value + i;
            expected[i] = 2 * values[i];
        }
        assertThat(model.run(Map.of("x", Tensor.of(values, rows, 2)))
                        .get("doubled")
                        .values())
                .containsExactly(expected);
    }

    private static void assertProduct(TensorModel model, int rows, int value) {
        float[] values = new float[rows * 3];
        float[] expected = new float[rows * 2];
        for (int row = 0; row < rows; row++) {
            values[row * 3] = value + row;
            expected[row * 2] = value + row;
            expected[row * 2 + 1] = 10f * (value + row);
        }
        Tensor.FloatTensor product =
                model.run(Map.of("y", Tensor.of(values, rows, 3))).get("product");
        assertThat(product.shape()).containsExactly(rows, 2);
        assertThat(product.values()).containsExactly(expected);
    }
}
