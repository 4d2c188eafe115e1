package oragen.report;

import java.util.Locale;
import oragen.evaluation.Bootstrap.Interval;
import oragen.evaluation.Estimate;
import org.jspecify.annotations.Nullable;

/** Names and figures as people read them. */
final class Words {
    private Words() {}

    /** A metric's name with its unit. */
    static String metric(String metric) {
        return switch (metric) {
            case "uar" -> "UAR, %";
            case "macro_f1" -> "macro F1, %";
            case "macro_precision" -> "macro precision, %";
            case "accuracy" -> "accuracy, %";
            case "coverage" -> "coverage, %";
            case "roc_auc" -> "ROC AUC, %";
            case "eer" -> "equal error rate, %";
            case "ece" -> "calibration error, %";
            case "mae_years" -> "MAE, years";
            case "rmse_years" -> "RMSE, years";
            case "bias_years" -> "bias, years";
            case "median_absolute_error_years" -> "median error, years";
            case "pearson" -> "Pearson";
            case "ccc" -> "CCC";
            case "cs5" -> "CS@5, %";
            case "cs10" -> "CS@10, %";
            default -> value(metric);
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
        return isPercent(metric)
                ? String.format(Locale.ROOT, "%.1f", inUnit(metric, value))
                : String.format(Locale.ROOT, metric.endsWith("years") ? "%.2f" : "%.3f", value);
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
