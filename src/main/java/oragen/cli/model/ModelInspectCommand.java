package oragen.cli.model;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import oragen.bundle.BundleManifest;
import oragen.bundle.ModelBundle;
import oragen.network.NetworkSize;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code model inspect}. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Shows the tasks and modalities of a bundle and the size and licence of each network.",
        footer = {"", "Example:", "  model inspect models/compact"})
final class ModelInspectCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Bundle folder.")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        BundleManifest manifest = ModelBundle.readManifest(folder);
        out.println(manifest.name() + " " + manifest.version() + ": " + manifest.description());
        printTasks(out, "both", manifest.fusion());
        printTasks(out, "audio", manifest.audioHead());
        printTasks(out, "visual", manifest.visualHead());
        if (manifest.audioEncoder() != null) {
            out.println("audio features per window: " + manifest.audioEncoder().featureShape());
        }
        BundleManifest.VisualEncoder encoder = manifest.visualEncoder();
        if (encoder != null) {
            out.println("visual features per frame: " + encoder.featureShape());
            out.printf(
                    "face crop: %s, %s, margin %s%n",
                    encoder.crop().shape().name().toLowerCase(Locale.ROOT),
                    encoder.crop().edge().name().toLowerCase(Locale.ROOT),
                    encoder.crop().margin());
        }
        BundleManifest.Conversion conversion = manifest.conversion();
        if (conversion != null) {
            out.printf(
                    "precision %s, deviation %s, %.1f GFLOP per window, %.1f GFLOP per frame%n",
                    conversion.precision(),
                    conversion.deviation(),
                    conversion.windowGigaflops(),
                    conversion.frameGigaflops());
        }
        BundleManifest.Training training = manifest.training();
        if (training != null) {
            out.printf(
                    "fusion trained on features of %s: epoch %d of %d, seed %d; validation %s%n",
                    training.baseName(), training.keptEpoch(), training.epochs(), training.seed(), training.metrics());
        }
        out.printf("%-26s %10s %12s  %s%n", "file", "MB", "parameters", "licence; source");
        for (Map.Entry<String, BundleManifest.BundleFile> file : new TreeMap<>(manifest.files()).entrySet()) {
            Path path = folder.resolve(file.getKey());
            out.printf(
                    "%-26s %10.2f %12s  %s; %s%n",
                    file.getKey(),
                    Files.size(path) / 1e6,
                    file.getKey().endsWith(".onnx") ? String.valueOf(NetworkSize.parameters(path)) : "",
                    file.getValue().licence(),
                    file.getValue().source());
        }
        out.flush();
        return 0;
    }

    private static void printTasks(PrintWriter out, String modality, BundleManifest.@Nullable Fusion tasks) {
        if (tasks != null) {
            out.printf(
                    "--modality %-7s gender: %s, age: %s, mask type: %s%n",
                    modality,
                    tasks.genderClasses() == null ? "no" : "yes",
                    tasks.age() ? "yes" : "no",
                    tasks.maskClasses() == null ? "no" : "yes");
        }
    }
}
