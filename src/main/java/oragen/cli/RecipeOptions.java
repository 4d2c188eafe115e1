package oragen.cli;

import java.util.Objects;
import java.util.Set;
import oragen.label.Task;
import oragen.network.Deviation;
import oragen.training.fusion.ClassWeighting;
import oragen.training.fusion.LastBatch;
import oragen.training.fusion.Preset;
import oragen.training.fusion.Recipe;
import oragen.training.torch.Dropouts;
import oragen.training.torch.OptimizerRecipe;
import oragen.training.torch.Schedule;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Every number of a training; what is not given is the preset's. */
final class RecipeOptions {
    @Option(
            names = "--preset",
            paramLabel = "released|repository",
            description =
                    "Hyperparameters of the authors' released code (default: 5 epochs, patience 2, batch size 16, "
                            + "gradient norm clipped to 1, rare classes weighted up, population standard deviation) or of "
                            + "their first repository (batch size 128, cosine annealing with warm restarts, frequent "
                            + "classes weighted up, sample standard deviation, no early stopping; 10 epochs as in its "
                            + "default configuration, or 100 with the task mask as in its script for masks). The authors do "
                            + "not say how many epochs the published weights were trained for.")
    private Preset preset = Preset.RELEASED;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Maximum number of epochs (default: 5; repository: 10, or 100 with the task mask).")
    private @Nullable Integer epochs;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Stop after this many epochs without a lower validation age error over clips (a higher "
                    + "gender, else mask UAR if ages are not trained); 0 disables early stopping (default: 2; "
                    + "repository: 0).")
    private @Nullable Integer patience;

    @Option(names = "--batch", paramLabel = "N", description = "Batch size in windows (default: 16; repository: 128).")
    private @Nullable Integer batch;

    @Option(
            names = "--last-batch",
            paramLabel = "keep|drop",
            description =
                    "What is made of an epoch's last batch where it is smaller than the others: drop (default, as "
                            + "in both code bases) leaves it out, unless it is the only one.")
    private @Nullable LastBatch lastBatch;

    @Option(names = "--learning-rate", paramLabel = "X", description = "Learning rate of AdamW (default: 1e-5).")
    private @Nullable Double learningRate;

    @Option(names = "--weight-decay", paramLabel = "X", description = "Weight decay of AdamW (default: 0.01).")
    private @Nullable Double weightDecay;

    @Option(
            names = "--beta1",
            paramLabel = "X",
            description = "AdamW's beta1, the decay rate of the first moment (default: 0.9).")
    private @Nullable Double beta1;

    @Option(
            names = "--beta2",
            paramLabel = "X",
            description = "AdamW's beta2, the decay rate of the second moment (default: 0.999).")
    private @Nullable Double beta2;

    @Option(
            names = "--adam-epsilon",
            paramLabel = "X",
            description = "AdamW's epsilon, added to the denominator (default: 1e-8).")
    private @Nullable Double adamEpsilon;

    @Option(
            names = "--clip-norm",
            paramLabel = "X",
            description = "Maximum global gradient norm; 0 disables clipping (default: 1; repository: 0).")
    private @Nullable Double clipNorm;

    @Option(
            names = "--schedule",
            paramLabel = "none|cosine",
            description = "Learning-rate schedule: constant, or cosine annealing with warm restarts (default: none; "
                    + "repository: cosine).")
    private @Nullable Schedule schedule;

    @Option(names = "--first-cycle", paramLabel = "N", description = "Epochs in the first cosine cycle (default: 10).")
    private @Nullable Integer firstCycle;

    @Option(
            names = "--cycle-growth",
            paramLabel = "N",
            description = "Factor by which each cosine cycle is longer than the previous one (default: 2).")
    private @Nullable Integer cycleGrowth;

    @Option(
            names = "--class-weights",
            paramLabel = "balanced|frequency|none",
            description = "Class weights: total / (classes * count), count / total, or 1 (default: balanced; "
                    + "repository: frequency).")
    private @Nullable ClassWeighting classWeights;

    @Option(names = "--gender-weight", paramLabel = "X", description = "Weight of the gender loss (default: 1).")
    private @Nullable Double genderWeight;

    @Option(names = "--age-weight", paramLabel = "X", description = "Weight of the age loss (default: 1).")
    private @Nullable Double ageWeight;

    @Option(names = "--mask-weight", paramLabel = "X", description = "Weight of the mask loss (default: 1).")
    private @Nullable Double maskWeight;

    @Option(
            names = "--age-epsilon",
            paramLabel = "X",
            description = "Epsilon in the denominator of the concordance correlation of ages (default: 1e-8).")
    private @Nullable Double ageEpsilon;

    @Option(
            names = "--perceptron-dropout",
            paramLabel = "FRACTION",
            description = "Dropout after each GELU in the attention blocks (default: 0.2).")
    private @Nullable Double perceptronDropout;

    @Option(
            names = "--branch-dropout",
            paramLabel = "FRACTION",
            description = "Dropout after each branch (default: 0.3).")
    private @Nullable Double branchDropout;

    @Option(
            names = "--audio-dropout",
            paramLabel = "FRACTION",
            description = "Modality dropout: fraction of windows whose audio is dropped (default: 0.25).")
    private @Nullable Double audioDropout;

    @Option(
            names = "--video-dropout",
            paramLabel = "FRACTION",
            description = "Modality dropout: fraction of windows whose video is dropped instead (default: 0.25).")
    private @Nullable Double videoDropout;

    @Option(
            names = "--deviation",
            paramLabel = "population|sample",
            description = "Standard deviation over time, divided by n or by n - 1, as in model import (default: "
                    + "population; repository: sample).")
    private @Nullable Deviation deviation;

    @Option(
            names = "--shuffle-rows",
            paramLabel = "N",
            description =
                    "Size of the shuffle buffer in windows (default: 1024; 1: no shuffling). It is filled from up "
                            + "to 32 places of all files at a time. Memory at the published sizes: 0.5 MB a window, and 128 MB "
                            + "for the places.")
    private @Nullable Integer shuffleRows;

    @Option(names = "--seed", paramLabel = "N", description = "Random seed (default: 1).")
    private @Nullable Long seed;

    Recipe recipe(Set<Task> tasks) {
        Recipe base = preset.recipe(tasks);
        return new Recipe(
                given(epochs, base.epochs()),
                given(patience, base.patience()),
                new Recipe.Batches(
                        given(batch, base.batches().windows()),
                        given(lastBatch, base.batches().last()),
                        given(shuffleRows, base.batches().shuffleRows())),
                optimizer(base.optimizer()),
                new Recipe.Loss(
                        given(genderWeight, base.loss().genderWeight()),
                        given(ageWeight, base.loss().ageWeight()),
                        given(maskWeight, base.loss().maskWeight()),
                        given(ageEpsilon, base.loss().ageEpsilon()),
                        given(classWeights, base.loss().classes())),
                new Dropouts(
                        given(perceptronDropout, base.dropouts().perceptron()),
                        given(branchDropout, base.dropouts().branch()),
                        given(audioDropout, base.dropouts().audio()),
                        given(videoDropout, base.dropouts().video())),
                given(deviation, base.deviation()),
                given(seed, base.seed()));
    }

    private OptimizerRecipe optimizer(OptimizerRecipe base) {
        return new OptimizerRecipe(
                given(learningRate, base.learningRate()),
                given(weightDecay, base.weightDecay()),
                given(beta1, base.beta1()),
                given(beta2, base.beta2()),
                given(adamEpsilon, base.epsilon()),
                given(clipNorm, base.clipNorm()),
                given(schedule, base.schedule()),
                new Schedule.Cycles(
                        given(firstCycle, base.cycles().firstEpochs()),
                        given(cycleGrowth, base.cycles().growth())));
    }

    private static <T> T given(@Nullable T value, T preset) {
        return Objects.requireNonNullElse(value, preset);
    }
}
