package oragen.report;

import java.util.List;
import java.util.Map;
import oragen.evaluation.Estimate;
import org.jspecify.annotations.Nullable;

/**
 * What the page tells of one run.
 *
 * @param name for people; the key where it has none
 * @param figures metrics of every slice that the page may show
 * @param confusion cells over all clips, without imputed ones
 * @param calibration and {@code ages}: points of the plots, over all clips
 * @param changes clip by clip from each run that was compared with
 * @param rejects clips by reason, the most frequent first
 * @param by further slices that the user asked for
 */
public record RunContent(
        String runKey,
        String name,
        String bundleId,
        String protocol,
        long predicted,
        Map<String, Long> rejects,
        List<Figure> figures,
        List<ConfusionCell> confusion,
        List<CalibrationBin> calibration,
        List<AgeCell> ages,
        List<Gap> gaps,
        List<Difference> differences,
        List<RunChanges> changes,
        List<String> by,
        Imputation imputation) {
    /** Whether clips without a prediction were imputed, and why not. */
    public enum Imputation {
        IMPUTED(
                "Missing predictions were also imputed from the training set; metrics are given with and without them."),
        NO_TRAINING_SET("No imputation: no training set was given (--train)."),
        OTHER_PROTOCOL("No imputation: only the protocol paper imputes.");

        private final String sentence;

        Imputation(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }

    /** Clips of a class of the truth that were predicted as a class. */
    public record ConfusionCell(String task, String truth, String prediction, long clips) {}

    /**
     * Clips whose predictions are alike, and what they turned out to be.
     *
     * @param low first of the winning class's probabilities, or of the predicted ages
     * @param observed part that is right, or mean true age
     */
    public record CalibrationBin(String task, double low, double predicted, Estimate observed) {}

    /** Clips of a true and a predicted age in whole years. */
    public record AgeCell(int truth, int prediction, long clips) {}

    /** The best and the worst value of a slice, and their distance; what there is not of it is null. */
    public record Gap(
            String slice,
            String task,
            String metric,
            String bestSlice,
            double best,
            String worstSlice,
            double worst,
            double gap,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable String note,
            @Nullable Double probability,
            @Nullable Boolean stands) {}

    /** This run's metric less another's on the clips that both predicted. */
    public record Difference(
            String otherRun,
            String task,
            String metric,
            double value,
            double otherValue,
            double difference,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable String note,
            @Nullable Double probability,
            @Nullable Boolean stands,
            long clips) {}
}
