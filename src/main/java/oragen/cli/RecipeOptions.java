package oragen.cli;

import java.util.Objects;
import oragen.exchange.Deviation;
import oragen.training.ClassWeighting;
import oragen.training.Preset;
import oragen.training.Recipe;
import oragen.training.Schedule;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Every number of a training; what is not given is the preset's. */
final class RecipeOptions {
    @Option(
            names = "--preset",
            paramLabel = "released|repository",
            description = {
                "Numbers of the authors' released code (default: 5 epochs, patience 2, batches of 16, gradients of at "
                        + "most 1, rare classes weigh more) or of their first repository (batches of 128, cosine "
                        + "restarts, frequent classes weigh more; it names no length, here 30 epochs, all of them)."
            })
    private Preset preset = Preset.RELEASED;

    @Option(names = "--epochs", paramLabel = "N", description = "At most; default 5, or 30.")
    private @Nullable Integer epochs;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Stop after so many epochs without a better age error on the clips of the validation set "
                    + "(gender, else mask recall where ages are not trained); 0 for never. Default 2, or 0.")
    private @Nullable Integer patience;

    @Option(names = "--batch", paramLabel = "N", description = "Windows of a step; default 16, or 128.")
    private @Nullable Integer batch;

    @Option(names = "--learning-rate", paramLabel = "X", description = "Of AdamW; default 1e-5.")
    private @Nullable Double learningRate;

    @Option(names = "--weight-decay", paramLabel = "X", description = "Of AdamW; default 0.01.")
    private @Nullable Double weightDecay;

    @Option(names = "--beta1", paramLabel = "X", description = "Of AdamW; default 0.9.")
    private @Nullable Double beta1;

    @Option(names = "--beta2", paramLabel = "X", description = "Of AdamW; default 0.999.")
    private @Nullable Double beta2;

    @Option(names = "--adam-epsilon", paramLabel = "X", description = "Of AdamW; default 1e-8.")
    private @Nullable Double adamEpsilon;

    @Option(
            names = "--clip-norm",
            paramLabel = "X",
            description = "Longest gradient over all parameters, 0 for any; default 1, or 0.")
    private @Nullable Double clipNorm;

    @Option(
            names = "--schedule",
            paramLabel = "none|cosine",
            description = "Learning rate as it is, or in cosine cycles that restart; default none, or cosine.")
    private @Nullable Schedule schedule;

    @Option(names = "--first-cycle", paramLabel = "N", description = "Epochs of the first cosine; default 10.")
    private @Nullable Integer firstCycle;

    @Option(names = "--cycle-growth", paramLabel = "N", description = "Of each cosine by the last; default 2.")
    private @Nullable Integer cycleGrowth;

    @Option(
            names = "--class-weights",
            paramLabel = "balanced|frequency|none",
            description = "total / (classes * count), or count / total, or 1; default balanced, or frequency.")
    private @Nullable ClassWeighting classWeights;

    @Option(names = "--gender-weight", paramLabel = "X", description = "Of its loss in the sum; default 1.")
    private @Nullable Double genderWeight;

    @Option(names = "--age-weight", paramLabel = "X", description = "Of its loss in the sum; default 1.")
    private @Nullable Double ageWeight;

    @Option(names = "--mask-weight", paramLabel = "X", description = "Of its loss in the sum; default 1.")
    private @Nullable Double maskWeight;

    @Option(names = "--age-epsilon", paramLabel = "X", description = "In the concordance of ages; default 1e-8.")
    private @Nullable Double ageEpsilon;

    @Option(
            names = "--perceptron-dropout",
            paramLabel = "PART",
            description = "Values dropped after each GELU of the attention blocks; default 0.2.")
    private @Nullable Double perceptronDropout;

    @Option(names = "--branch-dropout", paramLabel = "PART", description = "Of the branches; default 0.3.")
    private @Nullable Double branchDropout;

    @Option(
            names = "--audio-dropout",
            paramLabel = "PART",
            description = "Windows whose voice is taken away; default 0.25.")
    private @Nullable Double audioDropout;

    @Option(
            names = "--video-dropout",
            paramLabel = "PART",
            description = "Other windows whose faces are taken away; default 0.25.")
    private @Nullable Double videoDropout;

    @Option(
            names = "--deviation",
            paramLabel = "population|sample",
            description = "Deviation over time divided by n (default), or by n - 1; as at import.")
    private @Nullable Deviation deviation;

    @Option(
            names = "--shuffle-rows",
            paramLabel = "N",
            description = "Windows that are held in memory and drawn from, 0.5 MB each at the published size; "
                    + "default 512.")
    private @Nullable Integer shuffleRows;

    @Option(names = "--seed", paramLabel = "N", description = "Of all that is random; default 1.")
    private @Nullable Long seed;

    Recipe recipe() {
        Recipe base = preset.recipe();
        return new Recipe(
                given(epochs, base.epochs()),
                given(patience, base.patience()),
                given(batch, base.batch()),
                optimizer(base.optimizer()),
                new Recipe.Loss(
                        given(genderWeight, base.loss().genderWeight()),
                        given(ageWeight, base.loss().ageWeight()),
                        given(maskWeight, base.loss().maskWeight()),
                        given(ageEpsilon, base.loss().ageEpsilon()),
                        given(classWeights, base.loss().classes())),
                new Recipe.Dropouts(
                        given(perceptronDropout, base.dropouts().perceptron()),
                        given(branchDropout, base.dropouts().branch()),
                        given(audioDropout, base.dropouts().audio()),
                        given(videoDropout, base.dropouts().video())),
                given(deviation, base.deviation()),
                given(shuffleRows, base.shuffleRows()),
                given(seed, base.seed()));
    }

    private Recipe.Optimizer optimizer(Recipe.Optimizer base) {
        return new Recipe.Optimizer(
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
