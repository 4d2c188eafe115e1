package oragen.network;

/** The sinusoidal positions of Vaswani et al. 2017, section 3.5. */
public final class Sinusoids {
    private static final double BASE = 10_000;

    private Sinusoids() {}

    /** [length, width], row-major: sine in even columns, cosine in odd ones. */
    public static float[] table(int length, int width) {
        float[] table = new float[length * width];
        for (int position = 0; position < length; position++) {
            for (int column = 0; column < width; column++) {
                double angle = position * Math.exp(-Math.log(BASE) * (column - column % 2) / width);
                table[position * width + column] = (float) (column % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
            }
        }
        return table;
    }
}
