package oragen.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import oragen.encode.AudioEncoder;
import oragen.encode.AudioFeatures;
import oragen.encode.VisualEncoder;
import oragen.encode.VisualFeatures;
import oragen.fusion.FusionModel;
import oragen.fusion.Modality;
import oragen.fusion.WindowFeatures;
import oragen.fusion.WindowPrediction;
import oragen.media.WaveformPiece;
import oragen.onnx.BundleManifest;
import oragen.onnx.InferenceDevice;
import oragen.onnx.ModelBundle;
import oragen.onnx.TensorModel;
import oragen.window.Protocol;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code model verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Checks every checksum of a bundle, runs every network once, and checks the shapes.",
        footer = {"", "Example:", "  model verify models/compact"})
final class ModelVerifyCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder of the bundle.")
    private Path folder = Path.of("");

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ModelBundle bundle = ModelBundle.open(folder);
        out.println("checksums: " + bundle.manifest().files().size() + " files as the manifest says");
        WindowFeatures features = new WindowFeatures(hear(bundle), look(bundle));
        for (Modality modality : Modality.values()) {
            answer(bundle, modality, features, out);
        }
        out.flush();
        return 0;
    }

    private static @Nullable AudioFeatures hear(ModelBundle bundle) {
        BundleManifest.AudioEncoder parameters = bundle.manifest().audioEncoder();
        if (parameters == null) {
            return null;
        }
        BundleManifest.Windows windows = bundle.manifest().windows();
        try (TensorModel model = bundle.load(parameters.file(), InferenceDevice.CPU, 0)) {
            float[] silence = new float[windows.lengthSeconds() * WaveformPiece.SAMPLE_RATE];
            return new AudioEncoder(model, parameters, windows, Protocol.RELEASED)
                    .encode(List.of(silence))
                    .get(0);
        }
    }

    private static List<@Nullable VisualFeatures> look(ModelBundle bundle) {
        int slots = bundle.manifest().windows().slots();
        BundleManifest.VisualEncoder parameters = bundle.manifest().visualEncoder();
        if (parameters == null) {
            return new ArrayList<>(Collections.nCopies(slots, null));
        }
        try (TensorModel model = bundle.load(parameters.file(), InferenceDevice.CPU, 0)) {
            float[] grey = new float[3 * parameters.height() * parameters.width()];
            VisualFeatures features =
                    new VisualEncoder(model, parameters).encode(List.of(grey)).get(0);
            return new ArrayList<>(Collections.nCopies(slots, features));
        }
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
            out.printf("%s: answers (age of silence and grey: %.1f years)%n", modality.label(), prediction.ageYears());
        }
    }
}
