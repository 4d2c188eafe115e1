package oragen.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import oragen.InputException;
import oragen.onnx.Tensor;

/** Takes an encoder's output apart, holding it against the manifest. */
final class FeatureBatch {
    private FeatureBatch() {}

    static Tensor.FloatTensor output(Map<String, Tensor.FloatTensor> outputs, String name, String file) {
        Tensor.FloatTensor output = outputs.get(name);
        if (output == null) {
            throw new InputException(file, "no output " + name, "correct the output name in manifest.json");
        }
        return output;
    }

    static List<float[]> rows(Tensor.FloatTensor output, List<Integer> featureShape, String file) {
        int rowSize = featureShape.stream().reduce(1, Math::multiplyExact);
        int rows = (int) output.shape()[0];
        if (output.values().length != rows * rowSize) {
            throw new InputException(
                    file,
                    "features of shape " + Arrays.toString(output.shape()),
                    "the manifest declares " + featureShape + " each; correct its featureShape");
        }
        List<float[]> split = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            split.add(Arrays.copyOfRange(output.values(), row * rowSize, (row + 1) * rowSize));
        }
        return split;
    }
}
