package oragen.training;

import java.util.Locale;
import oragen.exchange.Deviation;

/** The authors' two ways of training, with all their numbers. */
public enum Preset {
    /** Their released code: small batches, no schedule, rare classes weigh more, short gradients, 5 epochs. */
    RELEASED,
    /**
     * Their first repository: large batches, cosine restarts, frequent classes weigh more. It does not say how long;
     * 30 epochs are two whole cycles, which end at a low rate, and since a restart makes the figures worse for some
     * epochs there is no early stop: the best epoch is kept.
     */
    REPOSITORY;

    /** Adam's own numbers, which neither changes. */
    private static final double BETA1 = 0.9;

    private static final double BETA2 = 0.999;
    private static final double ADAM_EPSILON = 1e-8;

    private static final double LEARNING_RATE = 1e-5;
    private static final double WEIGHT_DECAY = 0.01;
    private static final double AGE_EPSILON = 1e-8;

    /** 250 MB of features of the published size. */
    private static final int SHUFFLE_ROWS = 512;

    private static final long SEED = 1;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Recipe recipe() {
        return switch (this) {
            case RELEASED ->
                new Recipe(
                        5,
                        2,
                        16,
                        optimizer(1, Schedule.NONE),
                        loss(ClassWeighting.BALANCED),
                        dropouts(),
                        Deviation.POPULATION,
                        SHUFFLE_ROWS,
                        SEED);
            case REPOSITORY ->
                new Recipe(
                        30,
                        0,
                        128,
                        optimizer(0, Schedule.COSINE),
                        loss(ClassWeighting.FREQUENCY),
                        dropouts(),
                        Deviation.POPULATION,
                        SHUFFLE_ROWS,
                        SEED);
        };
    }

    private static Recipe.Optimizer optimizer(double clipNorm, Schedule schedule) {
        return new Recipe.Optimizer(
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

    private static Recipe.Dropouts dropouts() {
        return new Recipe.Dropouts(0.2, 0.3, 0.25, 0.25);
    }
}
