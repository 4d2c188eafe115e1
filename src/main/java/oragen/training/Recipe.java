package oragen.training;

import java.util.Map;
import java.util.TreeMap;
import oragen.InputException;
import oragen.exchange.Deviation;

/**
 * Every number of a training.
 *
 * @param epochs at most, and {@code patience} epochs without a better validation that end it before; 0 for never
 * @param batch windows of a step
 */
public record Recipe(
        int epochs,
        int patience,
        int batch,
        Optimizer optimizer,
        Loss loss,
        Dropouts dropouts,
        Deviation deviation,
        int shuffleRows,
        long seed) {
    public Recipe {
        require(epochs >= 1, "--epochs", epochs, "give a number from 1");
        require(patience >= 0, "--patience", patience, "give a number from 0, which never stops before the end");
        require(batch >= 2, "--batch", batch, "give a number from 2: agreement of ages needs two");
        require(shuffleRows >= 1, "--shuffle-rows", shuffleRows, "give a number from 1, which does not shuffle");
    }

    /**
     * AdamW (Loshchilov and Hutter 2019).
     *
     * @param clipNorm the longest gradient over all parameters; 0 for any
     */
    public record Optimizer(
            double learningRate,
            double weightDecay,
            double beta1,
            double beta2,
            double epsilon,
            double clipNorm,
            Schedule schedule,
            Schedule.Cycles cycles) {
        public Optimizer {
            require(learningRate > 0, "--learning-rate", learningRate, "give a positive number");
            require(weightDecay >= 0, "--weight-decay", weightDecay, "give a number from 0");
            require(beta1 >= 0 && beta1 < 1, "--beta1", beta1, "give a number from 0 to below 1");
            require(beta2 >= 0 && beta2 < 1, "--beta2", beta2, "give a number from 0 to below 1");
            require(epsilon > 0, "--adam-epsilon", epsilon, "give a positive number");
            require(clipNorm >= 0, "--clip-norm", clipNorm, "give a number from 0, which does not clip");
            require(cycles.firstEpochs() >= 1, "--first-cycle", cycles.firstEpochs(), "give epochs from 1");
            require(cycles.growth() >= 1, "--cycle-growth", cycles.growth(), "give a whole number from 1");
        }
    }

    /**
     * The sum that is made small.
     *
     * @param genderWeight of the task in the sum, as the other two
     * @param ageEpsilon keeps the agreement of ages that are all the same finite
     */
    public record Loss(
            double genderWeight, double ageWeight, double maskWeight, double ageEpsilon, ClassWeighting classes) {
        public Loss {
            require(genderWeight >= 0, "--gender-weight", genderWeight, "give a number from 0");
            require(ageWeight >= 0, "--age-weight", ageWeight, "give a number from 0");
            require(maskWeight >= 0, "--mask-weight", maskWeight, "give a number from 0");
            require(ageEpsilon > 0, "--age-epsilon", ageEpsilon, "give a positive number");
        }

        double weight(Task task) {
            return switch (task) {
                case GENDER -> genderWeight;
                case AGE -> ageWeight;
                case MASK -> maskWeight;
            };
        }
    }

    /**
     * What training leaves out, as parts of 1.
     *
     * @param perceptron values after each GELU of a block's perceptron, and {@code branch} those of each branch
     * @param audio windows whose audio features are zeroed, and {@code video} others with zero visual features
     */
    public record Dropouts(double perceptron, double branch, double audio, double video) {
        public Dropouts {
            require(perceptron >= 0 && perceptron < 1, "--perceptron-dropout", perceptron, "give 0 to below 1");
            require(branch >= 0 && branch < 1, "--branch-dropout", branch, "give 0 to below 1");
            require(audio >= 0 && audio <= 1, "--audio-dropout", audio, "give 0 to 1");
            require(video >= 0 && audio + video <= 1, "--video-dropout", video, "give 0 to 1 less --audio-dropout");
        }
    }

    private static void require(boolean fits, String option, Number value, String remedy) {
        if (!fits) {
            throw new InputException(option, value.toString(), remedy);
        }
    }

    /** All values by the names of the command's options. */
    Map<String, String> byOption() {
        Map<String, String> options = new TreeMap<>();
        options.put("epochs", String.valueOf(epochs));
        options.put("patience", String.valueOf(patience));
        options.put("batch", String.valueOf(batch));
        options.put("learning-rate", String.valueOf(optimizer.learningRate));
        options.put("weight-decay", String.valueOf(optimizer.weightDecay));
        options.put("beta1", String.valueOf(optimizer.beta1));
        options.put("beta2", String.valueOf(optimizer.beta2));
        options.put("adam-epsilon", String.valueOf(optimizer.epsilon));
        options.put("clip-norm", String.valueOf(optimizer.clipNorm));
        options.put("schedule", optimizer.schedule.label());
        options.put("first-cycle", String.valueOf(optimizer.cycles.firstEpochs()));
        options.put("cycle-growth", String.valueOf(optimizer.cycles.growth()));
        options.put("gender-weight", String.valueOf(loss.genderWeight));
        options.put("age-weight", String.valueOf(loss.ageWeight));
        options.put("mask-weight", String.valueOf(loss.maskWeight));
        options.put("age-epsilon", String.valueOf(loss.ageEpsilon));
        options.put("class-weights", loss.classes.label());
        options.put("perceptron-dropout", String.valueOf(dropouts.perceptron));
        options.put("branch-dropout", String.valueOf(dropouts.branch));
        options.put("audio-dropout", String.valueOf(dropouts.audio));
        options.put("video-dropout", String.valueOf(dropouts.video));
        options.put("deviation", deviation.label());
        options.put("shuffle-rows", String.valueOf(shuffleRows));
        options.put("seed", String.valueOf(seed));
        return options;
    }
}
