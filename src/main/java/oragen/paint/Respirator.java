package oragen.paint;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A half-face respirator: a rubber body, two filters at its sides, a valve in front, and a harness. */
final class Respirator {
    private static final Shell BODY = new Shell(1.06, 0.74, 0.86, 0.5);

    /** A cartridge is a drum; a filter pad is flat and wide. */
    enum Filter {
        DRUM,
        PAD
    }

    record Design(Filter filter, Colour rubber, Colour housing, Colour filterColour, Colour strap) {}

    private Respirator() {}

    static List<Surface> surfaces(Design design, RandomGenerator random) {
        double scale = 0.95 + 0.1 * random.nextDouble();
        double droop = 0.12 * random.nextDouble();
        Noise dirt = new Noise(random.nextLong());
        Shell body = new Shell(BODY.middle(), BODY.halfWidth() * scale, BODY.halfHeight(), BODY.height());
        List<Surface> surfaces = new ArrayList<>(
                Straps.headBands(new Vector3(0.66, 0.75, 0), new Vector3(0.66, 1.35, -0.05), 0.13, design.strap()));
        surfaces.add(Surface.fine(body::at, (across, down) -> {
            double flap = Ramp.step(0.78, 0.86, down);
            double groove = 0.45 * Ramp.line(0.8, 0.04, down);
            double worn = 1 + 0.05 * dirt.at(across * 30, down * 12);
            Colour colour = design.rubber().mixed(design.rubber().mixed(design.housing(), 0.35), flap);
            return Paint.glossy(colour.times(worn * (1 - groove)), 0.22);
        }));
        surfaces.add(frontValve(design));
        for (int side = -1; side <= 1; side += 2) {
            surfaces.add(filter(design, side, scale, droop));
        }
        return surfaces;
    }

    private static Surface frontValve(Design design) {
        Surface.Shape shape = Shell.lid(new Vector3(0, 1.3, 0.58), new Vector3(0, 0.25, 1), 0.27, 0.2, 3);
        return Surface.coarse(shape, (across, down) -> {
            double slots = Ramp.step(0.1, 0.4, Math.sin(across * 2 * Math.PI * 9)) * Ramp.line(0.5, 0.16, down);
            return Paint.glossy(design.housing().times(1 - 0.5 * slots - 0.3 * Ramp.line(0.72, 0.05, down)), 0.3);
        });
    }

    private static Surface filter(Design design, int side, double scale, double droop) {
        Vector3 centre = new Vector3(side * 0.62, 1.12 + droop, 0.38);
        Vector3 axis = new Vector3(side * 0.75, 0.12, 0.75);
        Surface.Shape shape = switch (design.filter()) {
            case DRUM -> Shell.lid(centre, axis, 0.43 * scale, 0.34, 2);
            case PAD -> Shell.lid(centre, axis, 0.5 * scale, 0.16, 3.4);
        };
        return Surface.fine(shape, (across, down) -> filterMaterial(design, across, down));
    }

    private static Paint filterMaterial(Design design, double across, double down) {
        if (down > 0.75) {
            double grip = 0.14 * Math.sin(across * 2 * Math.PI * 24);
            double ring = 0.5 * Ramp.line(0.78, 0.03, down);
            return Paint.glossy(design.housing().times(1 + grip - ring), 0.3);
        }
        double radius = down / 0.75;
        double rim = Ramp.step(0.84, 0.88, radius);
        double rings = 0.12 * Math.cos(radius * 2 * Math.PI * 3.5);
        double hub = Ramp.step(0.24, 0.2, radius);
        Colour filter = design.filterColour().times(1 + rings).mixed(design.housing(), rim);
        double edge = 0.45 * Ramp.line(0.86, 0.05, radius);
        return Paint.glossy(filter.mixed(design.housing(), 0.7 * hub).times(1 - edge), 0.12);
    }
}
