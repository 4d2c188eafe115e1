package oragen.report;

import java.util.List;
import java.util.Locale;
import oragen.evaluation.Estimate;
import oragen.evaluation.Interval;
import oragen.evaluation.Metric;
import oragen.evaluation.RankEstimates;
import oragen.evaluation.SumMetric;
import org.jspecify.annotations.Nullable;

/** Names and figures as people read them. */
public final class Words {
    /** Where there is no figure. */
    public static final String NOTHING = "–";

    static final String RECALL = "recall";

    /** Metrics of single classes, each named {@code recall_medical} and so on. */
    private static final List<String> CLASS_RATIOS = List.of(RECALL, "precision", "f1");

    private Words() {}

    /** A metric's name with its unit. */
    static String metric(String metric) {
        return Metric.of(metric).map(Words::title).orElseGet(() -> ofClass(metric));
    }

    /** {@code recall_medical} → "recall of medical, %"; where the class is told beside it, "recall, %". */
    private static String ofClass(String metric) {
        for (String ratio : CLASS_RATIOS) {
            if (metric.equals(ratio)) {
                return ratio + ", %";
            }
            if (metric.startsWith(ratio + "_")) {
                return ratio + " of " + value(metric.substring(ratio.length() + 1)) + ", %";
            }
        }
        return value(metric);
    }

    private static String title(Metric metric) {
        return switch (metric) {
            case UAR -> "UAR, %";
            case UAR_SEEN_CLASSES -> "UAR over classes in truth or prediction, %";
            case UAR_ALL_CLASSES -> "UAR over all classes, %";
            case MACRO_F1 -> "macro F1, %";
            case MACRO_F1_SEEN_CLASSES -> "macro F1 over classes in truth or prediction, %";
            case MACRO_F1_ALL_CLASSES -> "macro F1 over all classes, %";
            case MACRO_PRECISION -> "macro precision, %";
            case MACRO_PRECISION_SEEN_CLASSES -> "macro precision over classes in truth or prediction, %";
            case MACRO_PRECISION_ALL_CLASSES -> "macro precision over all classes, %";
            case ACCURACY -> "accuracy, %";
            case COVERAGE -> "coverage, %";
            case RIGHT_OF_ALL -> "right of all labelled, %";
            case ROC_AUC -> "ROC AUC, %";
            case EER -> "equal error rate, %";
            case ECE -> "calibration error, %";
            case MAE_YEARS -> "MAE, years";
            case RMSE_YEARS -> "RMSE, years";
            case BIAS_YEARS -> "bias, years";
            case MEDIAN_ABSOLUTE_ERROR_YEARS -> "median error, years";
            case PEARSON -> "Pearson";
            case CCC -> "CCC";
            case CS5 -> "CS@5, %";
            case CS10 -> "CS@10, %";
        };
    }

    /** A class, slice or task. */
    public static String value(String value) {
        return switch (value) {
            case "protective_ffp" -> "FFP2/FFP3";
            default -> value.replace('_', ' ');
        };
    }

    /** Ratios as per cent, years and correlations as they are. */
    private static boolean isPercent(String metric) {
        return metric(metric).endsWith("%");
    }

    /** A value in the unit that {@link #metric} names. */
    static double inUnit(String metric, double value) {
        return isPercent(metric) ? 100 * value : value;
    }

    static String number(String metric, double value) {
        String digits = isPercent(metric) ? "%.1f" : metric.endsWith("years") ? "%.2f" : "%.3f";
        return decimals(digits, inUnit(metric, value));
    }

    /** What rounds to zero has no sign. */
    static String decimals(String format, double value) {
        String text = String.format(Locale.ROOT, format, value);
        return text.matches("-0\\.0+") ? text.substring(1) : text;
    }

    /** {@code 5.42 (5.01 to 5.88)}, or the value and why there is no interval. */
    static String estimate(String metric, @Nullable Estimate estimate) {
        if (estimate == null) {
            return NOTHING;
        }
        Double value = estimate.value();
        Interval interval = estimate.interval();
        return value == null
                ? reason(estimate.note())
                : number(metric, value) + (interval == null ? "" : " (" + interval(metric, interval) + ")");
    }

    /** As the paper prints it, without an interval: per cent and years with two decimals. */
    static String asPublished(String metric, @Nullable Double value) {
        return value == null ? NOTHING : decimals("%.2f", inUnit(metric, value));
    }

    /** {@code 0.003 ✱}; nothing where it cannot be told. */
    static String probability(@Nullable Double probability, @Nullable Boolean stands) {
        if (probability == null) {
            return "";
        }
        String told = probability < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", probability);
        return Boolean.TRUE.equals(stands) ? told + " ✱" : told;
    }

    static String interval(String metric, Interval interval) {
        return number(metric, interval.low()) + " to " + number(metric, interval.high());
    }

    /** Why a value or an interval is missing, or what is to be known of it. */
    static String reason(@Nullable String note) {
        return switch (note == null ? "" : note) {
            case Estimate.ONE_SPEAKER -> "no interval: fewer than two speakers";
            case Estimate.FEWER_THAN_FIVE_SPEAKERS -> "no interval: fewer than five speakers";
            case Estimate.ONE_SPEAKER_OF_A_CLASS -> "no interval: a class has only one speaker";
            case Estimate.UNDEFINED_WITHOUT_A_SPEAKER -> "no interval: undefined without some speaker";
            case Estimate.UNDEFINED_IN_RESAMPLES -> "no interval: too many draws of speakers lack a class";
            case Estimate.RESAMPLES_REFUSED -> "draws of speakers that lack a class were repeated";
            case Estimate.FEW_SPEAKERS -> "fewer than " + Estimate.FEW + " speakers: a rough interval";
            case Estimate.UNKNOWN_SPEAKERS -> "speakers unknown: clips taken for independent";
            case RankEstimates.ONE_CLASS -> "undefined: all clips are of one class";
            case SumMetric.NO_VARIATION -> "undefined: all ages are equal";
            case SumMetric.CLASS_ABSENT -> "undefined: no clip is of this class";
            default -> note == null ? "" : value(note);
        };
    }
}
