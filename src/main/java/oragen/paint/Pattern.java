package oragen.paint;

/** Prints of cloth; about one motif a unit square. */
enum Pattern {
    PLAIN,
    STRIPES,
    DOTS,
    CHECKS,
    DIAGONALS,
    FLOWERS,
    /** Spots of two colours without order, as of leaves, camouflage and large flowers. */
    BLOTCHES,
    /** Fine threads around holes. */
    LACE,
    /** One figure over the whole mask, of two colours. */
    FIGURE;

    private static final Noise SPOTS = new Noise(11);
    private static final Noise OTHER_SPOTS = new Noise(12);

    /** How much of the print is seen at a place, 0 to 1. */
    double at(double x, double y) {
        double column = x - Math.floor(x) - 0.5;
        double row = y - Math.floor(y) - 0.5;
        return switch (this) {
            case PLAIN -> 0;
            case STRIPES -> Ramp.step(0.28, 0.22, Math.abs(column));
            case DOTS -> Ramp.step(0.32, 0.24, Math.hypot(column, row));
            case CHECKS -> (Ramp.step(0.28, 0.22, Math.abs(column)) + Ramp.step(0.28, 0.22, Math.abs(row))) / 2;
            case DIAGONALS -> Ramp.step(0.28, 0.22, Math.abs(x + y - Math.floor(x + y) - 0.5));
            case FLOWERS -> {
                double petals = 0.3 + 0.12 * Math.cos(5 * Math.atan2(row, column));
                double distance = Math.hypot(column, row);
                yield Ramp.step(petals, petals - 0.08, distance) * Ramp.step(0.08, 0.12, distance);
            }
            case BLOTCHES -> Ramp.step(0.05, 0.15, SPOTS.at(2 * x, 2 * y) + 0.4 * OTHER_SPOTS.at(5 * x, 5 * y));
            case LACE ->
                0.8 * Ramp.line(0, 0.22, SPOTS.at(3 * x, 3 * y))
                        + 0.2 * Ramp.step(0, 0.4, OTHER_SPOTS.at(9 * x, 9 * y));
            case FIGURE -> Ramp.step(0.4, 0.36, Math.hypot(column, 1.3 * row) + 0.16 * SPOTS.at(4 * x, 4 * y));
        };
    }

    /** How much of a second colour of the print is seen over the first, 0 to 1. */
    double accentAt(double x, double y) {
        double column = x - Math.floor(x) - 0.5;
        double row = y - Math.floor(y) - 0.5;
        return switch (this) {
            case PLAIN, STRIPES, DOTS, CHECKS, DIAGONALS, FLOWERS, LACE -> 0;
            case BLOTCHES -> Ramp.step(0.1, 0.2, OTHER_SPOTS.at(2.3 * x, 2.3 * y));
            case FIGURE ->
                Ramp.step(0.14, 0.11, Math.abs(row + 0.1 * SPOTS.at(3 * x, 0)))
                        * Ramp.step(0.32, 0.28, Math.abs(column));
        };
    }
}
