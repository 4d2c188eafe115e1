package oragen.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link TensorModel} promises, whether ONNX Runtime runs it or a formula of the tests stands for it. */
abstract class TensorModelContractTest {
    /** A network of input {@code x}, shape [n, 2], and output {@code doubled}, x + x in the same shape. */
    abstract TensorModel doubling() throws Exception;

    private static Tensor.FloatTensor doubled(TensorModel model, float... values) {
        return model.run(Map.of("x", Tensor.of(values, values.length / 2, 2))).get("doubled");
    }

    @Test
    void outputsHaveTheirNamesShapesAndRows() throws Exception {
        try (TensorModel model = doubling()) {
            assertThat(model.inputNames()).containsExactly("x");
            Tensor.FloatTensor output = doubled(model, 1, 2, 3, 4, 5, 6);
            assertThat(output.shape()).containsExactly(3, 2);
            assertThat(output.values()).containsExactly(2, 4, 6, 8, 10, 12);
        }
    }

    @Test
    void aRowIsTheSameAloneAndAmongOthers() throws Exception {
        try (TensorModel model = doubling()) {
            assertThat(doubled(model, 3, 4).values()).containsExactly(6, 8);
            assertThat(doubled(model, 1, 2, 3, 4).values()).containsExactly(2, 4, 6, 8);
        }
    }

    @Test
    void inputsStayAsTheyAreAndOutputsAreTheCallers() throws Exception {
        float[] values = {1, 2};
        try (TensorModel model = doubling()) {
            Tensor.FloatTensor first = doubled(model, values);
            first.values()[0] = 99;
            assertThat(values).containsExactly(1, 2);
            assertThat(doubled(model, values).values()).containsExactly(2, 4);
        }
    }

    @Test
    void otherInputsThanTheDeclaredAreRefused() throws Exception {
        try (TensorModel model = doubling()) {
            for (Map<String, Tensor> inputs : java.util.List.<Map<String, Tensor>>of(
                    Map.of(),
                    Map.of("y", Tensor.of(new float[2], 1, 2)),
                    Map.of("x", Tensor.of(new float[2], 1, 2), "y", Tensor.of(new float[2], 1, 2)))) {
                assertThatExceptionOfType(IllegalArgumentException.class)
                        .isThrownBy(() -> model.run(inputs))
                        .withMessageContaining("needs the inputs [x]");
            }
        }
    }

    @Test
    void severalThreadsGetTheirOwnAnswers() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (TensorModel model = doubling()) {
            var answers = IntStream.range(0, 64)
                    .mapToObj(i -> threads.submit(() -> doubled(model, i, -i).values()))
                    .toList();
            int i = 0;
            for (Future<float[]> answer : answers) {
                assertThat(answer.get()).containsExactly(2 * i, -2 * i);
                i++;
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aClosedNetworkAnswersNoMore() throws Exception {
        TensorModel model = doubling();
        model.close();
        model.close();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> doubled(model, 1, 2))
                .withMessageContaining("is closed");
    }
}
