package oragen.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import oragen.InputException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
        name = "oragen",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            LabelCommand.class,
            ExtractCommand.class,
            EvaluateCommand.class,
            TrainCommand.class,
            CorpusCommand.class,
            StatusCommand.class,
            CompactCommand.class,
            ForgetCommand.class,
            DemoCommand.class,
            BenchmarkCommand.class,
            ModelCommand.class,
            MasksCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        description = "Gender, age and mask type of the speaker in audio-visual corpora, as an Apache Spark job.",
        footer = {
            "",
            "Exit codes: 0 done, 2 the input cannot be used, 3 an error of this program,",
            "4 done with more rejects than --max-reject-rate allows.",
            "Options may also be set in the environment (ORAGEN_LABEL_WAVE_CLIPS=5000) and in a file like",
            "conf/oragen.conf that ORAGEN_CONF names; the command line wins over both."
        })
public final class Main implements Runnable {
    private static final int INPUT_ERROR = 2;
    private static final int INTERNAL_ERROR = 3;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs one command line and returns its exit code. */
    static int run(String... arguments) {
        return run(new PrintWriter(System.err, true), arguments);
    }

    /** The same, with errors and progress to a writer. */
    static int run(PrintWriter errors, String... arguments) {
        return run(errors, System.getenv(), arguments);
    }

    /** The same, with another environment. */
    static int run(PrintWriter errors, Map<String, String> environment, String... arguments) {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.setErr(errors);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler((exception, command, result) -> explain(exception, command));
        try {
            commandLine.setDefaultValueProvider(ConfiguredDefaults.of(commandLine, environment));
        } catch (InputException e) {
            return explain(e, commandLine);
        }
        return commandLine.execute(arguments);
    }

    private static int explain(Exception exception, CommandLine command) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof InputException) {
                command.getErr().println("error: " + cause.getMessage());
                return INPUT_ERROR;
            }
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof UnsupportedFileSystemException
                    || cause instanceof ClassNotFoundException && message.endsWith("FileSystem not found")) {
                command.getErr()
                        .println("error: " + message
                                + "; build with -Ps3 for s3a://, for others add the module of Hadoop");
                return INPUT_ERROR;
            }
        }
        Optional<String> storage = StorageFailure.explain(exception);
        if (storage.isPresent()) {
            command.getErr().println("error: " + storage.get());
            return INPUT_ERROR;
        }
        command.getErr().println("internal error, please report it:");
        exception.printStackTrace(command.getErr());
        return INTERNAL_ERROR;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
