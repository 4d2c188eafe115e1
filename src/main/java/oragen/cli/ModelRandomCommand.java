package oragen.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import oragen.InputException;
import oragen.exchange.RandomOragen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code model random}. */
@Command(
        name = "random",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes a bundle with made-up weights, to measure speed and memory; its answers mean nothing.",
        footer = {"", "Example:", "  model random --architecture oragen-12 --seed 1 --output models/random"})
final class ModelRandomCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--architecture",
            required = true,
            paramLabel = "NAME",
            description = "oragen (24 audio layers), oragen-12 or tiny.")
    private String architecture = "";

    @Option(names = "--seed", paramLabel = "N", description = "Default 1.")
    private long seed = 1;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "Folder of the new bundle.")
    private Path output = Path.of("");

    @Mixin
    private final ConversionOptions conversion = new ConversionOptions();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        RandomOragen chosen = Arrays.stream(RandomOragen.values())
                .filter(candidate -> candidate.label().equals(architecture))
                .findFirst()
                .orElseThrow(
                        () -> new InputException("--architecture", architecture, "use one of oragen, oragen-12, tiny"));
        chosen.write(output, seed, conversion.options(), line -> {
            out.println(line);
            out.flush();
        });
        return 0;
    }
}
