package oragen.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import oragen.label.Task;

/** Metrics of a task as a whole, in the order in which people read them; those of single classes name their class. */
public enum Metric {
    /** Over the classes in the truth; the next two over those in truth or prediction, and over all that there are. */
    UAR,
    UAR_SEEN_CLASSES,
    UAR_ALL_CLASSES,
    MACRO_F1,
    MACRO_F1_SEEN_CLASSES,
    MACRO_F1_ALL_CLASSES,
    MACRO_PRECISION,
    MACRO_PRECISION_SEEN_CLASSES,
    MACRO_PRECISION_ALL_CLASSES,
    ACCURACY,
    ROC_AUC,
    /** Equal error rate. */
    EER,
    /** Expected calibration error. */
    ECE,
    MAE_YEARS,
    MEDIAN_ABSOLUTE_ERROR_YEARS,
    RMSE_YEARS,
    BIAS_YEARS,
    PEARSON,
    /** Lin's concordance correlation. */
    CCC,
    /** Part of the errors up to 5 years. */
    CS5,
    CS10,
    /** Part of the labelled clips that have a prediction. */
    COVERAGE,
    /** Part of the labelled clips that have the right prediction, an age within 5 years; one without is wrong. */
    RIGHT_OF_ALL;

    /** Whether labelled clips without a prediction count too. */
    public boolean countsUnanswered() {
        return this == COVERAGE || this == RIGHT_OF_ALL;
    }

    /** The word of the table of metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The metric of a word of that table; nothing where it is of a single class. */
    public static Optional<Metric> of(String label) {
        return Arrays.stream(values())
                .filter(metric -> metric.label().equals(label))
                .findFirst();
    }

    /** Whether it averages over another choice of classes than this project does where it says nothing else. */
    public boolean isOtherAverage() {
        return name().endsWith("_CLASSES");
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(Metric::label).toList();
    }

    /** What values it has. */
    public Scale scale() {
        return switch (this) {
            case MAE_YEARS, MEDIAN_ABSOLUTE_ERROR_YEARS -> Scale.ERROR;
            case RMSE_YEARS -> Scale.ROOT;
            case BIAS_YEARS -> Scale.SIGNED;
            case PEARSON, CCC -> Scale.CORRELATION;
            case UAR,
                    UAR_SEEN_CLASSES,
                    UAR_ALL_CLASSES,
                    MACRO_F1,
                    MACRO_F1_SEEN_CLASSES,
                    MACRO_F1_ALL_CLASSES,
                    MACRO_PRECISION,
                    MACRO_PRECISION_SEEN_CLASSES,
                    MACRO_PRECISION_ALL_CLASSES,
                    ACCURACY,
                    ROC_AUC,
                    EER,
                    ECE,
                    CS5,
                    CS10,
                    COVERAGE,
                    RIGHT_OF_ALL -> Scale.RATIO;
        };
    }

    /** The one that stands for a task where there is room for one. */
    public static Metric first(Task task) {
        return switch (task) {
            case GENDER, MASK -> UAR;
            case AGE -> MAE_YEARS;
        };
    }
}
