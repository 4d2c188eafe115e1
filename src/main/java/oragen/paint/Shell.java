package oragen.paint;

/**
 * A moulded shell over nose, mouth and chin, egg-shaped seen from the front. Across goes once around, from the left of
 * the picture over the nose; down goes from the middle to the rim.
 */
record Shell(double middle, double halfWidth, double halfHeight, double height) {
    Vector3 at(double across, double down) {
        double turn = 2 * Math.PI * across;
        double narrow = 1 - 0.34 * Math.pow(Math.max(0, Math.sin(turn)), 2);
        double x = -halfWidth * Math.cos(turn) * narrow * down;
        double y = middle - halfHeight * Math.sin(turn) * down;
        double rim = 0.2 - 0.75 * x * x;
        return new Vector3(x, y, rim + height * Math.pow(Math.max(0, 1 - Math.pow(down, 2.4)), 0.7));
    }

    /** Distance from the middle of the nose along the rim, in turns. */
    static double fromNose(double across) {
        return Math.abs(across - 0.25);
    }

    /** Parts on the shell: a round or square lid that stands out towards {@code axis}. */
    static Surface.Shape lid(Vector3 centre, Vector3 axis, double radius, double thickness, double roundness) {
        Vector3 up = axis.unit();
        Vector3 side = up.cross(new Vector3(0, 1, 0)).unit();
        Vector3 along = side.cross(up);
        return (across, down) -> {
            double turn = 2 * Math.PI * across;
            double cosine = Math.cos(turn);
            double sine = Math.sin(turn);
            double corner = Math.pow(
                    Math.pow(Math.abs(cosine), roundness) + Math.pow(Math.abs(sine), roundness), -1 / roundness);
            // The outer quarter of the sheet is the wall.
            double reach = radius * corner * Math.min(1, down / 0.75);
            double wall = thickness * Math.max(0, (down - 0.75) / 0.25);
            return centre.plus(up.times(thickness - wall))
                    .plus(side.times(reach * cosine))
                    .plus(along.times(reach * sine));
        };
    }
}
