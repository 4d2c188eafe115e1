package oragen.evaluation;

import oragen.label.Gender;
import oragen.label.MaskType;
import oragen.label.Task;
import org.jspecify.annotations.Nullable;

/**
 * What the clips of one speaker add up to: for each task the clips with a label, then the sums over those that have a
 * prediction too (confusion matrix row by row, or {@link AgeErrors}). Sums of sums are sums.
 */
public final class UnitSums {
    private static final int GENDERS = Gender.values().length;
    private static final int MASK_TYPES = MaskType.values().length;
    private static final int GENDER_START = 0;
    private static final int MASK_START = GENDER_START + 1 + GENDERS * GENDERS;
    private static final int AGE_START = MASK_START + 1 + MASK_TYPES * MASK_TYPES;

    /** Number of sums. */
    public static final int SIZE = AGE_START + 1 + AgeErrors.SUMS;

    /** Errors up to so many years count for CS@5 and CS@10. */
    public static final double NEAR_YEARS = 5;

    public static final double FAR_YEARS = 10;

    private final double[] sums;

    public UnitSums() {
        this(new double[SIZE]);
    }

    /** @param sums {@link #SIZE} sums, as {@link #values} gives them; not copied */
    public UnitSums(double[] sums) {
        if (sums.length != SIZE) {
            throw new IllegalArgumentException(sums.length + " sums, not " + SIZE);
        }
        this.sums = sums;
    }

    /** Where a task's sums begin in {@link #values}: the count of clips that have a label. */
    static int start(Task task) {
        return switch (task) {
            case GENDER -> GENDER_START;
            case MASK -> MASK_START;
            case AGE -> AGE_START;
        };
    }

    /** Where a task's sums end. */
    static int end(Task task) {
        return switch (task) {
            case GENDER -> MASK_START;
            case MASK -> AGE_START;
            case AGE -> SIZE;
        };
    }

    /** Index of a task's first sum over clips that have a prediction, in {@link #values}. */
    public static int firstOfPredicted(Task task) {
        return start(task) + 1;
    }

    /** The sums themselves; not copied. */
    public double[] values() {
        return sums;
    }

    /** Adds one clip to a task: nothing without a truth, and only a labelled clip without a prediction. */
    public void addGender(@Nullable Gender truth, @Nullable Gender prediction) {
        addClass(Task.GENDER, truth, prediction, GENDERS);
    }

    public void addMaskType(@Nullable MaskType truth, @Nullable MaskType prediction) {
        addClass(Task.MASK, truth, prediction, MASK_TYPES);
    }

    private void addClass(Task task, @Nullable Enum<?> truth, @Nullable Enum<?> prediction, int classes) {
        if (truth == null) {
            return;
        }
        sums[start(task)]++;
        if (prediction != null) {
            new ConfusionMatrix(sums, firstOfPredicted(task), classes).add(truth.ordinal(), prediction.ordinal(), 1);
        }
    }

    public void addAge(@Nullable Double truth, @Nullable Double prediction) {
        if (truth == null) {
            return;
        }
        int start = start(Task.AGE);
        sums[start]++;
        if (prediction == null) {
            return;
        }
        double error = prediction - truth;
        double[] terms = {
            1,
            error,
            Math.abs(error),
            error * error,
            truth,
            truth * truth,
            prediction,
            prediction * prediction,
            truth * prediction,
            Math.abs(error) <= NEAR_YEARS ? 1 : 0,
            Math.abs(error) <= FAR_YEARS ? 1 : 0
        };
        for (int i = 0; i < terms.length; i++) {
            sums[start + 1 + i] += terms[i];
        }
    }

    /** Adds all of another's clips. */
    public void add(UnitSums other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
        }
    }

    /** The sums of a task without those of one unit among them. */
    UnitSums without(UnitSums unit, Task task) {
        UnitSums rest = new UnitSums();
        for (int i = start(task); i < end(task); i++) {
            rest.sums[i] = sums[i] - unit.sums[i];
        }
        return rest;
    }

    /** Adds another's clips, each as so much of one. */
    void add(UnitSums other, double weight) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * other.sums[i];
        }
    }

    /** Clips that have a label of the task. */
    public double labelled(Task task) {
        return sums[start(task)];
    }

    /** Clips that have a label and a prediction of the task. */
    public double predicted(Task task) {
        return switch (task) {
            case GENDER -> gender().total();
            case MASK -> maskType().total();
            case AGE -> age().count();
        };
    }

    /** The matrix of a task whose predictions are classes. */
    ConfusionMatrix matrix(Task task) {
        return switch (task) {
            case GENDER -> gender();
            case MASK -> maskType();
            case AGE -> throw new IllegalArgumentException("an age is no class");
        };
    }

    public ConfusionMatrix gender() {
        return new ConfusionMatrix(sums, firstOfPredicted(Task.GENDER), GENDERS);
    }

    public ConfusionMatrix maskType() {
        return new ConfusionMatrix(sums, firstOfPredicted(Task.MASK), MASK_TYPES);
    }

    public AgeErrors age() {
        return AgeErrors.of(sums, firstOfPredicted(Task.AGE));
    }
}
