package oragen.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import oragen.InputException;
import oragen.onnx.DevicePreference;
import oragen.training.Machine;
import oragen.training.Scores;
import oragen.training.TrainBenchmark;
import oragen.training.TrainBenchmark.Comparison;
import oragen.training.TrainBenchmark.Scale;
import oragen.training.TrainBenchmark.Sizes;
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
            "Makes up features whose gender shows in voice and face, the age mostly in the voice, the mask in the face,",
            "trains fusions on them, and compares what each knows with both modalities and with one of them."
        },
        footer = {"", "Example:", "  benchmark train --clips 600 --epochs 8 --output target/benchmark"})
final class BenchmarkTrainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--clips", paramLabel = "N", description = "To learn from, of 2 windows each (default 600).")
    private int clips = 600;

    @Option(names = "--epochs", paramLabel = "N", description = "Of each of the four fusions (default 8).")
    private int epochs = 8;

    @Option(
            names = "--sizes",
            paramLabel = "small|published",
            description = "Of the features: [50, 64] and [4, 3, 64] (default), or [199, 1024] and [4, 13, 768].")
    private Sizes sizes = Sizes.SMALL;

    @Option(names = "--device", paramLabel = "auto|cpu|gpu", description = "Where PyTorch runs (default auto).")
    private DevicePreference device = DevicePreference.AUTO;

    @Option(names = "--threads", paramLabel = "N", description = "Of PyTorch; default 0: as many as cores.")
    private int threads;

    @Option(names = "--output", paramLabel = "DIR", description = "Default target/benchmark; replaced.")
    private Path output = Path.of("target/benchmark");

    @Override
    public Integer call() throws IOException {
        if (clips < 12 || epochs < 1) {
            throw new InputException("--clips, --epochs", clips + ", " + epochs, "give numbers from 12 and from 1");
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
                "%.0f windows a second, memory of the process at most %.0f MiB%n",
                comparison.windowsPerSecond(),
                comparison.peakMemoryBytes() / 1048576.0);
        out.flush();
    }
}
