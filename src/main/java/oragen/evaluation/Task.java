package oragen.evaluation;

import oragen.label.Gender;
import oragen.label.MaskType;

/** What is predicted; each task has its own stretch of {@link UnitSums}, which begins with the labelled clips. */
public enum Task {
    GENDER("gender", 0, 1 + Gender.values().length * Gender.values().length),
    MASK_TYPE("mask_type", GENDER.end(), 1 + MaskType.values().length * MaskType.values().length),
    AGE("age", MASK_TYPE.end(), 1 + AgeErrors.SUMS);

    private final String label;
    private final int start;
    private final int size;

    Task(String label, int start, int size) {
        this.label = label;
        this.start = start;
        this.size = size;
    }

    public String label() {
        return label;
    }

    /** Where the task's sums begin: the count of clips that have a label. */
    int start() {
        return start;
    }

    /** Index of the first sum after that count, in {@link UnitSums#values}. */
    public int firstOfPredicted() {
        return start + 1;
    }

    int end() {
        return start + size;
    }
}
