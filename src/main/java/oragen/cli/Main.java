package oragen.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import oragen.InputException;
import oragen.cli.model.ModelCommand;
import oragen.run.StorageFailure;
import oragen.spark.label.ExecutorModels;
import oragen.spark.session.Interruption;
import org.apache.commons.text.similarity.LevenshteinDistance;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

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
            ShowCommand.class,
            ExplainCommand.class,
            ExportCommand.class,
            CompactCommand.class,
            ForgetCommand.class,
            DemoCommand.class,
            BenchmarkCommand.class,
            ModelCommand.class,
            MasksCommand.class,
            HelpCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        description = "Predicts gender, age and mask type of the speakers in audio-visual corpora, on Apache Spark.",
        footer = {
            "",
            "Exit codes: 0 success, 2 invalid input, 3 internal error,",
            "4 finished, but more clips were rejected than --max-reject-rate allows.",
            "Options can also be set in the environment (ORAGEN_LABEL_WAVE_CLIPS=5000) or in a file like",
            "conf/oragen.conf that ORAGEN_CONF points to; the command line takes precedence."
        })
public final class Main implements Runnable {
    private static final int INPUT_ERROR = 2;
    private static final int INTERNAL_ERROR = 3;
    private static final Pattern ENUM_NAMES = Pattern.compile("(?<=expected one of )\\[[A-Z0-9_, ]+]");

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        // Numbers are read by programs and by people of every country.
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        PrintWriter errors = new PrintWriter(System.err, true);
        CommandLine commandLine = commandLine(errors);
        int code;
        try (Interruption interruption =
                Interruption.watch(() -> commandLine.setErr(new PrintWriter(Writer.nullWriter())), () -> {
                    // Tasks that were cancelled may still be at it.
                    ExecutorModels.closeAll();
                    errors.println(interrupted(commandLine));
                })) {
            code = interruption.exitCode(execute(commandLine, System.getenv(), arguments));
        }
        System.exit(code);
    }

    private static String interrupted(CommandLine commandLine) {
        ParseResult command = commandLine.getParseResult();
        String name = command != null && command.hasSubcommand()
                ? command.subcommand().commandSpec().name()
                : "";
        return "interrupted: "
                + switch (name) {
                    case "label", "extract" ->
                        "waves that were committed are kept; run the same command again to continue";
                    case "train" ->
                        "epochs that were finished are kept; run the same command with --resume to continue";
                    default -> "run the same command again";
                };
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
        return execute(commandLine(errors), environment, arguments);
    }

    private static CommandLine commandLine(PrintWriter errors) {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.setErr(errors);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler((exception, arguments) -> mistyped(exception));
        tellVersion(commandLine);
        commandLine.setExecutionExceptionHandler((exception, command, result) -> explain(exception, command));
        return commandLine;
    }

    /** Of each command, as of the program. */
    private static void tellVersion(CommandLine command) {
        command.getCommandSpec().versionProvider(new Version());
        command.getSubcommands().values().forEach(Main::tellVersion);
    }

    /** What is wrong, what may have been meant, and where the options are listed; all of them would hide it. */
    private static int mistyped(CommandLine.ParameterException exception) {
        CommandLine command = exception.getCommandLine();
        PrintWriter errors = command.getErr();
        List<String> unknown = exception instanceof CommandLine.UnmatchedArgumentException unmatched
                ? unmatched.getUnmatched()
                : command.getUnmatchedArguments();
        String name = command.getCommandSpec().qualifiedName();
        if (unknown.isEmpty()) {
            // Values as the help writes them.
            errors.println("error: "
                    + ENUM_NAMES
                            .matcher(String.valueOf(exception.getMessage()))
                            .replaceAll(names -> names.group().toLowerCase(Locale.ROOT)));
        } else {
            // Before an option that is missing, which may be this one.
            String first = unknown.get(0);
            errors.println(
                    "error: " + first + (first.startsWith("-") ? " is no option of " : " is no argument of ") + name);
            if (!first.startsWith("-") && command.getCommandSpec().findOption("--input") != null) {
                errors.println("Did you mean " + name + " --input " + first + "?");
            } else {
                List<String> meant = new CommandLine.UnmatchedArgumentException(command, unknown)
                        .getSuggestions().stream()
                                .filter(other -> isNear(word(first), word(other)))
                                .toList();
                if (!meant.isEmpty()) {
                    errors.println("Did you mean " + String.join(" or ", meant) + "?");
                }
            }
        }
        errors.println(name + " --help lists the options.");
        return INPUT_ERROR;
    }

    /** Without the value of an option. */
    private static String word(String argument) {
        return argument.replaceFirst("=.*", "").replaceFirst("^-+", "");
    }

    /** Whether fewer than half of the letters differ: the library names some command for every word. */
    private static boolean isNear(String typed, String name) {
        return 2 * LevenshteinDistance.getDefaultInstance().apply(typed, name)
                < Math.max(typed.length(), name.length());
    }

    private static int execute(CommandLine commandLine, Map<String, String> environment, String... arguments) {
        try {
            commandLine.setDefaultValueProvider(ConfiguredDefaults.of(commandLine, environment));
            return commandLine.execute(arguments);
        } catch (InputException | Error e) {
            return explain(e, commandLine);
        }
    }

    private static int explain(Throwable exception, CommandLine command) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof InputException) {
                command.getErr().println("error: " + cause.getMessage());
                return INPUT_ERROR;
            }
            if (cause instanceof OutOfMemoryError) {
                command.getErr()
                        .println("error: not enough memory (" + cause.getMessage()
                                + "); give it more with -Xmx, or with --driver-memory in spark-submit");
                return INTERNAL_ERROR;
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
