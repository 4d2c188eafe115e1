package oragen.exchange;

/** Row-major matrices on the heap. */
final class Matrices {
    /** Below, quantising the input costs more than the product saves. */
    private static final int SMALLEST_QUANTIZED = 128;

    private Matrices() {}

    static float[] transpose(float[] matrix, long rows, long columns) {
        float[] transposed = new float[matrix.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                transposed[(int) (column * rows) + row] = matrix[(int) (row * columns) + column];
            }
        }
        return transposed;
    }

    static boolean worthQuantizing(long rows, long columns) {
        return rows >= SMALLEST_QUANTIZED && columns >= SMALLEST_QUANTIZED;
    }
}
