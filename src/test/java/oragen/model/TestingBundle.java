package oragen.model;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import oragen.bundle.BundleManifest;
import oragen.bundle.Checksums;
import oragen.bundle.ModelBundle;
import oragen.network.graph.OnnxGraph;
import oragen.network.graph.OnnxGraph.Value;

/**
 * A bundle with every encoder and task, unlike the compact one in all that a manifest may say: it listens, names its
 * classes in reverse, takes small RGB crops, and answers what can be reckoned by hand. Age is 10 years, 20 more with
 * audio and 5 more for each slot with a face; the gender is female with audio, else male; the mask is a respirator
 * with a face, else none.
 */
public final class TestingBundle {
    private static final int SAMPLES = 64_000;
    private static final int SIDE = 32;
    private static final int SLOTS = 4;
    private static final int AUDIO_FEATURES = 2;
    private static final int VISUAL_FEATURES = 3;
    private static final float SURE = 20;

    private TestingBundle() {}

    /** Writes the bundle with the detectors of another one. */
    public static Path write(Path folder, Path detectors) throws IOException {
        Files.createDirectories(folder);
        BundleManifest other = ModelBundle.readManifest(detectors);
        for (String file :
                List.of(other.voiceActivity().file(), other.faceDetector().file())) {
            Files.copy(detectors.resolve(file), folder.resolve(file));
        }
        Files.write(folder.resolve("ears.onnx"), audioEncoder().build().toByteArray());
        Files.write(folder.resolve("eyes.onnx"), visualEncoder().build().toByteArray());
        Files.write(folder.resolve("mind.onnx"), fusion().build().toByteArray());
        Map<String, BundleManifest.BundleFile> files = new TreeMap<>();
        try (var written = Files.list(folder)) {
            for (Path file : written.toList()) {
                String checksum = Checksums.sha256(Files.readAllBytes(file));
                files.put(
                        file.getFileName().toString(),
                        new BundleManifest.BundleFile(checksum, "oragen", "Apache-2.0", null, null));
            }
        }
        JsonMapper.builder().build().writeValue(folder.resolve("manifest.json").toFile(), manifest(other, files));
        return folder;
    }

    /** Copies a bundle, but for its ears. */
    public static Path deaf(Path folder, Path other) throws IOException {
        Files.createDirectories(folder);
        try (var files = Files.list(other)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        JsonMapper json = JsonMapper.builder().build();
        ObjectNode manifest =
                (ObjectNode) json.readTree(folder.resolve("manifest.json").toFile());
        manifest.putNull("audioEncoder").remove("audioHead");
        json.writeValue(folder.resolve("manifest.json").toFile(), manifest);
        return folder;
    }

    private static BundleManifest manifest(BundleManifest other, Map<String, BundleManifest.BundleFile> files) {
        List<Double> halves = List.of(0.5, 0.5, 0.5);
        return new BundleManifest(
                1,
                "testing",
                "7",
                "Answers that can be reckoned by hand.",
                new BundleManifest.Windows(4, 2, 1, SLOTS),
                other.voiceActivity(),
                other.faceDetector(),
                new BundleManifest.AudioEncoder("ears.onnx", "waveform", "heard", List.of(AUDIO_FEATURES)),
                new BundleManifest.VisualEncoder(
                        "eyes.onnx",
                        "pictures",
                        "seen",
                        List.of(VISUAL_FEATURES),
                        SIDE,
                        SIDE,
                        "RGB",
                        halves,
                        halves,
                        new BundleManifest.FaceCrop(
                                BundleManifest.CropShape.STRETCHED, BundleManifest.CropEdge.CLIPPED, 0.1)),
                new BundleManifest.Fusion(
                        "mind.onnx",
                        List.of("male", "female"),
                        true,
                        List.of("face_shield", "respirator", "protective_ffp", "medical", "tissue", "no_mask")),
                null,
                null,
                null,
                null,
                files);
    }

    /** The mean square of the normalised waveform, and 1. */
    private static OnnxGraph audioEncoder() {
        OnnxGraph graph = new OnnxGraph("ears");
        Value waveform = graph.input("waveform", OnnxGraph.BATCH, SAMPLES);
        Value square = graph.sum(graph.multiply(waveform, waveform), 1);
        Value mean = graph.unsqueeze(graph.multiply(square, graph.constant(1f / SAMPLES)), 1);
        Value one = graph.add(graph.multiply(mean, graph.constant(0)), graph.constant(1));
        graph.output("heard", graph.concatenate(1, mean, one), OnnxGraph.BATCH, AUDIO_FEATURES);
        return graph;
    }

    /** The mean colour. */
    private static OnnxGraph visualEncoder() {
        OnnxGraph graph = new OnnxGraph("eyes");
        Value pictures = graph.input("pictures", OnnxGraph.BATCH, VISUAL_FEATURES, SIDE, SIDE);
        graph.output("seen", graph.spatialMean(pictures), OnnxGraph.BATCH, VISUAL_FEATURES);
        return graph;
    }

    private static OnnxGraph fusion() {
        OnnxGraph graph = new OnnxGraph("mind");
        Value heard = graph.input("audio_features", OnnxGraph.BATCH, AUDIO_FEATURES);
        Value seen = graph.input("visual_features", OnnxGraph.BATCH, SLOTS, VISUAL_FEATURES);
        Value listening = graph.unsqueeze(graph.input("audio_present", OnnxGraph.BATCH), 1);
        Value slots = graph.input("slot_present", OnnxGraph.BATCH, SLOTS);
        // The features count for nothing, but are read.
        Value nothing = graph.multiply(
                graph.add(
                        graph.unsqueeze(graph.sum(heard, 1), 1), graph.unsqueeze(graph.sum(graph.sum(seen, 2), 1), 1)),
                graph.constant(0));
        Value faces = graph.unsqueeze(graph.sum(slots, 1), 1);
        Value age = graph.add(
                graph.add(graph.constant(10), nothing),
                graph.add(graph.multiply(listening, graph.constant(20)), graph.multiply(faces, graph.constant(5))));
        graph.output("age_years", graph.squeeze(age, 1), OnnxGraph.BATCH);
        Value silent = graph.subtract(graph.constant(1), listening);
        graph.output(
                "gender_logits",
                graph.multiply(graph.concatenate(1, silent, listening), graph.constant(SURE)),
                OnnxGraph.BATCH,
                2);
        Value masked = graph.clip(faces, 0, 1);
        Value bare = graph.subtract(graph.constant(1), masked);
        Value none = graph.multiply(masked, graph.constant(0));
        Value[] masks = new Value[6];
        Arrays.fill(masks, none);
        masks[1] = masked;
        masks[5] = bare;
        graph.output(
                "mask_logits", graph.multiply(graph.concatenate(1, masks), graph.constant(SURE)), OnnxGraph.BATCH, 6);
        return graph;
    }
}
