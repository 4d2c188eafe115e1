package oragen.evaluation;

import oragen.label.Gender;
import oragen.label.MaskType;
import org.jspecify.annotations.Nullable;

/**
 * What the clips of one speaker add up to: for each task the clips with a label, then the sums over those that have a
 * prediction too (confusion matrix row by row, or {@link AgeErrors}). Sums of sums are sums.
 */
public final class UnitSums {
    /** Number of sums. */
    public static final int SIZE = Task.AGE.end();

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

    /** The sums themselves; not copied. */
    public double[] values() {
        return sums;
    }

    /** Adds one clip to a task: nothing without a truth, and only a labelled clip without a prediction. */
    public void addGender(@Nullable Gender truth, @Nullable Gender prediction) {
        addClass(Task.GENDER, truth, prediction, Gender.values().length);
    }

    public void addMaskType(@Nullable MaskType truth, @Nullable MaskType prediction) {
        addClass(Task.MASK_TYPE, truth, prediction, MaskType.values().length);
    }

    private void addClass(Task task, @Nullable Enum<?> truth, @Nullable Enum<?> prediction, int classes) {
        if (truth == null) {
            return;
        }
        sums[task.start()]++;
        if (prediction != null) {
            sums[task.start() + 1 + truth.ordinal() * classes + prediction.ordinal()]++;
        }
    }

    public void addAge(@Nullable Double truth, @Nullable Double prediction) {
        if (truth == null) {
            return;
        }
        int start = Task.AGE.start();
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

    /** Clips that have a label of the task. */
    public double labelled(Task task) {
        return sums[task.start()];
    }

    /** Clips that have a label and a prediction of the task. */
    public double predicted(Task task) {
        return switch (task) {
            case GENDER -> gender().total();
            case MASK_TYPE -> maskType().total();
            case AGE -> age().count();
        };
    }

    public ConfusionMatrix gender() {
        return new ConfusionMatrix(sums, Task.GENDER.start() + 1, Gender.values().length);
    }

    public ConfusionMatrix maskType() {
        return new ConfusionMatrix(sums, Task.MASK_TYPE.start() + 1, MaskType.values().length);
    }

    public AgeErrors age() {
        return AgeErrors.of(sums, Task.AGE.start() + 1);
    }
}
