package oragen.network;

/** Row-major matrices on the heap. */
public final class Matrices {
    /** Below, quantising the input costs more than the product saves. */
    private static final int SMALLEST_ROWS = 128;

    /** A group of wav2vec 2.0's positional convolution has so many; an output costs its scale, however few there are. */
    private static final int SMALLEST_COLUMNS = 64;

    private Matrices() {}

    public static float[] transpose(float[] matrix, long rows, long columns) {
        float[] transposed = new float[matrix.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                transposed[(int) (column * rows) + row] = matrix[(int) (row * columns) + column];
            }
        }
        return transposed;
    }

    /** A kernel [out, in, steps] as a matrix [steps · in, out], for inputs whose steps lie side by side. */
    public static float[] unfoldKernel(float[] kernel, long[] shape) {
        int outputs = (int) shape[0];
        int inputs = (int) shape[1];
        int steps = (int) shape[2];
        float[] matrix = new float[kernel.length];
        for (int output = 0; output < outputs; output++) {
            for (int input = 0; input < inputs; input++) {
                for (int step = 0; step < steps; step++) {
                    matrix[(step * inputs + input) * outputs + output] =
                            kernel[(output * inputs + input) * steps + step];
                }
            }
        }
        return matrix;
    }

    public static boolean worthQuantizing(long rows, long columns) {
        return rows >= SMALLEST_ROWS && columns >= SMALLEST_COLUMNS;
    }
}
