package oragen.cli.model;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import oragen.InputException;
import oragen.model.RandomOragen;
import oragen.model.WeightRecipe;
import org.jspecify.annotations.Nullable;
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
        description = {
            "Writes a bundle with random weights for measuring speed and memory; its predictions are meaningless.",
            "With --format torch, writes checkpoints like the authors' instead, for model import and for PyTorch."
        },
        footer = {
            "",
            "Examples:",
            "  model random --architecture oragen-12 --seed 1 --output models/random",
            "  model random --architecture oragen-small --recipe golden --format torch --output checkpoints"
        })
final class ModelRandomCommand implements Callable<Integer> {
    private static final long DEFAULT_SEED = 1;

    /** What is decided when a bundle is written, so not in a checkpoint. */
    private static final List<String> BUNDLE_OPTIONS = List.of("--deviation", "--audio-heads", "--visual-heads");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--architecture",
            required = true,
            paramLabel = "NAME",
            description = "oragen (24 audio layers), oragen-12, oragen-small (published widths, but 2 audio layers and "
                    + "narrow feed-forward layers) or tiny.")
    private String architecture = "";

    @Option(
            names = "--recipe",
            paramLabel = "seed|golden",
            description = "Weights drawn from --seed (default), or computed from each parameter's released name, as in "
                    + "the golden tensors, so that another program can reproduce them. Golden networks have no mask "
                    + "head.")
    private Recipe recipe = Recipe.SEED;

    @Option(names = "--seed", paramLabel = "N", description = "Random seed (default: 1).")
    private @Nullable Long seed;

    @Option(
            names = "--format",
            paramLabel = "bundle|torch",
            description = "A bundle (default), or audio_model.pt, image_model.pt and multimodal_model.pt with the "
                    + "parameters of the released files, in fp32 or fp16.")
    private Format format = Format.BUNDLE;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "Folder to create.")
    private Path output = Path.of("");

    @Mixin
    private final ConversionOptions conversion = new ConversionOptions();

    private enum Recipe {
        SEED,
        GOLDEN
    }

    private enum Format {
        BUNDLE,
        TORCH
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Consumer<String> progress = line -> {
            out.println(line);
            out.flush();
        };
        switch (format) {
            case BUNDLE -> architecture().write(output, recipe(), conversion.options(), progress);
            case TORCH -> {
                requireNoBundleOption();
                architecture()
                        .writeCheckpoints(output, recipe(), conversion.options().precision(), progress);
            }
        }
        return 0;
    }

    private RandomOragen architecture() {
        return Arrays.stream(RandomOragen.values())
                .filter(candidate -> candidate.label().equals(architecture))
                .findFirst()
                .orElseThrow(() -> new InputException("--architecture", architecture, "use one of " + architectures()));
    }

    private static String architectures() {
        return Arrays.stream(RandomOragen.values()).map(RandomOragen::label).collect(Collectors.joining(", "));
    }

    private WeightRecipe recipe() {
        return switch (recipe) {
            case SEED -> new WeightRecipe.Seeded(seed == null ? DEFAULT_SEED : seed);
            case GOLDEN -> {
                if (seed != null) {
                    throw new InputException(
                            "--seed " + seed, "the golden recipe takes no seed", "omit it, or use --recipe seed");
                }
                yield new WeightRecipe.Golden();
            }
        };
    }

    private void requireNoBundleOption() {
        for (String option : BUNDLE_OPTIONS) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new InputException(
                        option,
                        "does not apply to checkpoints",
                        "omit it with --format " + format.name().toLowerCase(Locale.ROOT)
                                + " and pass it to model import");
            }
        }
    }
}
