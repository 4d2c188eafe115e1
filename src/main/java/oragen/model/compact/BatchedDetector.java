package oragen.model.compact;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import oragen.InputException;

/** Makes batch and image side of a detector dynamic that was exported for single images, and fills {@link ChannelBlocks}. */
final class BatchedDetector {
    private static final long SAME_AS_INPUT = 0;
    private static final long WHATEVER_IS_LEFT = -1;

    private final Path file;
    private final OnnxMl.GraphProto.Builder graph;
    private final Map<String, OnnxMl.TensorProto> initializers = new LinkedHashMap<>();
    /** Blocks of zeros by the value they define, as the shape they fill. */
    private final Map<String, long[]> zeros = new HashMap<>();

    private BatchedDetector(Path file, OnnxMl.GraphProto.Builder graph) {
        this.file = file;
        this.graph = graph;
        graph.getInitializerList().forEach(tensor -> initializers.put(tensor.getName(), tensor));
    }

    static OnnxMl.ModelProto read(Path file) throws IOException {
        OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder();
        new BatchedDetector(file, model.getGraphBuilder()).rewrite();
        return model.build();
    }

    private void rewrite() {
        graph.getInputBuilderList().forEach(input -> {
            free(input, 0, "n");
            free(input, 1, "side");
            free(input, 2, "side");
        });
        graph.getOutputBuilderList().forEach(output -> {
            free(output, 0, "n");
            free(output, 1, "anchors_of_" + output.getName());
        });
        // Inferred shapes of the single image; the runtime infers them anew.
        graph.clearValueInfo();
        List<OnnxMl.NodeProto> nodes = List.copyOf(graph.getNodeList());
        graph.clearNode();
        for (OnnxMl.NodeProto node : nodes) {
            switch (node.getOpType()) {
                case "Reshape" -> graph.addNode(reshape(node));
                case "ConstantOfShape" -> zeros.put(node.getOutput(0), integers(node.getInput(0)));
                case "Concat" -> graph.addNode(pad(node));
                default -> graph.addNode(node);
            }
        }
        ChannelBlocks.fill(file, graph, initializers);
        // The export left constants behind that nothing reads, of which the runtime would warn at every start.
        Set<String> read = graph.getNodeList().stream()
                .flatMap(node -> node.getInputList().stream())
                .collect(Collectors.toSet());
        initializers.keySet().retainAll(read);
        graph.clearInitializer().addAllInitializer(initializers.values());
    }

    private OnnxMl.NodeProto reshape(OnnxMl.NodeProto node) {
        long[] shape = integers(node.getInput(1));
        if (shape[0] != 1) {
            throw unknown(node);
        }
        shape[0] = SAME_AS_INPUT;
        shape[1] = WHATEVER_IS_LEFT;
        initializers.put(node.getInput(1), integerTensor(node.getInput(1), shape));
        return node;
    }

    /** Channels of zeros that were concatenated for one image become padding, which fits any number of images. */
    private OnnxMl.NodeProto pad(OnnxMl.NodeProto node) {
        long[] added = zeros.get(node.getInput(node.getInputCount() - 1));
        if (added == null || node.getInputCount() != 2 || node.getAttribute(0).getI() != 1) {
            throw unknown(node);
        }
        String name = node.getOutput(0) + "_padding";
        // Before and after each of batch, channels, rows and columns.
        initializers.put(name, integerTensor(name, 0, 0, 0, 0, 0, added[1], 0, 0));
        return OnnxMl.NodeProto.newBuilder()
                .setOpType("Pad")
                .setName(node.getName())
                .addInput(node.getInput(0))
                .addInput(name)
                .addOutput(node.getOutput(0))
                .build();
    }

    private InputException unknown(OnnxMl.NodeProto node) {
        return unknown(file, node);
    }

    static InputException unknown(Path file, OnnxMl.NodeProto node) {
        return new InputException(
                "detector " + file,
                "node " + node.getName() + " does not have the expected form",
                "use the version of the package that models/README.md pins");
    }

    private long[] integers(String name) {
        OnnxMl.TensorProto tensor = initializers.get(name);
        if (tensor == null || tensor.getDataType() != OnnxMl.TensorProto.DataType.INT64.getNumber()) {
            throw new InputException(
                    "detector " + file,
                    "no constant shape " + name,
                    "use the version of the package that models/README.md pins");
        }
        return integers(tensor);
    }

    static long[] integers(OnnxMl.TensorProto tensor) {
        if (tensor.getInt64DataCount() > 0) {
            return tensor.getInt64DataList().stream().mapToLong(Long::longValue).toArray();
        }
        ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long[] integers = new long[bytes.remaining() / Long.BYTES];
        bytes.asLongBuffer().get(integers);
        return integers;
    }

    private static OnnxMl.TensorProto integerTensor(String name, long... integers) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * integers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(integers);
        return OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(OnnxMl.TensorProto.DataType.INT64.getNumber())
                .addDims(integers.length)
                .setRawData(ByteString.copyFrom(bytes.array()))
                .build();
    }

    private static void free(OnnxMl.ValueInfoProto.Builder value, int axis, String name) {
        value.getTypeBuilder()
                .getTensorTypeBuilder()
                .getShapeBuilder()
                .getDimBuilder(axis)
                .setDimParam(name);
    }
}
