package oragen.report;

import oragen.evaluation.Estimate;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table {@code metrics}.
 *
 * @param imputed whether clips without a prediction were given the statistics of a training set
 * @param corpus null for all, as {@code subset}
 */
public record Figure(
        boolean imputed,
        @Nullable String corpus,
        @Nullable String subset,
        String slice,
        String sliceValue,
        String task,
        String metric,
        Estimate estimate) {}
