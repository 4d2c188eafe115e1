package oragen.training.fusion;

import java.util.Locale;
import java.util.Set;
import oragen.label.Task;
import oragen.network.Deviation;
import oragen.training.torch.Dropouts;
import oragen.training.torch.OptimizerRecipe;
import oragen.training.torch.Schedule;

/** The authors' two ways of training, with all their numbers. */
public enum Preset {
    /**
     * Their released code: small batches, no schedule, rare classes weigh more, short gradients, deviation by n. It
     * trains the fusion for 5 epochs (and the audio model, which is not trained here, for 1).
     */
    RELEASED,
    /**
     * Their first repository: large batches, cosine restarts, frequent classes weigh more, deviation by n − 1. Its
     * default configuration names 10 epochs, one whole cosine, and its script for masks 100; how many the published
     * weights had is not said. No early stop: the best epoch is kept.
     */
    REPOSITORY;

    private static final int REPOSITORY_EPOCHS = 10;
    private static final int REPOSITORY_MASK_EPOCHS = 100;

    /** Adam's own numbers, which neither changes. */
    private static final double BETA1 = 0.9;

    private static final double BETA2 = 0.999;
    private static final double ADAM_EPSILON = 1e-8;

    private static final double LEARNING_RATE = 1e-5;
    private static final double WEIGHT_DECAY = 0.01;
    private static final double AGE_EPSILON = 1e-8;

    /** 512 MB of features of the published size. */
    private static final int SHUFFLE_ROWS = 1024;

    private static final long SEED = 1;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Recipe recipe(Set<Task> tasks) {
        return switch (this) {
            case RELEASED ->
                new Recipe(
                        5,
                        2,
                        batches(16),
                        optimizer(1, Schedule.NONE),
                        loss(ClassWeighting.BALANCED),
                        dropouts(),
                        Deviation.POPULATION,
                        SEED);
            case REPOSITORY ->
                new Recipe(
                        tasks.contains(Task.MASK) ? REPOSITORY_MASK_EPOCHS : REPOSITORY_EPOCHS,
                        0,
                        batches(128),
                        optimizer(0, Schedule.COSINE),
                        loss(ClassWeighting.FREQUENCY),
                        dropouts(),
                        Deviation.SAMPLE,
                        SEED);
        };
    }

    /** Both leave out the last, smaller one (drop_last of their loaders). */
    private static Recipe.Batches batches(int windows) {
        return new Recipe.Batches(windows, LastBatch.DROP, SHUFFLE_ROWS);
    }

    private static OptimizerRecipe optimizer(double clipNorm, Schedule schedule) {
        return new OptimizerRecipe(
                LEARNING_RATE,
                WEIGHT_DECAY,
                BETA1,
                BETA2,
                ADAM_EPSILON,
                clipNorm,
                schedule,
                new Schedule.Cycles(10, 2));
    }

    private static Recipe.Loss loss(ClassWeighting classes) {
        return new Recipe.Loss(1, 1, 1, AGE_EPSILON, classes);
    }

    private static Dropouts dropouts() {
        return new Dropouts(0.2, 0.3, 0.25, 0.25);
    }
}
