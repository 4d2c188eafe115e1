package oragen.paint;

/** Prints of cloth; about one motif a unit square. */
enum Pattern {
    PLAIN,
    STRIPES,
    DOTS,
    CHECKS,
    DIAGONALS,
    FLOWERS;

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
        };
    }
}
