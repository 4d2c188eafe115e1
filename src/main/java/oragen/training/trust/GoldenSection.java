package oragen.training.trust;

import java.util.function.DoubleUnaryOperator;

/** Finds where a function that falls and then rises is lowest. */
final class GoldenSection {
    private static final int STEPS = 40;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private GoldenSection() {}

    static double lowest(double from, double to, DoubleUnaryOperator function) {
        double low = from;
        double high = to;
        for (int i = 0; i < STEPS; i++) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            if (function.applyAsDouble(left) < function.applyAsDouble(right)) {
                high = right;
            } else {
                low = left;
            }
        }
        return (low + high) / 2;
    }
}
