package oragen.model.compact;

import ai.onnx.proto.OnnxMl;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import oragen.InputException;
import oragen.network.graph.SpeechGraph;

/** The weights for 16 kHz in Silero's published graph, which has a branch for each of two sample rates. */
final class SileroWeights implements SpeechGraph.Parameters {
    private static final String BRANCH = "then_branch";
    private static final String PREFIX = "If_0_then_branch__Inline_0__";

    private final Path file;
    private final Map<String, OnnxMl.TensorProto> tensors;

    private SileroWeights(Path file, Map<String, OnnxMl.TensorProto> tensors) {
        this.file = file;
        this.tensors = tensors;
    }

    static SileroWeights read(Path file) throws IOException {
        Map<String, OnnxMl.TensorProto> tensors = new HashMap<>();
        OnnxMl.ModelProto.parseFrom(Files.readAllBytes(file)).getGraph().getNodeList().stream()
                .flatMap(node -> node.getAttributeList().stream())
                .filter(attribute -> attribute.getName().equals(BRANCH))
                .flatMap(branch -> branch.getG().getNodeList().stream())
                .filter(node -> node.getOpType().equals("Constant")
                        && node.getOutput(0).startsWith(PREFIX)
                        && node.getAttributeCount() == 1)
                .forEach(node -> tensors.put(
                        node.getOutput(0).substring(PREFIX.length()),
                        node.getAttribute(0).getT()));
        return new SileroWeights(file, tensors);
    }

    @Override
    public float[] values(String name, long... shape) {
        OnnxMl.TensorProto tensor = tensors.get(name);
        if (tensor == null
                || tensor.getDataType() != OnnxMl.TensorProto.DataType.FLOAT.getNumber()
                || !Arrays.equals(
                        tensor.getDimsList().stream().mapToLong(Long::longValue).toArray(), shape)) {
            throw new InputException(
                    "voice activity " + file,
                    "no tensor " + name + " of shape " + Arrays.toString(shape),
                    "use the version of the package that models/README.md pins");
        }
        FloatBuffer values = tensor.getRawData()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[] copy = new float[values.remaining()];
        values.get(copy);
        return copy;
    }
}
