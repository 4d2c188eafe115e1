package oragen.paint;

import oragen.media.VideoFrame;

/**
 * How blurred a picture is, so that a mask is no sharper than the face that wears it.
 *
 * @param passes of the mean over 1, 2, 1 to both sides
 */
record Softness(int passes) {
    private static final int CHANNELS = 4;
    private static final int MOST_PASSES = 2;
    /** Neighbours differ by half of what pixels two apart do in a smooth picture; by more in a sharp one. */
    private static final double SMOOTH = 0.52;

    private static final double SHARP = 0.72;

    static Softness of(VideoFrame frame, Area area) {
        long near = 0;
        long far = 1;
        for (int row = 0; row < area.height(); row++) {
            for (int column = 0; column + 2 < area.width(); column++) {
                int value = green(frame, area.pixel(frame, column, row));
                near += Math.abs(value - green(frame, area.pixel(frame, column + 1, row)));
                far += Math.abs(value - green(frame, area.pixel(frame, column + 2, row)));
            }
        }
        double blur = (SHARP - (double) near / far) / (SHARP - SMOOTH);
        return new Softness((int) Math.round(MOST_PASSES * Math.max(0, Math.min(1, blur))));
    }

    /** The pixels of a canvas, four values each, as blurred as the picture. */
    float[] blurred(float[] pixels, Area area) {
        float[] result = pixels;
        for (int pass = 0; pass < passes; pass++) {
            result = alongRows(result, area.width() * CHANNELS);
            result = alongColumns(result, area.width() * CHANNELS);
        }
        return result;
    }

    private static float[] alongRows(float[] values, int rowLength) {
        float[] result = values.clone();
        for (int index = 0; index < values.length; index++) {
            int position = index % rowLength;
            if (position >= CHANNELS && position < rowLength - CHANNELS) {
                result[index] = mean(values, index, CHANNELS);
            }
        }
        return result;
    }

    private static float[] alongColumns(float[] values, int rowLength) {
        float[] result = values.clone();
        for (int index = rowLength; index < values.length - rowLength; index++) {
            result[index] = mean(values, index, rowLength);
        }
        return result;
    }

    private static float mean(float[] values, int index, int step) {
        return (values[index - step] + 2 * values[index] + values[index + step]) / 4;
    }

    private static int green(VideoFrame frame, int pixel) {
        return frame.rgb()[3 * pixel + 1] & 0xff;
    }
}
