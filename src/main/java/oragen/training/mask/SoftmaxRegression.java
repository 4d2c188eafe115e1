package oragen.training.mask;

import java.util.Arrays;
import java.util.List;

/**
 * Multinomial logistic regression with an L2 penalty on standardised inputs, by Adam over all examples at once:
 * deterministic, and small enough for one thread.
 */
final class SoftmaxRegression {
    private static final double RATE = 0.02;
    private static final double FIRST_MOMENT = 0.9;
    private static final double SECOND_MOMENT = 0.999;
    private static final double EPSILON = 1e-8;

    private final int inputs;
    private final int classes;

    SoftmaxRegression(int inputs, int classes) {
        this.inputs = inputs;
        this.classes = classes;
    }

    /**
     * Logits are x · weights + bias.
     *
     * @param weights [inputs, classes], row-major
     */
    record Head(float[] weights, float[] bias) {
        int classify(float[] x) {
            int best = 0;
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < bias.length; k++) {
                double logit = bias[k];
                for (int i = 0; i < x.length; i++) {
                    logit += x[i] * weights[i * bias.length + k];
                }
                if (logit > largest) {
                    largest = logit;
                    best = k;
                }
            }
            return best;
        }
    }

    /**
     * @param weights of the examples
     * @param penalty weight of the squared coefficients of standardised inputs
     */
    Head fit(List<float[]> examples, int[] targets, double[] weights, int steps, double penalty) {
        Standardization standard = Standardization.of(examples);
        double[] relative = new double[weights.length];
        double total = Arrays.stream(weights).sum();
        Arrays.setAll(relative, example -> weights[example] / total);
        float[][] x = examples.stream().map(standard::applied).toArray(float[][]::new);
        double[] parameters = descend(x, targets, relative, steps, penalty);
        float[] raw = new float[inputs * classes];
        float[] bias = new float[classes];
        for (int k = 0; k < classes; k++) {
            double[] ofClass = new double[inputs];
            for (int i = 0; i < inputs; i++) {
                ofClass[i] = parameters[i * classes + k];
            }
            LeastSquares.Line line = standard.undone(new LeastSquares.Line(ofClass, parameters[inputs * classes + k]));
            for (int i = 0; i < inputs; i++) {
                raw[i * classes + k] = (float) line.weights()[i];
            }
            bias[k] = (float) line.bias();
        }
        return new Head(raw, bias);
    }

    private double[] descend(float[][] x, int[] targets, double[] weights, int steps, double penalty) {
        int count = (inputs + 1) * classes;
        double[] parameters = new double[count];
        double[] first = new double[count];
        double[] second = new double[count];
        for (int step = 1; step <= steps; step++) {
            double[] gradient = gradient(x, targets, weights, parameters, penalty);
            double firstCorrection = 1 - Math.pow(FIRST_MOMENT, step);
            double secondCorrection = 1 - Math.pow(SECOND_MOMENT, step);
            for (int p = 0; p < count; p++) {
                first[p] = FIRST_MOMENT * first[p] + (1 - FIRST_MOMENT) * gradient[p];
                second[p] = SECOND_MOMENT * second[p] + (1 - SECOND_MOMENT) * gradient[p] * gradient[p];
                parameters[p] -=
                        RATE * (first[p] / firstCorrection) / (Math.sqrt(second[p] / secondCorrection) + EPSILON);
            }
        }
        return parameters;
    }

    private double[] gradient(float[][] x, int[] targets, double[] weights, double[] parameters, double penalty) {
        double[] gradient = new double[parameters.length];
        double[] logits = new double[classes];
        for (int n = 0; n < x.length; n++) {
            System.arraycopy(parameters, inputs * classes, logits, 0, classes);
            for (int i = 0; i < inputs; i++) {
                double value = x[n][i];
                for (int k = 0; k < classes; k++) {
                    logits[k] += value * parameters[i * classes + k];
                }
            }
            errors(logits, targets[n]);
            for (int i = 0; i < inputs; i++) {
                double value = x[n][i] * weights[n];
                for (int k = 0; k < classes; k++) {
                    gradient[i * classes + k] += value * logits[k];
                }
            }
            for (int k = 0; k < classes; k++) {
                gradient[inputs * classes + k] += logits[k] * weights[n];
            }
        }
        for (int p = 0; p < inputs * classes; p++) {
            gradient[p] += penalty * parameters[p];
        }
        return gradient;
    }

    /** Logits → probabilities less the truth, in place. */
    private void errors(double[] logits, int target) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            logits[k] = Math.exp(logits[k] - largest);
            sum += logits[k];
        }
        for (int k = 0; k < classes; k++) {
            logits[k] = logits[k] / sum - (k == target ? 1 : 0);
        }
    }
}
