package oragen.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import oragen.InputException;
import oragen.benchmark.GpuBenchmark;
import oragen.benchmark.LabelBenchmark;
import oragen.onnx.DevicePreference;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmark gpu}: what a GPU gives. */
@Command(
        name = "gpu",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures a bundle on a GPU: windows and frames per second as tasks ask for them, relative to "
                    + "the same files in ONNX Runtime alone, and the fraction of time that nvidia-smi reports the GPU "
                    + "busy.",
            "With --input it also labels clips. The command has not been run on a GPU yet; --device cpu "
                    + "tries it out on the processor."
        },
        footer = {
            "",
            "Example:",
            "  benchmark gpu --bundle output/oragen --input /data/clips --clips 600",
        })
final class BenchmarkGpuCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--bundle", required = true, paramLabel = "DIR", description = "Local bundle folder.")
    private Path bundle = Path.of("");

    @Option(
            names = "--input",
            converter = LocationText.class,
            paramLabel = "PATH",
            description = "Clips to label as well: file, folder, glob or manifest.")
    private @Nullable String input;

    @Option(names = "--clips", paramLabel = "N", description = "Number of clips to repeat the input to (default: 600).")
    private int clips = 600;

    @Option(names = "--device", paramLabel = "cpu|gpu", description = "Device to measure (default: gpu).")
    private DevicePreference device = DevicePreference.GPU;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that ask the networks (default: one per core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--seconds", paramLabel = "N", description = "Length of each measurement (default: 10).")
    private double seconds = 10;

    @Option(
            names = "--output",
            converter = LocationText.class,
            paramLabel = "DIR",
            description = "Folder for labels, which are replaced (default: target/benchmark).")
    private String output = "target/benchmark";

    @Override
    public Integer call() throws IOException {
        require(clips >= 1, "--clips", clips);
        require(threads >= 1, "--threads", threads);
        require(seconds > 0, "--seconds", seconds);
        PrintWriter out = spec.commandLine().getOut();
        GpuBenchmark benchmark = new GpuBenchmark(bundle, device, threads);
        out.println(benchmark.description());
        out.printf("%-16s %-10s %12s %12s %8s %8s%n", "", "", "ONNX Runtime", "here", "ratio", "busy");
        for (GpuBenchmark.Rate rate : benchmark.run(seconds)) {
            out.printf(
                    "%-16s %-10s %12.1f %12.1f %8.2f %8s%n",
                    rate.network(),
                    rate.unit() + "/s",
                    rate.bare(),
                    rate.ours(),
                    rate.ours() / rate.bare(),
                    percent(rate.busy()));
            out.flush();
        }
        if (input != null) {
            label(input, benchmark, out);
        }
        return 0;
    }

    private void label(String clipsOf, GpuBenchmark benchmark, PrintWriter out) throws IOException {
        try (SparkSession spark = SparkSessions.open("oragen benchmark")) {
            LabelBenchmark label = new LabelBenchmark(spark, clipsOf, output, clips, Version.current())
                    .with(job -> job.bundle(bundle.toString()).device(device));
            LabelBenchmark.Observed observed = label.observe(benchmark.device());
            out.printf(
                    "%-16s %-10s %12s %12.1f %8s %8s%n",
                    "label", "clips/s", "", clips / observed.cost().wallSeconds(), "", percent(observed.busy()));
            out.flush();
        }
    }

    private static void require(boolean holds, String option, Number value) {
        if (!holds) {
            throw new InputException(option, value.toString(), "use more than 0");
        }
    }

    private static String percent(OptionalDouble part) {
        return part.isEmpty() ? "-" : "%.0f %%".formatted(100 * part.getAsDouble());
    }
}
