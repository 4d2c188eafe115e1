package oragen.training.torch;

import static oragen.training.torch.RecipeValue.require;

/**
 * AdamW (Loshchilov and Hutter 2019).
 *
 * @param clipNorm the longest gradient over all parameters; 0 for any
 */
public record OptimizerRecipe(
        double learningRate,
        double weightDecay,
        double beta1,
        double beta2,
        double epsilon,
        double clipNorm,
        Schedule schedule,
        Schedule.Cycles cycles) {
    public OptimizerRecipe {
        require(learningRate > 0, "--learning-rate", learningRate, "use a positive number");
        require(weightDecay >= 0, "--weight-decay", weightDecay, "use 0 or more");
        require(beta1 >= 0 && beta1 < 1, "--beta1", beta1, "use a number in [0, 1)");
        require(beta2 >= 0 && beta2 < 1, "--beta2", beta2, "use a number in [0, 1)");
        require(epsilon > 0, "--adam-epsilon", epsilon, "use a positive number");
        require(clipNorm >= 0, "--clip-norm", clipNorm, "use 0 (no clipping) or more");
        require(cycles.firstEpochs() >= 1, "--first-cycle", cycles.firstEpochs(), "use at least 1");
        require(cycles.growth() >= 1, "--cycle-growth", cycles.growth(), "use at least 1");
    }
}
