package oragen.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import oragen.InputException;
import oragen.benchmark.TrainBenchmark;
import oragen.benchmark.TrainBenchmark.Comparison;
import oragen.benchmark.TrainBenchmark.Scale;
import oragen.benchmark.TrainBenchmark.Sizes;
import oragen.onnx.DevicePreference;
import oragen.training.fusion.Scores;
import oragen.training.torch.Machine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmark train}: whether the fusion of two modalities beats each, and how fast it is trained. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Generates features with the gender in voice and face, the age mainly in the voice and the mask "
                    + "only in the face, trains fusions on them, and compares their metrics with both modalities and "
                    + "with each alone."
        },
        footer = {"", "Example:", "  benchmark train --clips 600 --epochs 8 --output target/benchmark"})
final class BenchmarkTrainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--clips", paramLabel = "N", description = "Training clips, with 2 windows each (default: 600).")
    private int clips = 600;

    @Option(names = "--epochs", paramLabel = "N", description = "Epochs for each of the four fusions (default: 8).")
    private int epochs = 8;

    @Option(
            names = "--sizes",
            paramLabel = "small|published",
            description = "Feature shapes: [50, 64] and [4, 3, 64] (default), or [199, 1024] and [4, 13, 768].")
    private Sizes sizes = Sizes.SMALL;

    @Option(names = "--device", paramLabel = "auto|cpu|gpu", description = "Where PyTorch runs (default: auto).")
    private DevicePreference device = DevicePreference.AUTO;

    @Option(names = "--threads", paramLabel = "N", description = "CPU threads of PyTorch (default: 0, one per core).")
    private int threads;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Output folder, replaced (default: target/benchmark).")
    private Path output = Path.of("target/benchmark");

    @Override
    public Integer call() throws IOException {
        if (clips < 12 || epochs < 1) {
            throw new InputException("--clips, --epochs", clips + ", " + epochs, "use at least 12 clips and 1 epoch");
        }
        print(new TrainBenchmark(new Scale(clips, epochs, sizes), output, new Machine(device, threads)).execute());
        return 0;
    }

    private void print(Comparison comparison) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%-44s %10s %9s %9s%n", "", "gender UAR", "age MAE", "mask UAR");
        for (TrainBenchmark.Row row : comparison.rows()) {
            Scores scores = row.scores();
            out.printf(
                    Locale.ROOT,
                    "%-44s %10.4f %9.2f %9.4f%n",
                    row.name(),
                    scores.genderUar(),
                    scores.ageMae(),
                    scores.maskUar());
        }
        out.printf(
                Locale.ROOT,
                "%.0f windows/s, peak process memory %.0f MiB%n",
                comparison.windowsPerSecond(),
                comparison.peakMemoryBytes() / 1048576.0);
        out.flush();
    }
}
