package oragen.training.fusion;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import oragen.InputException;
import oragen.bundle.BundleManifest;
import oragen.bundle.ModelBundle;
import oragen.checkpoint.Checkpoint;
import oragen.checkpoint.PublishedCheckpoint;
import oragen.label.Gender;
import oragen.label.MaskType;
import oragen.label.Task;
import oragen.model.TrainedBundle;
import oragen.network.FusionNetwork;
import oragen.network.FusionSize;
import oragen.training.torch.TorchEngine;
import oragen.training.torch.Trainable;

/** Trains a fusion on the features of a bundle, and writes a bundle that labels with it. */
public final class FusionTraining {
    private final TrainingRequest request;
    private final TrainingListener listener;

    public FusionTraining(TrainingRequest request, TrainingListener listener) {
        this.request = request;
        this.listener = listener;
    }

    /** What was trained: its epochs, and the number of the one that the bundle holds. */
    public record Result(List<Epoch> epochs, int kept) {}

    public Result execute() throws IOException {
        TorchEngine engine = TorchEngine.start(request.machine());
        requireWork();
        TrainingPlan plan = TrainingPlan.of(request);
        TrainingFolder folder = new TrainingFolder(request.output(), plan.size().parameters());
        TrainingState state = begin(folder, plan.fingerprint(request));
        listener.began(engine.description() + "; " + plan.description()
                + (state.done() == 0 ? "" : "; resuming after epoch " + state.done()));
        try (FusionTrainer trainer = trainer(engine, plan)) {
            state = train(trainer, plan, folder, state);
        }
        export(plan, folder, state);
        return new Result(state.epochs(), state.kept());
    }

    /** Before hours of work: the place of the bundle must be free, or have one whose training is gone on with. */
    private void requireWork() {
        String what = "--output " + request.output();
        if (!Files.exists(request.output())) {
            return;
        }
        TrainingFolder folder = new TrainingFolder(request.output(), Map.of());
        if (!folder.exists()) {
            throw new InputException(what, "already exists", "choose a new folder");
        }
        if (request.continuation() == TrainingRequest.Continuation.REFUSED) {
            throw new InputException(
                    what,
                    "already exists",
                    "choose a new folder, or add epochs to its training with --resume and a higher --epochs");
        }
        BundleManifest.Training bundled =
                ModelBundle.open(request.output()).manifest().training();
        if (bundled == null) {
            throw new InputException(what, "is not the bundle of a training", "choose a new folder");
        }
        TrainingState state = folder.load();
        if (isOver(state) && bundled.epochs() >= state.done()) {
            throw new InputException(
                    what,
                    "is trained: " + state.done() + " epochs, of which the last " + state.sinceKept()
                            + " were not better",
                    "to add epochs, use --epochs above " + state.done()
                            + (isStuck(state) ? " and --patience above " + state.sinceKept() + ", or 0" : ""));
        }
    }

    private TrainingState begin(TrainingFolder folder, String fingerprint) {
        if (!folder.exists()) {
            folder.create();
            return TrainingState.start(fingerprint);
        }
        String what = folder.path().toString();
        if (request.continuation() == TrainingRequest.Continuation.REFUSED) {
            throw new InputException(
                    what, "contains an unfinished training", "continue it with --resume, or delete the folder");
        }
        TrainingState state = folder.load();
        if (!state.fingerprint().equals(fingerprint)) {
            throw new InputException(
                    what,
                    "contains a training with other features, another bundle or other options",
                    "pass those of that training with --resume, or delete the folder");
        }
        return state;
    }

    @MustBeClosed
    private FusionTrainer trainer(TorchEngine engine, TrainingPlan plan) {
        FusionLoss loss = new FusionLoss(request.tasks(), request.recipe().loss(), plan.training());
        FusionTrainer.Start start = new FusionTrainer.Start(
                plan.size(), initialParameters(plan.size()), request.beginning().trainable());
        return new FusionTrainer(engine, start, request.recipe(), loss);
    }

    private Map<String, float[]> initialParameters(FusionSize size) {
        long seed = request.recipe().seed();
        Path file = request.beginning().checkpoint();
        if (file == null) {
            return FusionParameters.drawn(size, seed);
        }
        String source = "--initial " + file;
        try (Checkpoint opened = Checkpoint.open(file)) {
            Checkpoint checkpoint = new PublishedCheckpoint(opened, PublishedCheckpoint.Network.FUSION, source);
            boolean masked = checkpoint.names().contains(FusionNetwork.MASK_HEAD + ".weight");
            if (request.beginning().trainable() == Trainable.NEW_HEADS && masked) {
                throw new InputException(source, "already has a mask head", "use --train heads");
            }
            return FusionParameters.imported(checkpoint, source, size, seed);
        }
    }

    private TrainingState train(FusionTrainer trainer, TrainingPlan plan, TrainingFolder folder, TrainingState begun) {
        TrainingLoop.Sets sets = new TrainingLoop.Sets(plan.training(), plan.validation(), request.tasks());
        TrainingLoop loop = new TrainingLoop(trainer, plan.size(), request.recipe(), sets);
        TrainingState state = begun;
        if (state.done() > 0) {
            trainer.restore(folder.snapshot(state));
        }
        while (!isOver(state)) {
            Epoch epoch = loop.run(state.done() + 1);
            FusionTrainer.Snapshot snapshot = trainer.snapshot();
            state = state.with(epoch, snapshot.steps());
            folder.save(state, snapshot);
            listener.ended(state.epochs(), folder.path());
        }
        return state;
    }

    private boolean isOver(TrainingState state) {
        return state.done() >= request.recipe().epochs() || isStuck(state);
    }

    private boolean isStuck(TrainingState state) {
        int patience = request.recipe().patience();
        return patience > 0 && state.sinceKept() >= patience && state.done() > 0;
    }

    private void export(TrainingPlan plan, TrainingFolder folder, TrainingState state) throws IOException {
        BundleManifest.Training training = new BundleManifest.Training(
                plan.bundle().manifest().name(),
                plan.bundle().checksum(),
                plan.initialChecksum(),
                plan.provenance(),
                request.byOption(),
                request.recipe().seed(),
                state.done(),
                state.kept(),
                state.keptEpoch().validation().byName());
        BundleManifest.Fusion answers = answers();
        Map<String, String> documents = new TreeMap<>();
        documents.put(
                "README.md",
                new ModelCard(
                                request,
                                training,
                                answers,
                                plan.training(),
                                state.epochs().get(state.done() - 1).mixing())
                        .text());
        for (String name : List.of("training.csv", "training.html")) {
            Path document = folder.path().resolve(name);
            if (Files.isRegularFile(document)) {
                documents.put(name, Files.readString(document));
            }
        }
        try {
            new TrainedBundle(
                            request.bundle(),
                            folder.weights(state.kept()),
                            plan.size(),
                            request.recipe().deviation(),
                            answers,
                            training,
                            request.licence(),
                            documents)
                    .write(request.output(), listener::began);
        } catch (IOException | UncheckedIOException e) {
            throw new InputException(
                    "--output " + request.output(),
                    "cannot be written (" + e + ")",
                    "free some space or fix the folder, then run this again with --resume: the training is saved in "
                            + folder.path(),
                    e);
        }
    }

    /** The tasks that were trained, and those that an imported body still answers. */
    private BundleManifest.Fusion answers() {
        EnumSet<Task> served = EnumSet.copyOf(request.tasks());
        if (request.beginning().trainable() == Trainable.NEW_HEADS) {
            served.addAll(List.of(Task.GENDER, Task.AGE));
        }
        return new BundleManifest.Fusion(
                TrainedBundle.fusionFile(),
                served.contains(Task.GENDER)
                        ? Arrays.stream(Gender.values()).map(Gender::label).toList()
                        : null,
                served.contains(Task.AGE),
                served.contains(Task.MASK)
                        ? Arrays.stream(MaskType.values()).map(MaskType::label).toList()
                        : null);
    }
}
