package oragen.network.graph;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.function.Consumer;
import oragen.bundle.BundleFolder;
import oragen.bundle.NetworkPrecision;
import oragen.network.Precision;
import oragen.network.Weights;

/**
 * Writes networks to a bundle's folder: the graph, and its weights in a file beside it.
 *
 * @param source where the weights come from, for the manifest, and {@code licence} of them
 * @param progress is told of every network when it begins
 */
public record NetworkWriter(
        BundleFolder folder, Precision precision, String source, String licence, Consumer<String> progress) {
    /** What the nodes of one network are. */
    @FunctionalInterface
    public interface Layers {
        public void write(NetworkGraph network);
    }

    public void write(String name, Weights weights, Layers layers) throws IOException {
        progress.accept("writing " + name + ", " + precision.label());
        try (ExternalTensors store = new ExternalTensors(folder.file(external(name)))) {
            writeGraph(name, weights, layers, store);
        }
        folder.list(file(name), source, licence);
        folder.list(external(name), source, licence);
    }

    /** With {@link Precision#FP16} also a graph that computes in 16 bits, for GPUs, over the same file of weights. */
    public void writeEncoder(String name, Weights weights, Layers layers) throws IOException {
        switch (precision) {
            case FP32, INT8 -> write(name, weights, layers);
            case FP16 -> {
                progress.accept("writing " + name + ", " + precision.label());
                String inHalves = name + "_" + NetworkPrecision.FP16.label();
                try (ExternalTensors store = new ExternalTensors(folder.file(external(name)))) {
                    writeGraph(name, weights, layers, store);
                    OnnxGraph graph = new OnnxGraph(name, OnnxGraph.WITH_ATTENTION, store.shared());
                    layers.write(NetworkGraph.inHalves(graph, weights));
                    write(graph, file(inHalves));
                }
                folder.list(file(name), source, licence);
                folder.list(external(name), source, licence);
                folder.listReplacing(file(inHalves), NetworkPrecision.FP16, file(name));
            }
        }
    }

    private void writeGraph(String name, Weights weights, Layers layers, TensorStore store) throws IOException {
        OnnxGraph graph = new OnnxGraph(name, OnnxGraph.WITH_GELU, store);
        layers.write(new NetworkGraph(graph, weights, precision));
        write(graph, file(name));
    }

    private void write(OnnxGraph graph, String file) throws IOException {
        try (OutputStream stream = Files.newOutputStream(folder.file(file))) {
            graph.build().writeTo(stream);
        }
    }

    public static String file(String name) {
        return name + ".onnx";
    }

    private static String external(String name) {
        return name + ".weights";
    }
}
