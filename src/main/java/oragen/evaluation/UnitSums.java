package oragen.evaluation;

import oragen.label.Gender;
import oragen.label.MaskType;
import org.jspecify.annotations.Nullable;

/** What the clips of one speaker add up to: everything that metrics by sums need. Sums of sums are sums. */
public final class UnitSums {
    private static final int GENDERS = Gender.values().length;
    private static final int MASKS = MaskType.values().length;
    private static final int MASK_START = GENDERS * GENDERS;
    private static final int AGE_START = MASK_START + MASKS * MASKS;

    /** Number of sums. */
    public static final int SIZE = AGE_START + AgeErrors.SUMS;

    private static final double NEAR_YEARS = 5;
    private static final double FAR_YEARS = 10;

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

    /** Adds one clip to a task; a truth or prediction that is missing adds nothing. */
    public void addGender(@Nullable Gender truth, @Nullable Gender prediction) {
        if (truth != null && prediction != null) {
            sums[truth.ordinal() * GENDERS + prediction.ordinal()]++;
        }
    }

    public void addMaskType(@Nullable MaskType truth, @Nullable MaskType prediction) {
        if (truth != null && prediction != null) {
            sums[MASK_START + truth.ordinal() * MASKS + prediction.ordinal()]++;
        }
    }

    public void addAge(@Nullable Double truth, @Nullable Double prediction) {
        if (truth == null || prediction == null) {
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
            sums[AGE_START + i] += terms[i];
        }
    }

    /** Adds all of another's clips, so many times over. */
    public void add(UnitSums other, double times) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += times * other.sums[i];
        }
    }

    public ConfusionMatrix gender() {
        return ConfusionMatrix.of(sums, 0, GENDERS);
    }

    public ConfusionMatrix maskType() {
        return ConfusionMatrix.of(sums, MASK_START, MASKS);
    }

    public AgeErrors age() {
        return AgeErrors.of(sums, AGE_START);
    }
}
