package oragen.paint;

/** Smooth steps and lines that materials are drawn with; values in [0, 1]. */
final class Ramp {
    private Ramp() {}

    /** Rises smoothly from 0 at {@code start} to 1 at {@code end}, which may lie before the start. */
    static double step(double start, double end, double value) {
        double part = Math.max(0, Math.min(1, (value - start) / (end - start)));
        return part * part * (3 - 2 * part);
    }

    /** 1 on a line, falling smoothly to 0 at a distance. */
    static double line(double centre, double halfWidth, double value) {
        return 1 - step(halfWidth / 3, halfWidth, Math.abs(value - centre));
    }

    static double between(double low, double high, double part) {
        return low + (high - low) * part;
    }
}
