package oragen.paint;

/** Pleats across a sheet, between two parts of its height. */
record Pleats(int count, double first, double last) {
    /** 0 at the upper end of a pleat to 1 at its lower end, where the next begins below it. */
    double part(double down) {
        double position = (down - first) / (last - first) * count;
        return position <= 0 || position >= count ? 0 : position - Math.floor(position);
    }

    /** Light that is lost in the shadow below each edge and, negative, won on the edge. */
    double shade(double down) {
        double under = 0;
        double above = 0;
        for (int pleat = 0; pleat <= count; pleat++) {
            double line = first + (last - first) * pleat / count;
            under += Ramp.step(0.055, 0, down - line) * Ramp.step(-0.003, 0.003, down - line);
            above += Ramp.line(line - 0.012, 0.012, down);
        }
        return 0.36 * under - 0.07 * above;
    }

    /** Moved outwards where a pleat opens, towards the middle of the sheet; both its ends are sewn flat. */
    Vector3 opened(Vector3 place, double depth, double across, double down) {
        double open = Ramp.step(0, 0.2, Math.min(across, 1 - across)) * part(down);
        return place.plus(new Vector3(0, 0.02 * open, depth * open));
    }
}
