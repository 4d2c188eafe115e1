package oragen.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code benchmark}: measures the jobs. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        subcommands = {
            BenchmarkAllCommand.class,
            BenchmarkLabelCommand.class,
            BenchmarkEvaluateCommand.class,
            BenchmarkListingCommand.class,
            BenchmarkSparkCommand.class,
            BenchmarkTrainCommand.class
        },
        description = "Measures throughput and memory.")
final class BenchmarkCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
