package oragen.cli.model;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import oragen.benchmark.EncoderBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code model benchmark}. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Times the encoders of imported or random bundles on one window and one frame, relative to a "
                    + "plain matrix product in ONNX Runtime with the same threads.",
            "Errors are relative to the features of the first bundle."
        },
        footer = {"", "Example:", "  model benchmark models/random models/random-int8 --threads 1,2"})
final class ModelBenchmarkCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Bundle folders; the first is the reference.")
    private List<Path> bundles = List.of();

    @Option(
            names = "--threads",
            split = ",",
            paramLabel = "N",
            description = "Thread counts to measure (default: 1,2).")
    private List<Integer> threads = List.of(1, 2);

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%-20s %-7s %7s %9s %14s %12s%n", "bundle", "input", "threads", "ms", "matmul rate", "error");
        for (int count : threads) {
            for (EncoderBenchmark.Result result : EncoderBenchmark.run(bundles, count)) {
                out.printf(
                        "%-20s %-7s %7d %9.1f %14.2f %12.1e%n",
                        result.bundle(),
                        result.encoder(),
                        result.threads(),
                        result.millis(),
                        result.productRatio(),
                        result.error());
                out.flush();
            }
        }
        return 0;
    }
}
