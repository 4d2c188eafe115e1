package oragen.spark.explain;

/** In which order clips are looked at. */
public enum WorstBy {
    /** The largest difference of predicted and true age first. */
    AGE_ERROR,
    /** The lowest probability of the predicted gender first. */
    CONFIDENCE,
    /** The largest difference first of what runs of the voice alone and of the face alone say. */
    DISAGREEMENT,
    /** The lowest probability of the true mask type first; of the predicted one where the truth is unknown. */
    MASK;

    /** As the option spells it. */
    String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
