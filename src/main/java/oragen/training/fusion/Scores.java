package oragen.training.fusion;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How well clips of the validation set are predicted; null where a task is not trained or not labelled.
 *
 * @param genderUar unweighted average recall, 0 to 1, as {@code maskUar}
 * @param ageMae mean absolute error in years
 */
public record Scores(
        @Nullable Double genderUar,
        @Nullable Double ageMae,
        @Nullable Double maskUar) {
    /** What training makes small: the age error; without ages the recall that is missed. */
    double error() {
        if (ageMae != null) {
            return ageMae;
        }
        return 1 - (genderUar != null ? genderUar : maskUar != null ? maskUar : 0);
    }

    /** The figures there are, as manifests name them. */
    @JsonIgnore
    public Map<String, Double> byName() {
        Map<String, Double> figures = new TreeMap<>();
        if (genderUar != null) {
            figures.put("gender_uar", genderUar);
        }
        if (ageMae != null) {
            figures.put("age_mae", ageMae);
        }
        if (maskUar != null) {
            figures.put("mask_uar", maskUar);
        }
        return figures;
    }
}
