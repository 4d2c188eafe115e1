package oragen.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code corpus}: commands on corpora. */
@Command(
        name = "corpus",
        mixinStandardHelpOptions = true,
        subcommands = {CorpusIndexCommand.class},
        description = "Makes manifests of corpora as their publishers pack them.")
final class CorpusCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
