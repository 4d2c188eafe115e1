package oragen.report;

import java.util.Locale;
import oragen.evaluation.Bootstrap.Interval;
import oragen.evaluation.Estimate;
import oragen.evaluation.Metric;
import org.jspecify.annotations.Nullable;

/** Names and figures as people read them. */
final class Words {
    private Words() {}

    /** A metric's name with its unit. */
    static String metric(String metric) {
        return Metric.of(metric).map(Words::title).orElseGet(() -> value(metric));
    }

    private static String title(Metric metric) {
        return switch (metric) {
            case UAR -> "UAR, %";
            case MACRO_F1 -> "macro F1, %";
            case MACRO_PRECISION -> "macro precision, %";
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
    static String value(String value) {
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
        String text = String.format(Locale.ROOT, digits, inUnit(metric, value));
        // What rounds to zero has no sign.
        return text.matches("-0\\.0+") ? text.substring(1) : text;
    }

    /** {@code 5.42 (5.01 to 5.88)}, or the value and why there is no interval. */
    static String estimate(String metric, @Nullable Estimate estimate) {
        if (estimate == null) {
            return "–";
        }
        Double value = estimate.value();
        return value == null ? reason(estimate.note()) : number(metric, value) + interval(metric, estimate.interval());
    }

    static String interval(String metric, @Nullable Interval interval) {
        return interval == null
                ? ""
                : " (" + number(metric, interval.low()) + " to " + number(metric, interval.high()) + ")";
    }

    /** Why a value or an interval is missing. */
    static String reason(@Nullable String note) {
        return note == null ? "" : note.replace('_', ' ');
    }
}
