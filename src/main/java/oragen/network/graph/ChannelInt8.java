package oragen.network.graph;

/**
 * A matrix [rows, columns] in 8 bits with a scale for each column, symmetric around 0; the arrays are not copied.
 *
 * @param scales what a value of each column is to be multiplied with
 */
record ChannelInt8(byte[] values, float[] scales, int rows, int columns) {
    /** −128 is left out, so that the range is symmetric. */
    private static final float LARGEST = 127;

    static ChannelInt8 of(float[] matrix, int rows, int columns) {
        float[] scales = new float[columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                scales[column] = Math.max(scales[column], Math.abs(matrix[row * columns + column]) / LARGEST);
            }
        }
        byte[] values = new byte[matrix.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int position = row * columns + column;
                values[position] = scales[column] == 0 ? 0 : (byte) Math.round(matrix[position] / scales[column]);
            }
        }
        return new ChannelInt8(values, scales, rows, columns);
    }
}
