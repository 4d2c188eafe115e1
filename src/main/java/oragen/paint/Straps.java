package oragen.paint;

import java.util.ArrayList;
import java.util.List;

/** Ribbons that hold a mask, the same on both sides of the head. */
final class Straps {
    /** Behind the ear, above and below it. */
    private static final Vector3 ABOVE_EAR = new Vector3(1.13, 0.02, -1.25);

    private static final Vector3 BELOW_EAR = new Vector3(1.1, 0.62, -1.2);
    /** Around the back of the head, over and under the ear. */
    private static final Vector3 UPPER_BACK = new Vector3(1.12, -0.5, -1.35);

    private static final Vector3 LOWER_BACK = new Vector3(1.02, 1.0, -1.3);

    private Straps() {}

    /** Two ear loops from the corners of cloth. */
    static List<Surface> earLoops(Drape drape, double width, Colour colour) {
        List<Surface> straps = new ArrayList<>();
        for (int side = -1; side <= 1; side += 2) {
            straps.add(ribbon(drape.topCorner(side), mirrored(ABOVE_EAR, side), width, colour));
            straps.add(ribbon(drape.bottomCorner(side), mirrored(BELOW_EAR, side), width, colour));
        }
        return straps;
    }

    /** Two bands around the head from both places on the right side of a mask. */
    static List<Surface> headBands(Vector3 upper, Vector3 lower, double width, Colour colour) {
        List<Surface> straps = new ArrayList<>();
        for (int side = -1; side <= 1; side += 2) {
            straps.add(ribbon(mirrored(upper, side), mirrored(UPPER_BACK, side), width, colour));
            straps.add(ribbon(mirrored(lower, side), mirrored(LOWER_BACK, side), width, colour));
        }
        return straps;
    }

    private static Vector3 mirrored(Vector3 point, int side) {
        return new Vector3(point.x() * side, point.y(), point.z());
    }

    private static Surface ribbon(Vector3 start, Vector3 end, double width, Colour colour) {
        return Surface.coarse(Head.strap(start, end, width), (across, down) -> {
            double weave = 0.92 + 0.08 * Math.cos(2 * Math.PI * 3 * down);
            double edge = Ramp.between(0.75, 1, Ramp.step(0, 0.25, Math.min(down, 1 - down)));
            return Paint.matt(colour.times(weave * edge));
        });
    }
}
