package oragen.training.mask;

import java.util.Arrays;
import java.util.List;

/** Inputs less their means, divided by their deviations; the arrays are not copied. */
record Standardization(double[] means, double[] deviations) {
    private static final double SMALLEST_DEVIATION = 1e-6;

    static Standardization of(List<float[]> examples) {
        int inputs = examples.get(0).length;
        double[] means = new double[inputs];
        double[] deviations = new double[inputs];
        for (float[] example : examples) {
            for (int i = 0; i < inputs; i++) {
                means[i] += example[i] / examples.size();
            }
        }
        for (float[] example : examples) {
            for (int i = 0; i < inputs; i++) {
                double distance = example[i] - means[i];
                deviations[i] += distance * distance / examples.size();
            }
        }
        Arrays.setAll(deviations, i -> Math.max(SMALLEST_DEVIATION, Math.sqrt(deviations[i])));
        return new Standardization(means, deviations);
    }

    float[] applied(float[] x) {
        float[] standard = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            standard[i] = (float) ((x[i] - means[i]) / deviations[i]);
        }
        return standard;
    }

    /** A line of standardised inputs, as one of the inputs themselves. */
    LeastSquares.Line undone(LeastSquares.Line line) {
        double[] weights = new double[means.length];
        double bias = line.bias();
        for (int i = 0; i < means.length; i++) {
            weights[i] = line.weights()[i] / deviations[i];
            bias -= weights[i] * means[i];
        }
        return new LeastSquares.Line(weights, bias);
    }
}
