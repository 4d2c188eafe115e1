package oragen.paint;

/** Smooth random values over the plane, repeatable from a seed; about one bump a unit square. */
record Noise(long seed) {
    /** In [-1, 1]. */
    double at(double x, double y) {
        double column = Math.floor(x);
        double row = Math.floor(y);
        double right = Ramp.step(0, 1, x - column);
        double down = Ramp.step(0, 1, y - row);
        long left = (long) column;
        long top = (long) row;
        double upper = Ramp.between(lattice(left, top), lattice(left + 1, top), right);
        double lower = Ramp.between(lattice(left, top + 1), lattice(left + 1, top + 1), right);
        return Ramp.between(upper, lower, down);
    }

    /** The mixing of SplitMix64 over both coordinates. */
    private double lattice(long column, long row) {
        long bits = seed + column * 0x9E3779B97F4A7C15L + row * 0xC2B2AE3D27D4EB4FL;
        bits = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ bits >>> 27) * 0x94D049BB133111EBL;
        return ((bits ^ bits >>> 31) >> 11) * 0x1p-52;
    }
}
