package oragen.cli.model;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import oragen.bundle.BundleCache;
import oragen.bundle.BundleManifest;
import oragen.bundle.ModelBundle;
import oragen.bundle.NetworkPrecision;
import oragen.encode.AudioEncoder;
import oragen.encode.AudioFeatures;
import oragen.encode.VisualEncoder;
import oragen.encode.VisualFeatures;
import oragen.face.FaceDetector;
import oragen.fusion.FusionModel;
import oragen.fusion.Modality;
import oragen.fusion.WindowFeatures;
import oragen.fusion.WindowPrediction;
import oragen.media.VideoFrame;
import oragen.media.WaveformPiece;
import oragen.onnx.InferenceDevice;
import oragen.onnx.TensorModel;
import oragen.speech.SpeechDetector;
import oragen.window.Protocol;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code model verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Checks every checksum of a bundle, runs every network once in each precision and checks the output shapes.",
            "Reads what label would read: files that the manifest does not list are reported and not used.",
            "With --activations it also tells whether 16 bits can hold what the encoders of an imported bundle compute."
        },
        footer = {
            "",
            "Examples:",
            "  model verify models/compact",
            "  model verify output/oragen --activations /data/clips/a.mp4"
        })
final class ModelVerifyCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Bundle folder.")
    private Path folder = Path.of("");

    @Option(
            names = "--activations",
            paramLabel = "FILE",
            description =
                    "Runs the encoders in fp32 on the first minute of this audio or video file and prints the largest "
                            + "value that they compute; above 16000, --precision fp16 may overflow on other files (exit code 2). "
                            + "Repeatable.")
    private List<Path> activations = List.of();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        BundleManifest manifest = ModelBundle.open(folder).manifest();
        out.println("checksums: all " + manifest.files().size() + " files match the manifest");
        unlisted(manifest).forEach(file -> out.println("not listed in the manifest, and so not used: " + file));
        ModelBundle bundle = BundleCache.openLocal(folder);
        Modality.served(manifest, null);
        detect(bundle, out);
        WindowFeatures features = new WindowFeatures(hear(bundle), look(bundle));
        for (Modality modality : Modality.values()) {
            answer(bundle, modality, features, out);
        }
        if (!activations.isEmpty()) {
            Activations.measure(folder, bundle.manifest(), activations, out);
        }
        out.flush();
        return 0;
    }

    private List<String> unlisted(BundleManifest manifest) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace(File.separatorChar, '/'))
                    .filter(file -> !file.equals(ModelBundle.MANIFEST)
                            && !manifest.files().containsKey(file))
                    .sorted()
                    .toList();
        }
    }

    private static void detect(ModelBundle bundle, PrintWriter out) {
        BundleManifest.VoiceActivity rules = bundle.manifest().voiceActivity();
        try (TensorModel model = bundle.load(rules.file(), InferenceDevice.CPU, 0)) {
            new SpeechDetector(model, rules).add(new float[WaveformPiece.SAMPLE_RATE]);
        }
        BundleManifest.FaceDetector parameters = bundle.manifest().faceDetector();
        try (TensorModel model = bundle.load(parameters.file(), InferenceDevice.CPU, 0)) {
            int size = parameters.imageSize();
            byte[] black = new byte[3 * size * size];
            new FaceDetector(model, parameters).detect(List.of(new VideoFrame(0, size, size, black)));
        }
        out.println("voice activity and face detector: OK");
    }

    private static @Nullable AudioFeatures hear(ModelBundle bundle) {
        BundleManifest.AudioEncoder parameters = bundle.manifest().audioEncoder();
        if (parameters == null) {
            return null;
        }
        BundleManifest.Windows windows = bundle.manifest().windows();
        float[] silence = new float[windows.lengthSeconds() * WaveformPiece.SAMPLE_RATE];
        AudioFeatures features = null;
        for (String file : forms(bundle.manifest(), parameters.file())) {
            try (TensorModel model = bundle.load(file, InferenceDevice.CPU, 0)) {
                features = new AudioEncoder(model, parameters, windows, Protocol.RELEASED)
                        .encode(List.of(silence))
                        .get(0);
            }
        }
        return features;
    }

    /** The files of a network in every precision that the bundle has it in, that in 32 bits last. */
    private static List<String> forms(BundleManifest manifest, String file) {
        return Stream.of(NetworkPrecision.INT8, NetworkPrecision.FP16, NetworkPrecision.FP32)
                .map(precision -> manifest.file(file, precision))
                .sorted(Comparator.comparing(file::equals))
                .distinct()
                .toList();
    }

    private static List<@Nullable VisualFeatures> look(ModelBundle bundle) {
        int slots = bundle.manifest().windows().slots();
        BundleManifest.VisualEncoder parameters = bundle.manifest().visualEncoder();
        if (parameters == null) {
            return new ArrayList<>(Collections.nCopies(slots, null));
        }
        float[] grey = new float[3 * parameters.height() * parameters.width()];
        VisualFeatures features = null;
        for (String file : forms(bundle.manifest(), parameters.file())) {
            try (TensorModel model = bundle.load(file, InferenceDevice.CPU, 0)) {
                features = new VisualEncoder(model, parameters)
                        .encode(List.of(grey))
                        .get(0);
            }
        }
        return new ArrayList<>(Collections.nCopies(slots, features));
    }

    private static void answer(ModelBundle bundle, Modality modality, WindowFeatures features, PrintWriter out) {
        BundleManifest.Fusion tasks = modality.tasksOrNull(bundle.manifest());
        if (tasks == null) {
            return;
        }
        try (TensorModel model = bundle.load(tasks.file(), InferenceDevice.CPU, 0)) {
            WindowPrediction prediction = new FusionModel(model, bundle.manifest(), tasks)
                    .predict(List.of(features))
                    .get(0);
            out.printf(
                    "%s: OK (age for silence and a grey frame: %.1f years)%n", modality.label(), prediction.ageYears());
        }
    }
}
