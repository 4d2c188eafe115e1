package oragen.cli.model;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import oragen.InputException;
import oragen.bundle.BundleCache;
import oragen.bundle.ModelBundle;
import oragen.evaluation.UnitSums;
import oragen.label.MaskType;
import oragen.training.mask.FaceFolder;
import oragen.training.mask.FaceHeadsTraining;
import oragen.training.mask.HeadJudgement;
import oragen.training.mask.Photographs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code model train-masks}: faces in, the heads of the compact bundle out. */
@Command(
        name = "train-masks",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Trains the heads of the compact bundle for mask type, age and gender on faces with painted masks.",
        footer = {
            "",
            "One person in five, by the hash of the name, takes no part in training and is used to evaluate the heads, with",
            "mask designs that were not trained on. Faces without a known age are taken for what the network says of them",
            "without a mask. --photographs takes grids of face tiles: FILE:LEFT,TOP,RIGHT,BOTTOM/COLUMNSxROWS, in pixels.",
            "",
            "Example:",
            "  model train-masks --faces /data/portraits --labels /data/portraits.csv --output face_heads.safetensors"
        })
final class ModelTrainMasksCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--faces",
            required = true,
            paramLabel = "DIR",
            description = "Folder of pictures with a face each.")
    private Path faces = Path.of("");

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "CSV table of these pictures: path, speaker, gender, age.")
    private @Nullable Path labels;

    @Option(
            names = "--photographs",
            paramLabel = "PICTURE",
            description = "Further faces of which nothing is known; repeatable.")
    private List<String> photographs = List.of();

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "Safetensors file to write.")
    private Path output = Path.of("");

    @Option(
            names = "--bundle",
            paramLabel = "DIR",
            description = "Bundle with the face descriptor (default: the embedded one).")
    private @Nullable Path bundle;

    @Option(
            names = "--paints",
            paramLabel = "N",
            description = "Masks of each type to paint on each face (default: 1).")
    private int paints = FaceHeadsTraining.Options.DEFAULTS.paints();

    @Option(names = "--steps", paramLabel = "N", description = "Optimizer steps (default: 200).")
    private int steps = FaceHeadsTraining.Options.DEFAULTS.steps();

    @Option(names = "--penalty", paramLabel = "X", description = "L2 penalty on the coefficients (default: 0.2).")
    private double penalty = FaceHeadsTraining.Options.DEFAULTS.penalty();

    @Option(names = "--seed", paramLabel = "N", description = "Random seed of masks and views (default: 1).")
    private long seed = FaceHeadsTraining.Options.DEFAULTS.seed();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (paints < 1) {
            throw new InputException("--paints", Integer.toString(paints), "use at least 1");
        }
        if (steps < 1) {
            throw new InputException("--steps", Integer.toString(steps), "use at least 1");
        }
        if (!(penalty >= 0)) {
            throw new InputException("--penalty", Double.toString(penalty), "use at least 0");
        }
        ModelBundle opened = bundle == null ? BundleCache.openEmbedded() : ModelBundle.open(bundle);
        FaceHeadsTraining.Result result = new FaceHeadsTraining(
                        opened, new FaceHeadsTraining.Options(paints, steps, penalty, seed), line -> {
                            out.println(line);
                            out.flush();
                        })
                .run(
                        new FaceFolder(faces, labels),
                        photographs.stream().map(Photographs::parse).toList(),
                        output);
        print(out, result);
        out.println("wrote " + output);
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, FaceHeadsTraining.Result result) {
        if (result.heldOutFaces() == 0) {
            out.println("nobody is held out: the heads were not evaluated");
            return;
        }
        HeadJudgement judgement = result.judgement();
        UnitSums all = judgement.all();
        out.printf(
                Locale.ROOT,
                "mask type UAR %.1f %% on %d held-out faces with held-out mask designs%n",
                100 * all.maskType().unweightedAverageRecall().orElse(0),
                result.heldOutFaces());
        MaskType[] types = MaskType.values();
        for (MaskType type : types) {
            UnitSums of = judgement.of(type);
            StringBuilder row = new StringBuilder();
            for (MaskType answer : types) {
                row.append(String.format(Locale.ROOT, "%5.0f", of.maskType().count(type.ordinal(), answer.ordinal())));
            }
            out.printf(
                    Locale.ROOT,
                    "  %-15s%s   recall %5.1f %%, gender right %5.1f %%, age MAE %4.1f years, bias %+5.1f%n",
                    type.label(),
                    row,
                    100 * of.maskType().recall(type.ordinal()).orElse(0),
                    100 * of.gender().accuracy().orElse(0),
                    of.age().meanAbsoluteError().orElse(Double.NaN),
                    of.age().bias().orElse(Double.NaN));
        }
    }
}
