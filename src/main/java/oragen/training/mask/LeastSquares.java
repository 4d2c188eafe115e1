package oragen.training.mask;

import java.util.Arrays;

/** Weighted sums of products, of which linear regression with an L2 penalty is solved; sums of parts can be added. */
final class LeastSquares {
    private final int inputs;
    /** Of inputs and a 1, the lower triangle by rows. */
    private final double[][] products;

    private final double[] targets;
    private double weight;

    LeastSquares(int inputs) {
        this.inputs = inputs;
        products = new double[inputs + 1][];
        for (int row = 0; row <= inputs; row++) {
            products[row] = new double[row + 1];
        }
        targets = new double[inputs + 1];
    }

    boolean isEmpty() {
        return weight == 0;
    }

    int inputs() {
        return inputs;
    }

    /**
     * y ≈ x · weights + bias.
     *
     * @param weights one an input
     */
    record Line(double[] weights, double bias) {
        double at(float[] x) {
            double y = bias;
            for (int i = 0; i < weights.length; i++) {
                y += weights[i] * x[i];
            }
            return y;
        }
    }

    void add(float[] x, double y, double exampleWeight) {
        for (int row = 0; row <= inputs; row++) {
            double left = exampleWeight * (row < inputs ? x[row] : 1);
            double[] into = products[row];
            int last = Math.min(row, inputs - 1);
            for (int column = 0; column <= last; column++) {
                into[column] += left * x[column];
            }
            if (row == inputs) {
                into[inputs] += left;
            }
            targets[row] += left * y;
        }
        weight += exampleWeight;
    }

    void addAll(LeastSquares other) {
        for (int row = 0; row <= inputs; row++) {
            for (int column = 0; column <= row; column++) {
                products[row][column] += other.products[row][column];
            }
            targets[row] += other.targets[row];
        }
        weight += other.weight;
    }

    /** @param penalty on the squared weights, relative to the examples */
    Line solve(double penalty) {
        int size = inputs + 1;
        double[][] factor = new double[size][];
        for (int row = 0; row < size; row++) {
            factor[row] = products[row].clone();
            // The constant is free but for what keeps the matrix regular.
            factor[row][row] += (row < inputs ? penalty : 1e-9) * weight;
        }
        decompose(factor);
        double[] solution = targets.clone();
        for (int row = 0; row < size; row++) {
            solution[row] = (solution[row] - dot(factor[row], solution, row)) / factor[row][row];
        }
        for (int row = size - 1; row >= 0; row--) {
            solution[row] /= factor[row][row];
            for (int above = 0; above < row; above++) {
                solution[above] -= factor[row][above] * solution[row];
            }
        }
        double[] weights = Arrays.copyOf(solution, inputs);
        return new Line(weights, solution[inputs]);
    }

    /** Cholesky, in place. */
    private static void decompose(double[][] matrix) {
        for (int row = 0; row < matrix.length; row++) {
            for (int column = 0; column < row; column++) {
                double rest = matrix[row][column] - dot(matrix[row], matrix[column], column);
                matrix[row][column] = rest / matrix[column][column];
            }
            matrix[row][row] = Math.sqrt(matrix[row][row] - dot(matrix[row], matrix[row], row));
        }
    }

    private static double dot(double[] left, double[] right, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
