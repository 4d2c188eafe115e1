package oragen.paint;

import java.util.random.RandomGenerator;

/**
 * How a mask sits on a face: larger or smaller than made for it, askew, slipped.
 *
 * @param width factor of its width
 * @param height factor of its height below the upper edge
 * @param bulge factor of how far it stands out
 * @param tilt in the plane of the face, in radians
 * @param aside by how much it is moved to the side, and {@code drop} down, in distances of the eyes
 */
record Fit(double width, double height, double bulge, double tilt, double aside, double drop) {
    static final Fit NEAT = new Fit(1, 1, 1, 0, 0, 0);

    /** Where most masks begin. */
    private static final double UPPER_EDGE = 0.3;

    /** Parts of those who leave the bridge of the nose, and the whole nose, out. */
    private static final double LOOSE = 0.3;

    private static final double NOSE_OUT = 0.06;

    static Fit any(RandomGenerator random) {
        double worn = random.nextDouble();
        double drop = -0.05 + 0.1 * random.nextDouble();
        if (worn < NOSE_OUT) {
            drop = 0.35 + 0.25 * random.nextDouble();
        } else if (worn < LOOSE) {
            drop = 0.05 + 0.2 * random.nextDouble();
        }
        return new Fit(
                0.9 + 0.24 * random.nextDouble(),
                0.84 + 0.3 * random.nextDouble() - 0.4 * Math.max(0, drop),
                0.7 + 0.7 * random.nextDouble(),
                0.08 * random.nextGaussian(),
                0.04 * random.nextGaussian(),
                drop);
    }

    Surface worn(Surface surface) {
        return equals(NEAT)
                ? surface
                : new Surface(
                        (across, down) -> moved(surface.shape().at(across, down)),
                        surface.material(),
                        surface.columns(),
                        surface.rows());
    }

    /** Behind the ears all stays where it is: it turns, stretches and slips between them. */
    private Vector3 moved(Vector3 place) {
        double front = Ramp.step(-1.2, -0.3, place.z());
        double x = place.x() * Ramp.between(1, width, front) + front * aside;
        double y = UPPER_EDGE + (place.y() - UPPER_EDGE) * Ramp.between(1, height, front) + front * drop;
        double depth = place.z() > 0 ? place.z() * bulge : place.z();
        double turn = tilt * front;
        double middle = 1;
        return new Vector3(
                x * Math.cos(turn) - (y - middle) * Math.sin(turn),
                middle + x * Math.sin(turn) + (y - middle) * Math.cos(turn),
                depth);
    }
}
