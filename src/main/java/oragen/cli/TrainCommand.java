package oragen.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import oragen.InputException;
import oragen.label.Task;
import oragen.onnx.DevicePreference;
import oragen.training.fusion.Epoch;
import oragen.training.fusion.EpochTable;
import oragen.training.fusion.FusionTraining;
import oragen.training.fusion.TrainingListener;
import oragen.training.fusion.TrainingRequest;
import oragen.training.fusion.TrainingRequest.Beginning;
import oragen.training.fusion.TrainingRequest.Continuation;
import oragen.training.fusion.TrainingRequest.Source;
import oragen.training.torch.Machine;
import oragen.training.torch.Trainable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code train}: features in, a bundle with a new fusion out. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains the audio-visual fusion on features of labelled clips and writes a bundle that label can use.",
            "Requires PyTorch: build with mvn -Ptrain clean package (-Ptrain-gpu for CUDA). The folder OUTPUT.training beside the",
            "bundle keeps the best and the last checkpoint, training.csv and training.html.",
            "The last line tells how many batches had windows of several corpora and mask types, of those of the last epoch."
        },
        footer = {
            "",
            "Examples:",
            "  train --features features/train --validation features/dev --bundle models/oragen --output models/mine",
            "  train --features f --subset train --validation f --validation-subset dev --bundle models/oragen"
                    + " --output models/mine --preset repository --device gpu",
            "  train --features f --validation g --bundle models/oragen --output models/masks"
                    + " --initial multimodal_model.pt --train new-heads --tasks mask",
            "  train --features f --validation g --bundle models/oragen --output models/mine --resume",
            "  train --features voxceleb2 --features brave-masks --subset train,dev --validation brave-masks"
                    + " --validation-subset test --bundle models/oragen --output models/both --preset repository"
        })
final class TrainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--features",
            converter = LocationText.class,
            required = true,
            paramLabel = "DIR",
            description = "Training features: output folder of extract, or features/run_key=KEY in it; repeatable.")
    private List<String> features = List.of();

    @Option(
            names = "--subset",
            split = ",",
            paramLabel = "NAME",
            description = "Use only these subsets of --features, as train,dev (default: all).")
    private Set<String> subsets = Set.of();

    @Option(
            names = "--validation",
            converter = LocationText.class,
            required = true,
            paramLabel = "DIR",
            description = "Validation features (output folder of extract), used to select the best epoch; repeatable.")
    private List<String> validation = List.of();

    @Option(
            names = "--validation-subset",
            split = ",",
            paramLabel = "NAME",
            description = "Use only these subsets of --validation (default: all).")
    private Set<String> validationSubsets = Set.of();

    @Option(
            names = "--bundle",
            required = true,
            paramLabel = "DIR",
            description = "Model bundle whose encoders produced the features; they are copied to the new bundle.")
    private Path bundle = Path.of("");

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "Folder of the new bundle.")
    private Path output = Path.of("");

    @Option(
            names = "--tasks",
            split = ",",
            paramLabel = "TASK",
            description = "Tasks to train: gender, age, mask (default: gender,age); mask adds the mask-type head.")
    private @Nullable List<Task> tasks;

    @Option(
            names = "--initial",
            paramLabel = "FILE",
            description = "Fusion checkpoint (.pt, .pth, .safetensors) to start from (default: train from scratch).")
    private @Nullable Path initial;

    @Option(
            names = "--train",
            paramLabel = "all|heads|new-heads",
            description = "Which parameters are trained: all (default), those of the heads, or only those of a mask "
                    + "head that --initial lacks.")
    private String train = Trainable.ALL.label();

    @Option(
            names = "--resume",
            description =
                    "Resume a training after its last complete epoch: one that was interrupted, or a finished one "
                            + "with a higher --epochs, whose bundle is replaced. The result is that of a training in one go, as no "
                            + "schedule depends on the number of epochs.")
    private boolean resume;

    @Option(names = "--device", paramLabel = "auto|cpu|gpu", description = "Where PyTorch runs (default: auto).")
    private DevicePreference device = DevicePreference.AUTO;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "CPU threads of PyTorch (default: 0, one per core). On a shared machine, fewer are much "
                    + "faster because threads wait for each other.")
    private int threads;

    @Option(
            names = "--licence",
            paramLabel = "TEXT",
            description = "Licence of the new weights, recorded in the manifest.")
    private String licence = "not stated";

    @Mixin
    private final RecipeOptions recipe = new RecipeOptions();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        TrainingCurves.requireFonts();
        FusionTraining.Result result = new FusionTraining(request(), new Printer(out)).execute();
        Epoch kept = result.epochs().get(result.kept() - 1);
        out.printf(
                "kept epoch %d of %d: %s%nwrote %s%n",
                kept.number(), result.epochs().size(), kept.validation().byName(), output);
        result.epochs().get(result.epochs().size() - 1).mixing().told().ifPresent(out::println);
        out.flush();
        return 0;
    }

    private TrainingRequest request() {
        Set<Task> learnt = tasks == null ? Set.of(Task.GENDER, Task.AGE) : Set.copyOf(tasks);
        return new TrainingRequest(
                new Source(features, subsets),
                new Source(validation, validationSubsets),
                bundle,
                output,
                learnt,
                new Beginning(initial, trainable()),
                recipe.recipe(learnt),
                new Machine(device, threads),
                resume ? Continuation.RESUMED : Continuation.REFUSED,
                licence);
    }

    private Trainable trainable() {
        for (Trainable trainable : Trainable.values()) {
            if (trainable.label().equals(train)) {
                return trainable;
            }
        }
        throw new InputException("--train", train, "use all, heads or new-heads");
    }

    /** Lines on the terminal, and the page of curves beside the checkpoints. */
    private static final class Printer implements TrainingListener {
        private final PrintWriter out;
        private boolean headed;

        private Printer(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void began(String line) {
            out.println(line);
            out.flush();
        }

        @Override
        public void ended(List<Epoch> epochs, Path folder) {
            if (!headed) {
                out.println(EpochTable.head());
                headed = true;
            }
            out.println(EpochTable.line(epochs.get(epochs.size() - 1)));
            out.flush();
            try {
                TrainingCurves.write(epochs, folder);
            } catch (IOException e) {
                throw new InputException(
                        folder.toString(),
                        "cannot be written (" + e + ")",
                        "epoch " + epochs.size() + " is saved; free some space and continue with --resume",
                        e);
            }
        }
    }
}
