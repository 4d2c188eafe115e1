package oragen.model;

import ai.onnx.proto.OnnxMl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import oragen.bundle.BundleFolder;
import oragen.bundle.BundleManifest;
import oragen.bundle.ModelBundle;
import oragen.bundle.NetworkPrecision;
import oragen.checkpoint.Checkpoint;
import oragen.network.Deviation;
import oragen.network.FusionSize;
import oragen.network.Precision;
import oragen.network.Weights;
import oragen.network.graph.NetworkWriter;
import org.jspecify.annotations.Nullable;

/**
 * A bundle with the encoders, detectors and heads of another one and a fusion that was trained on its features.
 *
 * @param base folder of the other bundle
 * @param checkpoint of the fusion, safetensors or PyTorch
 * @param answers the classes that the fusion tells; its file is named here
 * @param documents further files, by name
 */
public record TrainedBundle(
        Path base,
        Path checkpoint,
        FusionSize size,
        Deviation deviation,
        BundleManifest.Fusion answers,
        BundleManifest.Training training,
        String licence,
        Map<String, String> documents) {
    private static final String FUSION = "fusion";
    private static final String GRAPH = ".onnx";

    public TrainedBundle {
        documents = new TreeMap<>(documents);
    }

    /** The file of a trained fusion in its bundle. */
    public static String fusionFile() {
        return NetworkWriter.file(FUSION);
    }

    /** Writes the whole folder, or nothing; one that exists is replaced. */
    public void write(Path output, Consumer<String> progress) throws IOException {
        ModelBundle bundle = ModelBundle.open(base);
        BundleManifest manifest = bundle.manifest();
        try (BundleFolder folder = BundleFolder.replacing(output);
                Checkpoint opened = Checkpoint.open(checkpoint)) {
            Weights weights = new Weights(opened, checkpoint.toString());
            weights.require(size.parameters());
            copy(manifest, folder);
            String source = "trained by this program on features of the bundle " + manifest.name();
            NetworkWriter writer = new NetworkWriter(folder, Precision.FP32, source, licence, progress);
            OragenNetworks.writeFusion(writer, weights, size, deviation);
            for (Map.Entry<String, String> document : documents.entrySet()) {
                Files.writeString(folder.file(document.getKey()), document.getValue(), StandardCharsets.UTF_8);
                folder.list(document.getKey(), source, licence);
            }
            folder.finish(manifest(manifest, String.valueOf(output.getFileName()), folder));
        }
    }

    private void copy(BundleManifest manifest, BundleFolder folder) throws IOException {
        Set<String> replaced = replaced(manifest);
        replaced.addAll(documents.keySet());
        for (Map.Entry<String, BundleManifest.BundleFile> file : new TreeMap<>(manifest.files()).entrySet()) {
            if (!replaced.contains(file.getKey())) {
                Path target = folder.file(file.getKey());
                Files.createDirectories(target.toAbsolutePath().resolveSibling(""));
                Files.copy(base.resolve(file.getKey()), target);
                folder.list(file.getKey(), file.getValue());
            }
        }
    }

    /** The other bundle's fusion, with those of its weight files that no other network has. */
    private Set<String> replaced(BundleManifest manifest) throws IOException {
        BundleManifest.@Nullable Fusion fusion = manifest.fusion();
        Set<String> replaced = new TreeSet<>();
        if (fusion != null) {
            replaced.add(fusion.file());
            replaced.addAll(weightFiles(fusion.file()));
            String rounded = manifest.file(fusion.file(), NetworkPrecision.INT8);
            if (!rounded.equals(fusion.file())) {
                replaced.add(rounded);
            }
        }
        Set<String> needed = new HashSet<>();
        for (String file : manifest.files().keySet()) {
            if (file.endsWith(GRAPH) && !replaced.contains(file)) {
                needed.addAll(weightFiles(file));
            }
        }
        replaced.removeAll(needed);
        return replaced;
    }

    /** Files beside a graph that hold its tensors, by their names in the bundle. */
    private Set<String> weightFiles(String graph) throws IOException {
        Set<String> files = new TreeSet<>();
        try (InputStream stream = Files.newInputStream(base.resolve(graph))) {
            for (OnnxMl.TensorProto tensor :
                    OnnxMl.ModelProto.parseFrom(stream).getGraph().getInitializerList()) {
                for (OnnxMl.StringStringEntryProto entry : tensor.getExternalDataList()) {
                    if (entry.getKey().equals("location")) {
                        files.add(Path.of(graph)
                                .resolveSibling(entry.getValue())
                                .normalize()
                                .toString());
                    }
                }
            }
        }
        return files;
    }

    private BundleManifest manifest(BundleManifest other, String name, BundleFolder folder) {
        return new BundleManifest(
                other.schemaVersion(),
                name,
                "1",
                "A fusion trained on features of the bundle " + other.name() + "; README.md is its model card",
                other.windows(),
                other.voiceActivity(),
                other.faceDetector(),
                other.audioEncoder(),
                other.visualEncoder(),
                answers,
                other.audioHead(),
                other.visualHead(),
                other.conversion(),
                training,
                folder.files());
    }
}
