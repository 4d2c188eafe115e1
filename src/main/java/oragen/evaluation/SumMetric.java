package oragen.evaluation;

import java.util.OptionalDouble;
import java.util.function.Function;

/** Metrics that are functions of sums, and so can be drawn again by speaker. */
public enum SumMetric {
    GENDER_UAR("gender", "uar", sums -> sums.gender().unweightedAverageRecall()),
    GENDER_MACRO_F1("gender", "macro_f1", sums -> sums.gender().macroF1()),
    GENDER_MACRO_PRECISION("gender", "macro_precision", sums -> sums.gender().macroPrecision()),
    GENDER_ACCURACY("gender", "accuracy", sums -> sums.gender().accuracy()),
    AGE_MAE("age", "mae_years", sums -> sums.age().meanAbsoluteError()),
    AGE_RMSE("age", "rmse_years", sums -> sums.age().rootMeanSquareError()),
    AGE_BIAS("age", "bias_years", sums -> sums.age().bias()),
    AGE_PEARSON("age", "pearson", sums -> sums.age().pearson()),
    AGE_CCC("age", "ccc", sums -> sums.age().concordanceCorrelation()),
    AGE_CS5("age", "cs5", sums -> sums.age().cumulativeScore5()),
    AGE_CS10("age", "cs10", sums -> sums.age().cumulativeScore10()),
    MASK_UAR("mask_type", "uar", sums -> sums.maskType().unweightedAverageRecall()),
    MASK_MACRO_F1("mask_type", "macro_f1", sums -> sums.maskType().macroF1()),
    MASK_MACRO_PRECISION("mask_type", "macro_precision", sums -> sums.maskType().macroPrecision()),
    MASK_ACCURACY("mask_type", "accuracy", sums -> sums.maskType().accuracy());

    private final String task;
    private final String label;
    private final Function<UnitSums, OptionalDouble> definition;

    SumMetric(String task, String label, Function<UnitSums, OptionalDouble> definition) {
        this.task = task;
        this.label = label;
        this.definition = definition;
    }

    /** {@code gender}, {@code age} or {@code mask_type}. */
    public String task() {
        return task;
    }

    /** The word of the table of metrics. */
    public String label() {
        return label;
    }

    /** Nothing where no clip has both a truth and a prediction, or the definition needs more of them. */
    public OptionalDouble of(UnitSums sums) {
        return definition.apply(sums);
    }
}
