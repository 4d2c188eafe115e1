package oragen.evaluation;

import java.util.OptionalDouble;

/**
 * Age errors in years, from sums alone, so that clips can be added up in any order and drawn again by speaker. An
 * error is the prediction less the truth.
 *
 * @param count clips with both ages
 * @param errorSum Σe, {@code absoluteSum} Σ|e|, {@code squareSum} Σe²
 * @param truthSum Σt, {@code truthSquareSum} Σt²; likewise for the predictions p, and {@code productSum} Σtp
 * @param within5 clips with |e| ≤ 5, {@code within10} with |e| ≤ 10
 */
public record AgeErrors(
        double count,
        double errorSum,
        double absoluteSum,
        double squareSum,
        double truthSum,
        double truthSquareSum,
        double predictionSum,
        double predictionSquareSum,
        double productSum,
        double within5,
        double within10) {
    /** Number of sums. */
    static final int SUMS = 11;

    /** Sums as {@link UnitSums} keeps them, in the order of the components. */
    static AgeErrors of(double[] sums, int offset) {
        return new AgeErrors(
                sums[offset],
                sums[offset + 1],
                sums[offset + 2],
                sums[offset + 3],
                sums[offset + 4],
                sums[offset + 5],
                sums[offset + 6],
                sums[offset + 7],
                sums[offset + 8],
                sums[offset + 9],
                sums[offset + 10]);
    }

    /** MAE: mean |e| in years. */
    public OptionalDouble meanAbsoluteError() {
        return mean(absoluteSum);
    }

    /** RMSE: square root of the mean e², in years. */
    public OptionalDouble rootMeanSquareError() {
        OptionalDouble square = mean(squareSum);
        return square.isEmpty() ? square : OptionalDouble.of(Math.sqrt(square.getAsDouble()));
    }

    /** Mean e in years: above 0 where people are taken for older than they are. */
    public OptionalDouble bias() {
        return mean(errorSum);
    }

    /** CS@5: part of the clips with |e| ≤ 5 years. */
    public OptionalDouble cumulativeScore5() {
        return mean(within5);
    }

    /** CS@10: part of the clips with |e| ≤ 10 years. */
    public OptionalDouble cumulativeScore10() {
        return mean(within10);
    }

    /** Pearson's correlation; nothing where all truths or all predictions are equal. */
    public OptionalDouble pearson() {
        double spread = Math.sqrt(truthVariance() * predictionVariance());
        return defined(spread) ? OptionalDouble.of(covariance() / spread) : OptionalDouble.empty();
    }

    /** Lin's concordance correlation, with population moments; nothing where neither side varies. */
    public OptionalDouble concordanceCorrelation() {
        double distance = (predictionSum - truthSum) / count;
        double spread = truthVariance() + predictionVariance() + distance * distance;
        return defined(spread) ? OptionalDouble.of(2 * covariance() / spread) : OptionalDouble.empty();
    }

    private boolean defined(double spread) {
        // What sums of squares of ages lose in 64 bits is far below; a real spread is far above.
        return count > 1 && spread > 1e-9;
    }

    private double truthVariance() {
        return truthSquareSum / count - truthSum / count * (truthSum / count);
    }

    private double predictionVariance() {
        return predictionSquareSum / count - predictionSum / count * (predictionSum / count);
    }

    private double covariance() {
        return productSum / count - truthSum / count * (predictionSum / count);
    }

    private OptionalDouble mean(double sum) {
        return count > 0 ? OptionalDouble.of(sum / count) : OptionalDouble.empty();
    }
}
