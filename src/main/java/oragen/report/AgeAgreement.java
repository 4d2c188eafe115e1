package oragen.report;

import java.util.Locale;
import java.util.Optional;
import oragen.evaluation.Estimate;
import oragen.evaluation.Metric;
import oragen.label.Task;
import org.jspecify.annotations.Nullable;

/**
 * Bland and Altman's (1986) limits: 95 % of the errors lie between them where errors are normal.
 *
 * @param bias mean of predicted less true age, years
 * @param deviation of those differences from it, years
 */
record AgeAgreement(double bias, double deviation) {
    private static final double NORMAL = 1.96;

    /** Of all clips, from their bias and root mean square error; nothing of fewer than two clips. */
    static Optional<AgeAgreement> of(RunFigures figures) {
        Estimate bias = whole(figures, Metric.BIAS_YEARS);
        Estimate error = whole(figures, Metric.RMSE_YEARS);
        if (bias == null || error == null || bias.value() == null || error.value() == null || bias.clips() < 2) {
            return Optional.empty();
        }
        double variance = Math.max(0, error.value() * error.value() - bias.value() * bias.value());
        double clips = bias.clips();
        return Optional.of(new AgeAgreement(bias.value(), Math.sqrt(variance * clips / (clips - 1))));
    }

    private static @Nullable Estimate whole(RunFigures figures, Metric metric) {
        return figures.whole(Task.AGE, metric.label()).orElse(null);
    }

    double low() {
        return bias - NORMAL * deviation;
    }

    double high() {
        return bias + NORMAL * deviation;
    }

    String sentence() {
        return String.format(
                Locale.ROOT,
                "Errors by age (Bland and Altman): the thick line is the bias, %s years, the dashed ones its limits of agreement, "
                        + "%s to %s years, between which 95 %% of the errors lie where they are normal.",
                Words.number(Metric.BIAS_YEARS.label(), bias),
                Words.number(Metric.BIAS_YEARS.label(), low()),
                Words.number(Metric.BIAS_YEARS.label(), high()));
    }
}
