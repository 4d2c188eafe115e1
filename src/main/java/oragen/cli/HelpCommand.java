package oragen.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code help}: of commands in commands as well, which that of the library is not. */
@Command(name = "help", helpCommand = true, description = "Prints the help of a command, such as corpus index.")
final class HelpCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean isAsked;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "Command, and one of its own.")
    private List<String> names = List.of();

    @Override
    public void run() {
        CommandLine command = spec.parent().commandLine();
        for (String name : names) {
            CommandLine named = command.getSubcommands().get(name);
            if (named == null) {
                throw new CommandLine.UnmatchedArgumentException(command, List.of(name));
            }
            command = named;
        }
        command.usage(spec.parent().commandLine().getOut());
    }
}
