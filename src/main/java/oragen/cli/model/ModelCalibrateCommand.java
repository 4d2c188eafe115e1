package oragen.cli.model;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import oragen.InputException;
import oragen.bundle.BundleCache;
import oragen.cli.input.InputFace;
import oragen.cli.input.InputFaces;
import oragen.face.FaceCropper;
import oragen.model.compact.EncoderCalibrator;
import oragen.training.mask.FaceFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code model calibrate}: faces in, the ranges of the compact bundle's visual encoder in 8 bits out. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures the ranges with which build-compact writes the visual encoder in int8.",
        footer = {
            "",
            "Example:",
            "  model calibrate --packages packages --faces /data/portraits --output visual_encoder_int8.safetensors"
        })
final class ModelCalibrateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--packages",
            required = true,
            paramLabel = "DIR",
            description = "Folder with the unpacked packages (commands in models/README.md).")
    private Path packages = Path.of("");

    @Option(
            names = "--faces",
            required = true,
            paramLabel = "DIR",
            description = "Folder of pictures or videos with a face each.")
    private Path faces = Path.of("");

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "CSV table of these files: path, speaker, gender, age. Those whom train-masks holds out are "
                    + "left out.")
    private @Nullable Path labels;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Use at most N files, spread evenly over their names (default: 120).")
    private int limit = 120;

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "Safetensors file to write.")
    private Path output = Path.of("");

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (limit < 1) {
            throw new InputException("--limit", Integer.toString(limit), "use at least 1");
        }
        FaceCropper cropper = new FaceCropper(Objects.requireNonNull(
                BundleCache.openEmbedded().manifest().visualEncoder(), "the embedded bundle looks at faces"));
        List<float[]> crops = new ArrayList<>();
        try (InputFaces reader = InputFaces.open()) {
            for (Path file : spread(new FaceFolder(faces, labels).learntFiles())) {
                InputFace face = reader.read(file, 1).get(0);
                crops.add(cropper.crop(face.frame(), face.face()));
            }
        }
        EncoderCalibrator.run(packages, crops, output);
        out.println("wrote " + output + ", from " + crops.size() + " faces");
        out.flush();
        return 0;
    }

    private List<Path> spread(List<Path> files) {
        int count = Math.min(limit, files.size());
        return Stream.iterate(0, place -> place + 1)
                .limit(count)
                .map(place -> files.get((int) ((long) place * files.size() / count)))
                .toList();
    }
}
