package oragen.training.fusion;

import java.util.Locale;

/** What a class weighs in the cross-entropy; the authors' two code bases differ. */
public enum ClassWeighting {
    /** total / (classes · count), as the released code: a rare class weighs more. */
    BALANCED {
        @Override
        double weight(long count, long total, int classes) {
            return (double) total / (classes * count);
        }
    },
    /** count / total, as the first repository: a frequent class weighs more. */
    FREQUENCY {
        @Override
        double weight(long count, long total, int classes) {
            return (double) count / total;
        }
    },
    NONE {
        @Override
        double weight(long count, long total, int classes) {
            return 1;
        }
    };

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    abstract double weight(long count, long total, int classes);

    /** Weights by class; a class that does not occur weighs nothing, and is not counted as one. */
    float[] weights(long[] counts) {
        long total = 0;
        int classes = 0;
        for (long count : counts) {
            total += count;
            classes += count > 0 ? 1 : 0;
        }
        float[] weights = new float[counts.length];
        for (int i = 0; i < counts.length; i++) {
            weights[i] = counts[i] == 0 ? 0 : (float) weight(counts[i], total, classes);
        }
        return weights;
    }
}
