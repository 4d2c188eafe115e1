package oragen.cli.model;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import oragen.model.OragenBundle;
import oragen.model.OragenImport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code model import}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Converts ORAGEN checkpoints (.pt, .pth, .safetensors) to a bundle that label can use.",
            "Parameters may have the released names, those of either generation of transformers, and prefixes added by",
            "DataParallel, torch.compile or a trainer. No code in a checkpoint is executed.",
            "Without --fusion the bundle supports single modalities only."
        },
        footer = {
            "",
            "Examples:",
            "  model import --audio audio_model.pt --image image_model.pt --fusion multimodal_model.pt"
                    + " --output models/oragen --precision int8",
            "  model import --audio audio_model.pt --output models/oragen-audio"
        })
final class ModelImportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--audio", paramLabel = "FILE", description = "Checkpoint of the audio model.")
    private @Nullable Path audio;

    @Option(names = "--image", paramLabel = "FILE", description = "Checkpoint of the visual model.")
    private @Nullable Path image;

    @Option(names = "--fusion", paramLabel = "FILE", description = "Checkpoint of the multimodal model.")
    private @Nullable Path fusion;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "Folder of the new bundle.")
    private Path output = Path.of("");

    @Option(names = "--source", paramLabel = "TEXT", description = "Origin of the weights, recorded in the manifest.")
    private String source = "not stated";

    @Option(names = "--licence", paramLabel = "TEXT", description = "Licence of the weights, recorded in the manifest.")
    private String licence = "not stated";

    @Mixin
    private final ConversionOptions conversion = new ConversionOptions();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        OragenImport request = new OragenImport(audio, image, fusion, output, conversion.options(), source, licence);
        OragenBundle.importCheckpoints(request, line -> {
            out.println(line);
            out.flush();
        });
        return 0;
    }
}
