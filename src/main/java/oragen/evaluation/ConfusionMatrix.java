package oragen.evaluation;

import java.util.OptionalDouble;
import java.util.function.IntFunction;

/**
 * How often each class of the truth was predicted as each class. Averages over classes are taken over those that are
 * present in the truth (as scikit-learn's balanced accuracy does) unless another choice is named: a class that is only
 * predicted lowers the others' recall, but has none of its own. This decides slices by mask type, which hold one class.
 */
public final class ConfusionMatrix {
    /** Which classes an average is over; one without clips of its own counts as 0. */
    public enum Averaged {
        /** Those in the truth: what this project means where it says nothing else. */
        TRUE_CLASSES,
        /** Those in truth or prediction: scikit-learn's macro averages, and the authors' first repository. */
        SEEN_CLASSES,
        /** All that the task declares: the authors' released code. */
        ALL_CLASSES
    }

    private final double[] sums;
    private final int offset;
    private final int classes;

    /** A view of counts by class of the truth, then by class of the prediction, from {@code offset}; not copied. */
    ConfusionMatrix(double[] sums, int offset, int classes) {
        this.sums = sums;
        this.offset = offset;
        this.classes = classes;
    }

    /** Nothing counted yet. */
    public static ConfusionMatrix empty(int classes) {
        return new ConfusionMatrix(new double[classes * classes], 0, classes);
    }

    /** Adds clips of one class that were predicted as one class. */
    public void add(int truth, int prediction, long clips) {
        sums[offset + truth * classes + prediction] += clips;
    }

    /** Number of clips of a class that were predicted as a class. */
    public double count(int truth, int prediction) {
        return sums[offset + truth * classes + prediction];
    }

    /** Number of clips whose truth is a class. */
    public double support(int truth) {
        double support = 0;
        for (int prediction = 0; prediction < classes; prediction++) {
            support += count(truth, prediction);
        }
        return support;
    }

    /** Number of clips that were predicted as a class. */
    public double predicted(int prediction) {
        double predicted = 0;
        for (int truth = 0; truth < classes; truth++) {
            predicted += count(truth, prediction);
        }
        return predicted;
    }

    /** Number of clips. */
    public double total() {
        double total = 0;
        for (int truth = 0; truth < classes; truth++) {
            total += support(truth);
        }
        return total;
    }

    /** Part of a class's clips that was predicted as such; nothing where the truth has none. */
    public OptionalDouble recall(int truth) {
        return ratio(count(truth, truth), support(truth));
    }

    /** Part of the clips predicted as a class that are of it; 0 where the class is in the truth but never predicted. */
    public OptionalDouble precision(int prediction) {
        double predicted = predicted(prediction);
        return predicted == 0 && support(prediction) > 0
                ? OptionalDouble.of(0)
                : ratio(count(prediction, prediction), predicted);
    }

    /** Harmonic mean of precision and recall; nothing where the truth has none. */
    public OptionalDouble f1(int label) {
        return support(label) == 0
                ? OptionalDouble.empty()
                : ratio(2 * count(label, label), support(label) + predicted(label));
    }

    /** Number of clips that were predicted rightly. */
    public double right() {
        double right = 0;
        for (int label = 0; label < classes; label++) {
            right += count(label, label);
        }
        return right;
    }

    /** Part of all clips that was predicted rightly. */
    public OptionalDouble accuracy() {
        return ratio(right(), total());
    }

    /** UAR: mean recall over the classes present in the truth (Schuller et al. 2009). */
    public OptionalDouble unweightedAverageRecall() {
        return unweightedAverageRecall(Averaged.TRUE_CLASSES);
    }

    /** Mean recall; nothing where there is no clip, as for the other averages. */
    public OptionalDouble unweightedAverageRecall(Averaged classes) {
        return mean(classes, this::recall);
    }

    /** Mean F1. */
    public OptionalDouble macroF1(Averaged classes) {
        return mean(classes, this::f1);
    }

    /** Mean precision. */
    public OptionalDouble macroPrecision(Averaged classes) {
        return mean(classes, this::precision);
    }

    /** Whether all clips are of one class. */
    boolean holdsOneClass() {
        int present = 0;
        for (int label = 0; label < classes; label++) {
            present += support(label) > 0 ? 1 : 0;
        }
        return present == 1;
    }

    private OptionalDouble mean(Averaged averaged, IntFunction<OptionalDouble> ofClass) {
        if (total() == 0) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        int counted = 0;
        for (int label = 0; label < classes; label++) {
            if (counts(averaged, label)) {
                sum += ofClass.apply(label).orElse(0);
                counted++;
            }
        }
        return ratio(sum, counted);
    }

    private boolean counts(Averaged averaged, int label) {
        return switch (averaged) {
            case TRUE_CLASSES -> support(label) > 0;
            case SEEN_CLASSES -> support(label) > 0 || predicted(label) > 0;
            case ALL_CLASSES -> true;
        };
    }

    private static OptionalDouble ratio(double part, double whole) {
        return whole > 0 ? OptionalDouble.of(part / whole) : OptionalDouble.empty();
    }
}
