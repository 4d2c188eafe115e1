package oragen.paint;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A clear visor from the forehead to below the chin, held by a band around the head. */
final class FaceShield {
    private static final double TOP = -1.02;
    private static final double BOTTOM = 2.2;
    private static final double HALF_TURN = 1.3;
    private static final double HALF_WIDTH = 1.5;

    /** The band at the upper edge: foam as high as the forehead, or a narrow plastic frame with a gap below it. */
    enum Band {
        FOAM,
        FRAME
    }

    /** @param sheet tint of the visor, and {@code corner} how far its lower corners are rounded, 0 to 0.5 */
    record Design(Band band, Colour bandColour, Colour sheet, double corner) {}

    private FaceShield() {}

    static List<Surface> surfaces(Design design, RandomGenerator random) {
        double scale = 0.96 + 0.08 * random.nextDouble();
        double slant = random.nextDouble();
        Noise smears = new Noise(random.nextLong());
        List<Surface> surfaces = new ArrayList<>();
        for (int side = -1; side <= 1; side += 2) {
            Vector3 start = new Vector3(side * 1.26, TOP + 0.13, -0.75);
            Surface.Shape shape = Head.strap(start, new Vector3(side * 1.05, TOP + 0.2, -1.6), 0.16);
            surfaces.add(Surface.coarse(
                    shape, (across, down) -> Paint.matt(design.bandColour().times(0.8))));
        }
        surfaces.add(band(design, smears));
        surfaces.add(Surface.fine(
                (across, down) -> sheet(scale, across, down),
                (across, down) -> material(design, smears, slant, across, down)));
        return surfaces;
    }

    private static Vector3 sheet(double scale, double across, double down) {
        double turn = (2 * across - 1) * HALF_TURN;
        double width = HALF_WIDTH * scale * (1 - 0.1 * down);
        return new Vector3(
                width * Math.sin(turn),
                Ramp.between(TOP, BOTTOM * scale, down),
                -0.75 + 1.75 * Math.cos(turn) + 0.12 * down);
    }

    private static Surface band(Design design, Noise grain) {
        double height = switch (design.band()) {
            case FOAM -> 0.34;
            case FRAME -> 0.24;
        };
        return Surface.coarse(
                (across, down) -> {
                    double turn = (2 * across - 1) * HALF_TURN;
                    return new Vector3(1.36 * Math.sin(turn), TOP - 0.04 + height * down, -0.75 + 1.5 * Math.cos(turn));
                },
                (across, down) -> {
                    double edge = 0.25 * Ramp.step(0.12, 0, Math.min(down, 1 - down));
                    double foam = 1 + 0.05 * grain.at(across * 60, down * 8);
                    double gloss = design.band() == Band.FRAME ? 0.4 : 0;
                    return Paint.glossy(design.bandColour().times(foam - edge), gloss);
                });
    }

    private static Paint material(Design design, Noise smears, double slant, double across, double down) {
        double side = Math.min(across, 1 - across);
        double corner = Math.max(0, design.corner() - side) / Math.max(design.corner(), 1e-6);
        double lower = 1 - 0.16 * corner * corner;
        if (down > lower) {
            return new Paint(Colour.WHITE, 0, 0);
        }
        double edge = Math.max(
                Ramp.step(0.02, 0.006, side),
                Math.max(Ramp.step(0.022, 0.008, lower - down), Ramp.step(0.03, 0.01, down)));
        double along = across + (0.1 + 0.12 * slant) * down;
        double streak = 0.55 * Ramp.line(0.3, 0.075, along)
                + 0.34 * Ramp.line(0.41, 0.03, along)
                + 0.4 * Ramp.line(0.93, 0.05, along);
        double fade = Ramp.step(0.05, 0.2, down) * Ramp.step(0.98, 0.7, down);
        double haze = 0.12 + 0.04 * smears.at(across * 5, down * 5) + 0.1 * Ramp.step(0.18, 0, side);
        double opacity =
                Math.min(0.85, haze + streak * fade * (0.8 + 0.2 * smears.at(across * 9, down * 7)) + 0.65 * edge);
        Colour colour = design.sheet().mixed(Colour.WHITE, Math.min(1, streak * fade * 1.6 + 0.5 * edge));
        return new Paint(colour.times(1.05), opacity, 0.0);
    }
}
