package oragen.face;

import java.util.Arrays;
import oragen.media.VideoFrame;

/**
 * Pillow's bilinear resize of 8-bit RGB, antialiased when it shrinks: fixed-point weights, each pass rounded and clipped
 * to 8 bit. Bit-exact, because the encoders were trained on its output; in the order of passes that Pillow 13 has. Rows
 * are widened to integers once, so that the compiler vectorises the sums over rows.
 */
public final class BilinearResize {
    private static final int CHANNELS = 3;
    /** Pillow's: 32 bits less 8 for the value and 2 for filters that overshoot. */
    private static final int PRECISION_BITS = 32 - 8 - 2;

    private static final int HALF = 1 << (PRECISION_BITS - 1);

    private BilinearResize() {}

    /** A picture by rows of width × 3 values from 0 to 255; a row is valid until the next one is asked for. */
    private interface Rows {
        int[] row(int index);
    }

    /** Takes the rows of a resized image one after the other, each of width × 3 values from 0 to 255 that it must not keep. */
    interface RowTarget {
        void take(int row, int[] values);
    }

    /** Resizes an image of {@code width} × {@code height} × 3 bytes; may return the source itself. */
    public static byte[] resize(byte[] rgb, int width, int height, int newWidth, int newHeight) {
        if (width == newWidth && height == newHeight) {
            return rgb;
        }
        byte[] target = new byte[newWidth * newHeight * CHANNELS];
        VideoFrame image = new VideoFrame(0, width, height, rgb);
        resize(image, PixelRegion.whole(image), newWidth, newHeight, (row, values) -> narrow(values, target, row));
        return target;
    }

    /** Resizes a part of a frame, which must lie on it. */
    static void resize(VideoFrame frame, PixelRegion part, int newWidth, int newHeight, RowTarget target) {
        int width = part.width();
        int height = part.height();
        int[] widened = new int[width * CHANNELS];
        Rows source =
                index -> widen(frame.rgb(), ((part.top() + index) * frame.width() + part.left()) * CHANNELS, widened);
        // Where the height shrinks by more than twice as many pixels as the width, Pillow 13 begins with the height.
        Rows resized = height > newHeight && height - newHeight > 2 * (width - newWidth)
                ? rows(columns(source, width, height, newHeight), width, newWidth)
                : columns(rows(source, width, newWidth), newWidth, height, newHeight);
        for (int row = 0; row < newHeight; row++) {
            target.take(row, resized.row(row));
        }
    }

    private static int[] widen(byte[] source, int start, int[] row) {
        for (int position = 0; position < row.length; position++) {
            row[position] = source[start + position] & 0xff;
        }
        return row;
    }

    private static void narrow(int[] values, byte[] target, int row) {
        int start = row * values.length;
        for (int position = 0; position < values.length; position++) {
            target[start + position] = (byte) values[position];
        }
    }

    /** The last rows that were made: a new row is made of several that follow each other, the next of nearly the same. */
    private static Rows remembered(Rows source, int length, int count) {
        int[][] rows = new int[count][length];
        int[] indices = new int[count];
        Arrays.fill(indices, -1);
        return index -> {
            int place = index % count;
            if (indices[place] != index) {
                System.arraycopy(source.row(index), 0, rows[place], 0, length);
                indices[place] = index;
            }
            return rows[place];
        };
    }

    private static Rows rows(Rows source, int width, int newWidth) {
        if (newWidth == width) {
            return source;
        }
        Filter filter = Filter.of(width, newWidth);
        int[] row = new int[newWidth * CHANNELS];
        return index -> {
            filter.row(source.row(index), row);
            return row;
        };
    }

    private static Rows columns(Rows source, int width, int height, int newHeight) {
        if (newHeight == height) {
            return source;
        }
        Filter filter = Filter.of(height, newHeight);
        int[] row = new int[width * CHANNELS];
        Rows recent = remembered(source, row.length, filter.taps());
        return index -> {
            filter.column(index, recent, row);
            return row;
        };
    }

    /**
     * The weights of an axis.
     *
     * @param taps weights of each new position, some of them 0 at the edges
     * @param first of the source's positions that each new one is made of
     */
    private record Filter(int taps, int[] first, int[] weights) {
        static Filter of(int size, int newSize) {
            double scale = (double) size / newSize;
            double support = Math.max(1, scale);
            int taps = Math.min(size, (int) Math.ceil(2 * support));
            int[] first = new int[newSize];
            int[] weights = new int[newSize * taps];
            for (int position = 0; position < newSize; position++) {
                double centre = (position + 0.5) * scale;
                int from = Math.max(0, (int) (centre - support + 0.5));
                int end = Math.min(size, (int) (centre + support + 0.5));
                double[] exact = exact(from, end, centre, 1 / support);
                first[position] = Math.min(from, size - taps);
                int weight = position * taps + from - first[position];
                for (double value : exact) {
                    weights[weight] = (int) (0.5 + value * (1 << PRECISION_BITS));
                    weight++;
                }
            }
            return new Filter(taps, first, weights);
        }

        private static double[] exact(int first, int end, double centre, double step) {
            double[] exact = new double[end - first];
            for (int index = 0; index < exact.length; index++) {
                double distance = Math.abs((index + first - centre + 0.5) * step);
                exact[index] = Math.max(0, 1 - distance);
            }
            double sum = 0;
            for (double weight : exact) {
                sum += weight;
            }
            for (int index = 0; index < exact.length; index++) {
                exact[index] /= sum;
            }
            return exact;
        }

        void row(int[] source, int[] target) {
            if (taps == 2) {
                pairs(source, target);
                return;
            }
            for (int column = 0; column < first.length; column++) {
                int red = HALF;
                int green = HALF;
                int blue = HALF;
                int pixel = first[column] * CHANNELS;
                for (int index = column * taps; index < (column + 1) * taps; index++) {
                    int weight = weights[index];
                    red += source[pixel] * weight;
                    green += source[pixel + 1] * weight;
                    blue += source[pixel + 2] * weight;
                    pixel += CHANNELS;
                }
                int position = column * CHANNELS;
                target[position] = clipped(red);
                target[position + 1] = clipped(green);
                target[position + 2] = clipped(blue);
            }
        }

        /** What enlarges has two taps, for which a loop costs more than its sums; so few weights never overshoot. */
        private void pairs(int[] source, int[] target) {
            for (int column = 0; column < first.length; column++) {
                int weight = weights[2 * column];
                int next = weights[2 * column + 1];
                int pixel = first[column] * CHANNELS;
                int position = column * CHANNELS;
                target[position] = (HALF + source[pixel] * weight + source[pixel + 3] * next) >> PRECISION_BITS;
                target[position + 1] = (HALF + source[pixel + 1] * weight + source[pixel + 4] * next) >> PRECISION_BITS;
                target[position + 2] = (HALF + source[pixel + 2] * weight + source[pixel + 5] * next) >> PRECISION_BITS;
            }
        }

        void column(int newRow, Rows source, int[] target) {
            Arrays.fill(target, HALF);
            for (int tap = 0; tap < taps; tap++) {
                int weight = weights[newRow * taps + tap];
                if (weight != 0) {
                    add(source.row(first[newRow] + tap), weight, target);
                }
            }
            for (int position = 0; position < target.length; position++) {
                target[position] = clipped(target[position]);
            }
        }

        private static void add(int[] row, int weight, int[] sums) {
            for (int position = 0; position < sums.length; position++) {
                sums[position] += row[position] * weight;
            }
        }

        private static int clipped(int sum) {
            return Math.min(255, sum >> PRECISION_BITS);
        }
    }
}
