package oragen.paint;

/** Shapes that follow an average head. */
final class Head {
    /** Half the ellipsoid that hides far straps; a little inside the head, so that no mask dips into it. */
    static final Surface INSIDE = Surface.coarse(Head::inside, (across, down) -> Paint.matt(Colour.BLACK));

    private Head() {}

    private static Vector3 inside(double across, double down) {
        double turn = (across - 0.5) * Math.PI * 1.3;
        double rise = (down - 0.5) * Math.PI;
        return new Vector3(
                1.0 * Math.sin(turn) * Math.cos(rise),
                0.2 + 1.75 * Math.sin(rise),
                -1.15 + 1.0 * Math.cos(turn) * Math.cos(rise));
    }

    /**
     * A strap along the side of the head.
     *
     * @param start where it leaves the mask, on the side whose x is positive or negative
     * @param end at or above the ear
     * @param width across the strap
     */
    static Surface.Shape strap(Vector3 start, Vector3 end, double width) {
        double side = Math.signum(start.x());
        // Cheeks bulge: the way bends outwards between both ends.
        Vector3 bend = start.towards(end, 0.45).plus(new Vector3(side * 0.16, 0, 0.1));
        return (across, down) -> {
            Vector3 first = start.towards(bend, across);
            Vector3 second = bend.towards(end, across);
            return first.towards(second, across).plus(new Vector3(side * 0.02, (down - 0.5) * width, 0));
        };
    }
}
