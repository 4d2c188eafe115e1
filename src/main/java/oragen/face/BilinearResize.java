package oragen.face;

/**
 * Pillow's bilinear resize of 8-bit RGB, antialiased when it shrinks: fixed-point weights, each pass rounded and clipped
 * to 8 bit. Bit-exact, because the encoders were trained on its output; in the order of passes that Pillow 13 has.
 */
public final class BilinearResize {
    private static final int CHANNELS = 3;
    /** Pillow's: 32 bits less 8 for the value and 2 for filters that overshoot. */
    private static final int PRECISION_BITS = 32 - 8 - 2;

    private BilinearResize() {}

    /** Resizes an image of {@code width} × {@code height} × 3 bytes; may return the source itself. */
    public static byte[] resize(byte[] rgb, int width, int height, int newWidth, int newHeight) {
        // Where the height shrinks by more than twice as many pixels as the width, Pillow 13 begins with the height.
        if (height > newHeight && height - newHeight > 2 * (width - newWidth)) {
            return resizeRows(resizeColumns(rgb, width, height, newHeight), width, newHeight, newWidth);
        }
        return resizeColumns(resizeRows(rgb, width, height, newWidth), newWidth, height, newHeight);
    }

    private static byte[] resizeRows(byte[] source, int width, int height, int newWidth) {
        if (newWidth == width) {
            return source;
        }
        byte[] target = new byte[newWidth * height * CHANNELS];
        Weights[] columns = weights(width, newWidth);
        for (int row = 0; row < height; row++) {
            int rowStart = row * width * CHANNELS;
            for (int column = 0; column < newWidth; column++) {
                Weights weights = columns[column];
                int first = rowStart + weights.first * CHANNELS;
                int position = (row * newWidth + column) * CHANNELS;
                for (int channel = 0; channel < CHANNELS; channel++) {
                    target[position + channel] = weights.sum(source, first + channel, CHANNELS);
                }
            }
        }
        return target;
    }

    private static byte[] resizeColumns(byte[] source, int width, int height, int newHeight) {
        if (newHeight == height) {
            return source;
        }
        int stride = width * CHANNELS;
        byte[] target = new byte[stride * newHeight];
        Weights[] rows = weights(height, newHeight);
        for (int row = 0; row < newHeight; row++) {
            Weights weights = rows[row];
            for (int position = 0; position < stride; position++) {
                target[row * stride + position] = weights.sum(source, weights.first * stride + position, stride);
            }
        }
        return target;
    }

    private static Weights[] weights(int size, int newSize) {
        Weights[] weights = new Weights[newSize];
        double scale = (double) size / newSize;
        double support = Math.max(1, scale);
        for (int position = 0; position < newSize; position++) {
            double centre = (position + 0.5) * scale;
            int first = Math.max(0, (int) (centre - support + 0.5));
            int end = Math.min(size, (int) (centre + support + 0.5));
            weights[position] = new Weights(first, fixedPoint(first, end, centre, 1 / support));
        }
        return weights;
    }

    private static int[] fixedPoint(int first, int end, double centre, double step) {
        double[] exact = new double[end - first];
        double sum = 0;
        for (int index = 0; index < exact.length; index++) {
            double distance = Math.abs((index + first - centre + 0.5) * step);
            exact[index] = Math.max(0, 1 - distance);
            sum += exact[index];
        }
        int[] values = new int[exact.length];
        for (int index = 0; index < exact.length; index++) {
            values[index] = (int) (0.5 + exact[index] / sum * (1 << PRECISION_BITS));
        }
        return values;
    }

    private record Weights(int first, int[] values) {
        byte sum(byte[] source, int start, int stride) {
            int sum = 1 << (PRECISION_BITS - 1);
            int position = start;
            for (int value : values) {
                sum += (source[position] & 0xff) * value;
                position += stride;
            }
            return (byte) Math.min(255, sum >> PRECISION_BITS);
        }
    }
}
