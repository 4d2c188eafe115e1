package oragen.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code masks}: commands on painted masks. */
@Command(
        name = "masks",
        mixinStandardHelpOptions = true,
        subcommands = {MasksContactSheetCommand.class, MasksDetectionCommand.class},
        description = "Paints protective masks on faces, for mask types that corpora lack.")
final class MasksCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
