package oragen.evaluation;

import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How often each class of the truth was predicted as each class. Averages over classes are taken over those that are
 * present in the truth (as scikit-learn's balanced accuracy does): a class that is only predicted lowers the others'
 * recall, but has none of its own.
 *
 * @param counts of clips, by class of the truth, then by class of the prediction; not copied
 */
public record ConfusionMatrix(double[][] counts) {
    /** Sums of a row-major list of counts, as {@link UnitSums} keeps them. */
    static ConfusionMatrix of(double[] sums, int offset, int classes) {
        double[][] counts = new double[classes][classes];
        for (int truth = 0; truth < classes; truth++) {
            System.arraycopy(sums, offset + truth * classes, counts[truth], 0, classes);
        }
        return new ConfusionMatrix(counts);
    }

    public int classes() {
        return counts.length;
    }

    /** Number of clips whose truth is a class. */
    public double support(int truth) {
        return IntStream.range(0, classes()).mapToDouble(i -> counts[truth][i]).sum();
    }

    private double predicted(int prediction) {
        return IntStream.range(0, classes())
                .mapToDouble(i -> counts[i][prediction])
                .sum();
    }

    /** Number of clips. */
    public double total() {
        return IntStream.range(0, classes()).mapToDouble(this::support).sum();
    }

    /** Part of a class's clips that was predicted as such; nothing where the truth has none. */
    public OptionalDouble recall(int truth) {
        return ratio(counts[truth][truth], support(truth));
    }

    /** Part of the clips predicted as a class that are of it; 0 where the class is in the truth but never predicted. */
    public OptionalDouble precision(int prediction) {
        OptionalDouble precision = ratio(counts[prediction][prediction], predicted(prediction));
        return precision.isEmpty() && support(prediction) > 0 ? OptionalDouble.of(0) : precision;
    }

    /** Harmonic mean of precision and recall; nothing where the truth has none. */
    public OptionalDouble f1(int label) {
        return support(label) == 0
                ? OptionalDouble.empty()
                : ratio(2 * counts[label][label], support(label) + predicted(label));
    }

    /** Part of all clips that was predicted rightly. */
    public OptionalDouble accuracy() {
        return ratio(
                IntStream.range(0, classes()).mapToDouble(i -> counts[i][i]).sum(), total());
    }

    /** UAR: mean recall over the classes present in the truth. */
    public OptionalDouble unweightedAverageRecall() {
        return IntStream.range(0, classes())
                .filter(i -> support(i) > 0)
                .mapToDouble(i -> recall(i).orElse(0))
                .average();
    }

    /** Mean F1 over the classes present in the truth. */
    public OptionalDouble macroF1() {
        return IntStream.range(0, classes())
                .filter(i -> support(i) > 0)
                .mapToDouble(i -> f1(i).orElse(0))
                .average();
    }

    /** Mean precision over the classes present in the truth. */
    public OptionalDouble macroPrecision() {
        return IntStream.range(0, classes())
                .filter(i -> support(i) > 0)
                .mapToDouble(i -> precision(i).orElse(0))
                .average();
    }

    private static OptionalDouble ratio(double part, double whole) {
        return whole > 0 ? OptionalDouble.of(part / whole) : OptionalDouble.empty();
    }
}
