package oragen.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import oragen.InputException;
import oragen.onnx.DevicePreference;
import oragen.training.Epoch;
import oragen.training.EpochTable;
import oragen.training.FusionTraining;
import oragen.training.Machine;
import oragen.training.Task;
import oragen.training.Trainable;
import oragen.training.TrainingListener;
import oragen.training.TrainingRequest;
import oragen.training.TrainingRequest.Beginning;
import oragen.training.TrainingRequest.Continuation;
import oragen.training.TrainingRequest.Source;
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
            "Trains the fusion of voice and face on features of labelled clips, and writes a bundle that label runs.",
            "Needs PyTorch: build with mvn -Ptrain clean package (-Ptrain-gpu for CUDA). The training is kept in a folder",
            "OUTPUT.training beside the bundle: the best and the last checkpoint, training.csv, training.html."
        },
        footer = {
            "",
            "Examples:",
            "  train --features features/train --validation features/dev --bundle models/oragen --output models/mine",
            "  train --features f --subset train --validation f --validation-subset dev --bundle models/oragen"
                    + " --output models/mine --preset repository --device gpu",
            "  train --features f --validation g --bundle models/oragen --output models/masks"
                    + " --initial multimodal_model.pt --train new-heads --tasks mask",
            "  train --features f --validation g --bundle models/oragen --output models/mine --resume"
        })
final class TrainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--features",
            required = true,
            paramLabel = "DIR",
            description = "Output folder of extract, or features/run_key=KEY in it: what is learnt from.")
    private String features = "";

    @Option(names = "--subset", paramLabel = "NAME", description = "Only rows of this subset of --features.")
    private @Nullable String subset;

    @Option(
            names = "--validation",
            required = true,
            paramLabel = "DIR",
            description = "Output folder of extract: what the best epoch is chosen by.")
    private String validation = "";

    @Option(
            names = "--validation-subset",
            paramLabel = "NAME",
            description = "Only rows of this subset of --validation.")
    private @Nullable String validationSubset;

    @Option(
            names = "--bundle",
            required = true,
            paramLabel = "DIR",
            description = "Model bundle whose encoders made the features; the new one gets them too.")
    private Path bundle = Path.of("");

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "Folder of the new bundle.")
    private Path output = Path.of("");

    @Option(
            names = "--tasks",
            split = ",",
            paramLabel = "TASK",
            description = "Of gender, age and mask (default gender,age); with mask the fusion has the mask head.")
    private @Nullable List<Task> tasks;

    @Option(
            names = "--initial",
            paramLabel = "FILE",
            description = "Checkpoint of a fusion (.pt, .pth, .safetensors) to begin with; default from scratch.")
    private @Nullable Path initial;

    @Option(
            names = "--train",
            paramLabel = "all|heads|new-heads",
            description = "What moves: everything (default), the heads, or only a mask head that --initial lacks.")
    private String train = Trainable.ALL.label();

    @Option(
            names = "--resume",
            description = "Go on after the last epoch of a training that ended early: the result is the same.")
    private boolean resume;

    @Option(names = "--device", paramLabel = "auto|cpu|gpu", description = "Where PyTorch runs (default auto).")
    private DevicePreference device = DevicePreference.AUTO;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Of PyTorch on the processor; default 0: as many as cores. Where others use the machine too, "
                    + "fewer are much faster, as its threads wait for each other.")
    private int threads;

    @Option(names = "--licence", paramLabel = "TEXT", description = "Licence of the new weights, for the manifest.")
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
                "kept epoch %d of %d: %s%nwritten: %s%n",
                kept.number(), result.epochs().size(), kept.validation().byName(), output);
        out.flush();
        return 0;
    }

    private TrainingRequest request() {
        return new TrainingRequest(
                new Source(features, subset),
                new Source(validation, validationSubset),
                bundle,
                output,
                tasks == null ? Set.of(Task.GENDER, Task.AGE) : Set.copyOf(tasks),
                new Beginning(initial, trainable()),
                recipe.recipe(),
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
    private record Printer(PrintWriter out) implements TrainingListener {
        @Override
        public void began(String line) {
            out.println(line);
            out.flush();
        }

        @Override
        public void ended(List<Epoch> epochs, Path folder) {
            if (epochs.size() == 1) {
                out.println(EpochTable.head());
            }
            out.println(EpochTable.line(epochs.get(epochs.size() - 1)));
            out.flush();
            try {
                TrainingCurves.write(epochs, folder);
            } catch (IOException e) {
                throw new InputException(
                        folder.toString(),
                        "cannot be written (" + e + ")",
                        "epoch " + epochs.size() + " is kept; make room, and go on with --resume",
                        e);
            }
        }
    }
}
