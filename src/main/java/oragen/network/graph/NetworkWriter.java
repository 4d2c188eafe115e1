package oragen.network.graph;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.function.Consumer;
import oragen.bundle.BundleFolder;
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
        try (ExternalTensors store = new ExternalTensors(folder.file(external(name)));
                OutputStream stream = Files.newOutputStream(folder.file(file(name)))) {
            OnnxGraph graph = new OnnxGraph(name, OnnxGraph.WITH_GELU, store);
            layers.write(new NetworkGraph(graph, weights, precision));
            graph.build().writeTo(stream);
        }
        folder.list(file(name), source, licence);
        folder.list(external(name), source, licence);
    }

    public static String file(String name) {
        return name + ".onnx";
    }

    private static String external(String name) {
        return name + ".weights";
    }
}
