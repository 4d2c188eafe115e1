package oragen.training.fusion;

import static oragen.training.torch.RecipeValue.require;

import java.util.Map;
import java.util.TreeMap;
import oragen.label.Task;
import oragen.network.Deviation;
import oragen.training.torch.Dropouts;
import oragen.training.torch.OptimizerRecipe;

/**
 * Every number of a training.
 *
 * @param epochs at most, and {@code patience} epochs without a better validation that end it before; 0 for never
 */
public record Recipe(
        int epochs,
        int patience,
        Batches batches,
        OptimizerRecipe optimizer,
        Loss loss,
        Dropouts dropouts,
        Deviation deviation,
        long seed) {
    public Recipe {
        require(epochs >= 1, "--epochs", epochs, "use at least 1");
        require(patience >= 0, "--patience", patience, "use 0 (never stop early) or more");
    }

    /**
     * How windows come together.
     *
     * @param windows of a step
     * @param shuffleRows windows that are held to be drawn from
     */
    public record Batches(int windows, LastBatch last, int shuffleRows) {
        public Batches {
            require(windows >= 2, "--batch", windows, "use at least 2: the age loss compares windows");
            require(shuffleRows >= 1, "--shuffle-rows", shuffleRows, "use 1 (no shuffling) or more");
        }

        /** Whether a batch is trained on; the first always is. */
        boolean serves(int batchWindows, int batchesBefore) {
            return batchWindows == windows || batchesBefore == 0 || last == LastBatch.KEEP;
        }

        /** Batches of so many windows that are trained on. */
        int of(long allWindows) {
            int whole = Math.toIntExact(allWindows / windows);
            int rest = (int) (allWindows % windows);
            return whole + (rest > 0 && serves(rest, whole) ? 1 : 0);
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
            require(genderWeight >= 0, "--gender-weight", genderWeight, "use 0 or more");
            require(ageWeight >= 0, "--age-weight", ageWeight, "use 0 or more");
            require(maskWeight >= 0, "--mask-weight", maskWeight, "use 0 or more");
            require(ageEpsilon > 0, "--age-epsilon", ageEpsilon, "use a positive number");
        }

        double weight(Task task) {
            return switch (task) {
                case GENDER -> genderWeight;
                case AGE -> ageWeight;
                case MASK -> maskWeight;
            };
        }
    }

    /** All values by the names of the command's options. */
    Map<String, String> byOption() {
        Map<String, String> options = new TreeMap<>();
        options.put("epochs", String.valueOf(epochs));
        options.put("patience", String.valueOf(patience));
        options.put("batch", String.valueOf(batches.windows));
        options.put("last-batch", batches.last.label());
        options.put("shuffle-rows", String.valueOf(batches.shuffleRows));
        options.put("learning-rate", String.valueOf(optimizer.learningRate()));
        options.put("weight-decay", String.valueOf(optimizer.weightDecay()));
        options.put("beta1", String.valueOf(optimizer.beta1()));
        options.put("beta2", String.valueOf(optimizer.beta2()));
        options.put("adam-epsilon", String.valueOf(optimizer.epsilon()));
        options.put("clip-norm", String.valueOf(optimizer.clipNorm()));
        options.put("schedule", optimizer.schedule().label());
        options.put("first-cycle", String.valueOf(optimizer.cycles().firstEpochs()));
        options.put("cycle-growth", String.valueOf(optimizer.cycles().growth()));
        options.put("gender-weight", String.valueOf(loss.genderWeight));
        options.put("age-weight", String.valueOf(loss.ageWeight));
        options.put("mask-weight", String.valueOf(loss.maskWeight));
        options.put("age-epsilon", String.valueOf(loss.ageEpsilon));
        options.put("class-weights", loss.classes.label());
        options.put("perceptron-dropout", String.valueOf(dropouts.perceptron()));
        options.put("branch-dropout", String.valueOf(dropouts.branch()));
        options.put("audio-dropout", String.valueOf(dropouts.audio()));
        options.put("video-dropout", String.valueOf(dropouts.video()));
        options.put("deviation", deviation.label());
        options.put("seed", String.valueOf(seed));
        return options;
    }
}
