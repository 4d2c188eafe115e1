package oragen.model.compact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import oragen.InputException;
import oragen.network.graph.HalfTensor;

/** The weights of a TensorFlow.js graph model whose 32-bit floats are stored in 16 bits. */
final class TfjsWeights {
    private final Path file;
    private final Map<String, HalfTensor> tensors;

    private TfjsWeights(Path file, Map<String, HalfTensor> tensors) {
        this.file = file;
        this.tensors = tensors;
    }

    /** Reads the model's JSON and the weight files that it names, which lie beside it. */
    static TfjsWeights read(Path file) throws IOException {
        JsonNode groups = new JsonMapper().readTree(Files.readAllBytes(file)).path("weightsManifest");
        Map<String, HalfTensor> tensors = new HashMap<>();
        for (JsonNode group : groups) {
            if (group.path("paths").size() != 1) {
                throw unusable(file, "a weight group in several files");
            }
            String name = group.path("paths").path(0).asText();
            readGroup(file.resolveSibling(name), group.path("weights"), tensors);
        }
        return new TfjsWeights(file, tensors);
    }

    /** The tensor, which must have this shape. */
    HalfTensor tensor(String name, long... shape) {
        HalfTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw unusable(file, "no 16-bit tensor " + name);
        }
        if (!Arrays.equals(tensor.shape(), shape)) {
            throw unusable(
                    file,
                    "tensor " + name + " has shape " + Arrays.toString(tensor.shape()) + ", not "
                            + Arrays.toString(shape));
        }
        return tensor;
    }

    private static void readGroup(Path file, JsonNode weights, Map<String, HalfTensor> tensors) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        for (JsonNode weight : weights) {
            long[] shape = new long[weight.path("shape").size()];
            int size = 1;
            for (int axis = 0; axis < shape.length; axis++) {
                shape[axis] = weight.path("shape").path(axis).asLong();
                size = Math.multiplyExact(size, Math.toIntExact(shape[axis]));
            }
            boolean half = weight.path("quantization").path("dtype").asText().equals("float16");
            if (!half && weight.has("quantization")) {
                throw unusable(file, "tensor " + weight.path("name").asText() + " is quantized to integers");
            }
            int length = size * (half ? 2 : 4);
            if (bytes.remaining() < length) {
                throw unusable(file, "ends within tensor " + weight.path("name").asText());
            }
            if (half) {
                short[] values = new short[size];
                bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(values);
                tensors.put(weight.path("name").asText(), new HalfTensor(shape, values));
            }
            bytes.position(bytes.position() + length);
        }
        if (bytes.hasRemaining()) {
            throw unusable(file, bytes.remaining() + " bytes follow the last tensor");
        }
    }

    private static InputException unusable(Path file, String reason) {
        return new InputException("weights " + file, reason, "unpack the package again");
    }
}
