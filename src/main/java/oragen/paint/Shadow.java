package oragen.paint;

/**
 * The soft shadow of a mask on the skin below it.
 *
 * @param unitPixels distance of the eyes in pixels
 */
record Shadow(double unitPixels) {
    private static final double STRENGTH = 0.38;

    private int radius() {
        return (int) Math.max(1, Math.round(0.06 * unitPixels));
    }

    private int drop() {
        return (int) Math.round(0.05 * unitPixels);
    }

    /** How far beyond the mask the shadow falls. */
    int reachPixels() {
        return 2 * radius() + drop() + 2;
    }

    /** Part of the light that each pixel of an area loses, from the pixels of a canvas. */
    float[] darkness(float[] pixels, Area area) {
        float[] cover = new float[area.width() * area.height()];
        for (int pixel = drop() * area.width(); pixel < cover.length; pixel++) {
            float opacity = pixels[(pixel - drop() * area.width()) * 4 + 3];
            // What can be seen through throws next to none.
            cover[pixel] = (float) (STRENGTH * Ramp.step(0.5, 1, opacity));
        }
        for (int pass = 0; pass < 2; pass++) {
            cover = turned(turned(cover, area.width()), area.height());
        }
        return cover;
    }

    /** Each row blurred, and rows made columns. */
    private float[] turned(float[] values, int rowLength) {
        int radius = radius();
        float[] result = new float[values.length];
        int rows = rowLength == 0 ? 0 : values.length / rowLength;
        for (int row = 0; row < rows; row++) {
            float sum = 0;
            for (int position = -radius; position < rowLength; position++) {
                sum += valueAt(values, row, position + radius, rowLength);
                sum -= valueAt(values, row, position - radius - 1, rowLength);
                if (position >= 0) {
                    result[position * rows + row] = Math.max(0, sum / (2 * radius + 1));
                }
            }
        }
        return result;
    }

    private static float valueAt(float[] values, int row, int position, int rowLength) {
        return position < 0 || position >= rowLength ? 0 : values[row * rowLength + position];
    }
}
