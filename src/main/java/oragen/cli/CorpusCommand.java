package oragen.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code corpus}: commands on corpora. */
@Command(
        name = "corpus",
        mixinStandardHelpOptions = true,
        subcommands = {CorpusIndexCommand.class},
        description = "Creates manifests for published corpora and for folders of your own.")
final class CorpusCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
