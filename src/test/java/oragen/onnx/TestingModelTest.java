package oragen.onnx;

import java.util.Map;
import java.util.Set;

/** The network that unit tests use. */
final class TestingModelTest extends TensorModelContractTest {
    @Override
    TensorModel doubling() {
        return new TestingModel(Set.of("x"), inputs -> {
            Tensor.FloatTensor given = (Tensor.FloatTensor) inputs.get("x");
            float[] doubled = given.values().clone();
            for (int i = 0; i < doubled.length; i++) {
                doubled[i] *= 2;
            }
            return Map.of("doubled", new Tensor.FloatTensor(given.shape(), doubled));
        });
    }
}
