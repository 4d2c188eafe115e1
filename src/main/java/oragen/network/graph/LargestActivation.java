package oragen.network.graph;

import static oragen.network.graph.OnnxGraph.integer;

import ai.onnx.proto.OnnxMl;
import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import oragen.InputException;
import oragen.onnx.InferenceDevice;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;

/**
 * A network in 32 bits that also tells the largest magnitude of all that it computes on the way: whether 16 bits, which end at
 * 65504, can hold it. Needs a file system with room for a copy of the weights where it cannot link to them.
 */
public final class LargestActivation implements TensorModel {
    /** A quarter of what 16 bits hold: inputs that nobody tried may reach further than those that were. */
    public static final float LIMIT = 16_000;

    private static final String OUTPUT = "largest_activation";

    /** What computes; the other operators only move values about. */
    private static final Set<String> COMPUTING = Set.of("MatMul", "Conv", "Add", "Mul", "Gelu", "LayerNormalization");

    private final Path folder;
    private final TensorModel model;
    private float largest;

    private LargestActivation(Path folder, TensorModel model) {
        this.folder = folder;
        this.model = model;
    }

    /** @param network an encoder of a bundle of ORAGEN in 32 bits, with its weights beside it; runs on the processor */
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // close() closes the network
    public static LargestActivation of(Path network) {
        try {
            OnnxMl.ModelProto observed = observed(network);
            Path folder = Files.createTempDirectory("oragen-activations");
            try {
                for (String weights : weightFiles(observed)) {
                    linkOrCopy(network.resolveSibling(weights), folder.resolve(weights));
                }
                Path file = folder.resolve("network.onnx");
                Files.write(file, observed.toByteArray());
                return new LargestActivation(folder, TensorModel.load(file, InferenceDevice.CPU, 0));
            } catch (IOException | RuntimeException e) {
                delete(folder);
                throw e;
            }
        } catch (IOException e) {
            throw new InputException(
                    "model file " + network,
                    "cannot be observed (" + e.getMessage() + ")",
                    "check the file, and the space of the folder for temporary files",
                    e);
        }
    }

    @Override
    public Set<String> inputNames() {
        return model.inputNames();
    }

    @Override
    public synchronized Map<String, Tensor.FloatTensor> run(Map<String, Tensor> inputs) {
        Map<String, Tensor.FloatTensor> outputs = new LinkedHashMap<>(model.run(inputs));
        float seen = Objects.requireNonNull(outputs.remove(OUTPUT), OUTPUT).values()[0];
        largest = Math.max(largest, seen);
        return outputs;
    }

    /** Of all runs; 0 before the first, NaN where one gave no number. */
    public synchronized float largest() {
        return largest;
    }

    @Override
    public void close() {
        model.close();
        try {
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be deleted", e);
        }
    }

    static OnnxMl.ModelProto observed(Path network) throws IOException {
        OnnxMl.ModelProto.Builder model;
        try (InputStream stream = Files.newInputStream(network)) {
            model = OnnxMl.ModelProto.parseFrom(stream).toBuilder();
        }
        OnnxMl.GraphProto.Builder graph = model.getGraphBuilder();
        List<String> computed = graph.getNodeList().stream()
                .filter(node -> COMPUTING.contains(node.getOpType()))
                .map(node -> node.getOutput(0))
                .toList();
        OnnxMl.NodeProto.Builder largest =
                OnnxMl.NodeProto.newBuilder().setOpType("Max").setName(OUTPUT).addOutput(OUTPUT);
        for (String value : computed) {
            graph.addNode(node("Abs", value, value + "_magnitude"));
            graph.addNode(
                    node("ReduceMax", value + "_magnitude", value + "_largest").addAttribute(integer("keepdims", 0)));
            largest.addInput(value + "_largest");
        }
        graph.addNode(largest);
        graph.addOutput(OnnxMl.ValueInfoProto.newBuilder()
                .setName(OUTPUT)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(OnnxMl.TensorProto.DataType.FLOAT.getNumber()))));
        return model.build();
    }

    private static OnnxMl.NodeProto.Builder node(String operator, String input, String output) {
        return OnnxMl.NodeProto.newBuilder()
                .setOpType(operator)
                .setName(output)
                .addInput(input)
                .addOutput(output);
    }

    private static Set<String> weightFiles(OnnxMl.ModelProto model) {
        Set<String> files = new TreeSet<>();
        for (OnnxMl.TensorProto tensor : model.getGraph().getInitializerList()) {
            for (OnnxMl.StringStringEntryProto entry : tensor.getExternalDataList()) {
                if (entry.getKey().equals("location")) {
                    files.add(entry.getValue());
                }
            }
        }
        return files;
    }

    private static void linkOrCopy(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(from, to); // another file system, or one without links
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
