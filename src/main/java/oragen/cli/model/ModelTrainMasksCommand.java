package oragen.cli.model;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import oragen.bundle.BundleCache;
import oragen.bundle.ModelBundle;
import oragen.label.MaskType;
import oragen.training.mask.MaskHeadTraining;
import oragen.training.mask.Photographs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code model train-masks}: photographs in, the mask-type head of the compact bundle out. */
@Command(
        name = "train-masks",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Trains the mask-type head of the compact bundle on faces with painted masks.",
        footer = {
            "",
            "Pictures are grids of face tiles: FILE:LEFT,TOP,RIGHT,BOTTOM/COLUMNSxROWS, in pixels.",
            "",
            "Example:",
            "  model train-masks --train faces.jpg:0,100,1920,300/18x2 --test faces.jpg:0,300,1920,400/18x1 "
                    + "--output mask_head.safetensors"
        })
final class ModelTrainMasksCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--train", required = true, paramLabel = "PICTURE", description = "Training faces; repeatable.")
    private List<String> train = List.of();

    @Option(names = "--test", required = true, paramLabel = "PICTURE", description = "Test faces; repeatable.")
    private List<String> test = List.of();

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "Safetensors file to write.")
    private Path output = Path.of("");

    @Option(
            names = "--bundle",
            paramLabel = "DIR",
            description = "Bundle with the face descriptor (default: the embedded one).")
    private @Nullable Path bundle;

    @Option(names = "--views", paramLabel = "N", description = "Views of each face with each mask (default: 16).")
    private int views = MaskHeadTraining.Options.DEFAULTS.views();

    @Option(names = "--steps", paramLabel = "N", description = "Optimizer steps (default: 300).")
    private int steps = MaskHeadTraining.Options.DEFAULTS.steps();

    @Option(names = "--penalty", paramLabel = "X", description = "L2 penalty on the coefficients (default: 0.001).")
    private double penalty = MaskHeadTraining.Options.DEFAULTS.penalty();

    @Option(names = "--seed", paramLabel = "N", description = "Random seed of masks and views (default: 1).")
    private long seed = MaskHeadTraining.Options.DEFAULTS.seed();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ModelBundle opened = bundle == null ? BundleCache.openEmbedded() : ModelBundle.open(bundle);
        MaskHeadTraining.Result result = new MaskHeadTraining(
                        opened, new MaskHeadTraining.Options(views, steps, penalty, seed), line -> {
                            out.println(line);
                            out.flush();
                        })
                .run(
                        train.stream().map(Photographs::parse).toList(),
                        test.stream().map(Photographs::parse).toList(),
                        output);
        out.printf(
                "UAR %.1f %% on %d held-out faces with held-out mask designs%n",
                100 * result.confusion().unweightedAverageRecall().orElseThrow(), result.testFaces());
        MaskType[] types = MaskType.values();
        for (int type = 0; type < types.length; type++) {
            StringBuilder row = new StringBuilder();
            for (int answer = 0; answer < types.length; answer++) {
                row.append(String.format("%5.0f", result.confusion().count(type, answer)));
            }
            out.printf(
                    "  %-15s%s   recall %.1f %%%n",
                    types[type].label(),
                    row,
                    100 * result.confusion().recall(type).orElse(0));
        }
        out.println("wrote " + output);
        out.flush();
        return 0;
    }
}
