package oragen.paint;

/**
 * What is painted over a part of a frame, several samples a pixel so that edges are smooth; colours are multiplied by
 * their opacity.
 */
final class Canvas {
    private static final int CHANNELS = 4;

    private final Area area;
    private final int samplesPerSide;
    private final float[] samples;

    Canvas(Area area, int samplesPerSide) {
        this.area = area;
        this.samplesPerSide = samplesPerSide;
        samples = new float[sampleColumns() * sampleRows() * CHANNELS];
    }

    Area area() {
        return area;
    }

    int sampleColumns() {
        return area.width() * samplesPerSide;
    }

    int sampleRows() {
        return area.height() * samplesPerSide;
    }

    /** Place of a point of the frame among the samples, of which sample 0 has its centre at 0. */
    Vector3 inSamples(Vector3 place) {
        return new Vector3(
                (place.x() + 0.5 - area.left()) * samplesPerSide - 0.5,
                (place.y() + 0.5 - area.top()) * samplesPerSide - 0.5,
                place.z());
    }

    void paintOver(int sample, Colour colour, double opacity) {
        double below = 1 - opacity;
        int start = sample * CHANNELS;
        samples[start] = (float) (colour.red() * opacity + samples[start] * below);
        samples[start + 1] = (float) (colour.green() * opacity + samples[start + 1] * below);
        samples[start + 2] = (float) (colour.blue() * opacity + samples[start + 2] * below);
        samples[start + 3] = (float) (opacity + samples[start + 3] * below);
    }

    /** Means over the samples of each pixel: red, green, blue (multiplied by opacity) and opacity, row-major. */
    float[] pixels() {
        float[] pixels = new float[area.width() * area.height() * CHANNELS];
        float part = 1f / (samplesPerSide * samplesPerSide);
        for (int row = 0; row < sampleRows(); row++) {
            for (int column = 0; column < sampleColumns(); column++) {
                int source = (row * sampleColumns() + column) * CHANNELS;
                int target = (row / samplesPerSide * area.width() + column / samplesPerSide) * CHANNELS;
                for (int channel = 0; channel < CHANNELS; channel++) {
                    pixels[target + channel] += part * samples[source + channel];
                }
            }
        }
        return pixels;
    }
}
