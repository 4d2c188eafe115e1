package oragen.paint;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A filtering half mask (FFP2, FFP3): a stiff cup or a folded mask, with a metal nose bar, often with a valve. */
final class FilteringMask {
    private static final Shell CUP = new Shell(1.06, 0.86, 0.84, 0.62);
    private static final Drape FOLD = new Drape(0.2, 0.6, 1.98, 1.22, 0.98, 0.32);
    private static final Colour METAL = Colour.of(0x9DA3AA);

    /** Its make; those of one family of styles do not occur in the other. */
    enum Model {
        SMOOTH_CUP,
        VERTICAL_FOLD,
        RIBBED_CUP,
        THREE_PANELS,
        TWO_PANELS
    }

    /** How it is held. */
    enum Harness {
        EAR_LOOPS,
        HEAD_BANDS;

        /** The usual one of a make. */
        static Harness of(Model model) {
            return switch (model) {
                case SMOOTH_CUP, RIBBED_CUP -> HEAD_BANDS;
                case VERTICAL_FOLD, THREE_PANELS, TWO_PANELS -> EAR_LOOPS;
            };
        }
    }

    enum Valve {
        NONE,
        ROUND,
        SQUARE,
        ON_THE_SIDE
    }

    /** @param print colour of the lines of text on it; that of the fleece for none */
    record Design(
            Model model, Valve valve, Harness harness, Colour fleece, Colour print, Colour strap, Colour valveColour) {}

    private FilteringMask() {}

    static List<Surface> surfaces(Design design, RandomGenerator random) {
        double scale = 0.95 + 0.1 * random.nextDouble();
        Noise grain = new Noise(random.nextLong());
        List<Surface> surfaces = new ArrayList<>();
        switch (design.model()) {
            case SMOOTH_CUP, RIBBED_CUP -> {
                Shell shell = new Shell(CUP.middle(), CUP.halfWidth() * scale, CUP.halfHeight(), CUP.height() * scale);
                surfaces.addAll(straps(design, FOLD.scaled(0.85 * scale), scale));
                surfaces.add(cup(design, shell, grain));
            }
            case VERTICAL_FOLD, THREE_PANELS, TWO_PANELS -> {
                Drape drape = FOLD.scaled(scale);
                surfaces.addAll(straps(design, drape, scale));
                surfaces.add(fold(design, drape, grain));
            }
        }
        surfaces.addAll(valve(design));
        return surfaces;
    }

    private static List<Surface> straps(Design design, Drape drape, double scale) {
        return switch (design.harness()) {
            case EAR_LOOPS -> Straps.earLoops(drape, 0.07, design.strap());
            case HEAD_BANDS ->
                Straps.headBands(
                        new Vector3(0.72 * scale, 0.85, -0.2),
                        new Vector3(0.72 * scale, 1.3, -0.2),
                        0.075,
                        design.strap());
        };
    }

    /** Part of the ink on a place: a few short lines of unreadable text beside the middle. */
    private static double text(Noise grain, double x, double y) {
        double line = Ramp.line(0, 0.035, Math.abs(y) - 0.05);
        return line * Ramp.step(0.2, 0.12, Math.abs(x)) * Ramp.step(-0.2, 0.2, grain.at(x * 90, Math.signum(y) * 7));
    }

    private static Surface cup(Design design, Shell shell, Noise grain) {
        double ribs = design.model() == Model.RIBBED_CUP ? 0.022 : 0;
        return Surface.fine(
                (across, down) -> {
                    Vector3 place = shell.at(across, down);
                    double seam = 0.05 * Ramp.line(0, 0.05, place.x());
                    double flange = 0.05 * Ramp.line(0.93, 0.05, down);
                    return place.plus(new Vector3(0, 0, seam - flange + ribs * Math.cos(place.y() * 22) * (1 - down)));
                },
                (across, down) -> {
                    Vector3 place = shell.at(across, down);
                    if (down > 0.85 && down < 0.93 && Shell.fromNose(across) < 0.1) {
                        return Paint.glossy(METAL, 0.5);
                    }
                    double seam = 0.2 * Ramp.line(0.03, 0.018, Math.abs(place.x()));
                    double rim = 0.22 * Ramp.line(0.93, 0.02, down) + 0.1 * Ramp.step(0.985, 1, down);
                    double fleece = 1 + 0.035 * grain.at(place.x() * 45, place.y() * 45);
                    double ink = text(grain, place.x(), place.y() - 1.1);
                    return Paint.matt(design.fleece().mixed(design.print(), ink).times(fleece * (1 - seam - rim)));
                });
    }

    private static Surface fold(Design design, Drape drape, Noise grain) {
        return Surface.fine(
                (across, down) -> {
                    double crease = 0.012 * grain.at(across * 7, down * 6);
                    return panels(design.model(), drape, across, down).plus(new Vector3(0, 0, crease));
                },
                (across, down) -> {
                    if (Ramp.line(0.085, 0.04, down) > 0.3 && Math.abs(across - 0.5) < 0.17) {
                        return Paint.glossy(METAL, 0.5);
                    }
                    double edge = Math.min(Math.min(down, 1 - down), Math.min(across, 1 - across));
                    double weld = 0.24 * Ramp.line(0.035, 0.012, edge);
                    double ink = text(grain, across - 0.28, down - 0.45);
                    double fleece = 1 + 0.03 * grain.at(across * 110, down * 80);
                    double lines = lines(design.model(), across, down);
                    return Paint.matt(design.fleece().mixed(design.print(), ink).times(fleece * (1 - weld - lines)));
                });
    }

    private static Vector3 panels(Model model, Drape drape, double across, double down) {
        double forward = switch (model) {
            case THREE_PANELS -> 0.12 * Ramp.step(0.3, 0.36, down) * Ramp.step(0.74, 0.68, down);
            case TWO_PANELS -> 0.22 * Ramp.line(0.5, 0.5, down) * Ramp.line(0.5, 0.5, across);
            case SMOOTH_CUP, RIBBED_CUP, VERTICAL_FOLD -> 0;
        };
        Vector3 place = model == Model.VERTICAL_FOLD ? drape.folded(across, down) : drape.round(across, down);
        return place.plus(new Vector3(0, 0, forward));
    }

    /** Light that is lost along folds and welds. */
    private static double lines(Model model, double across, double down) {
        return switch (model) {
            case THREE_PANELS -> 0.32 * (Ramp.line(0.31, 0.016, down) + Ramp.line(0.73, 0.016, down));
            case TWO_PANELS -> 0.35 * Ramp.line(0.5, 0.016, down);
            case SMOOTH_CUP, RIBBED_CUP, VERTICAL_FOLD ->
                0.42 * Ramp.line(0.5, 0.016, across)
                        + 0.2 * (Ramp.line(0.13, 0.01, across) + Ramp.line(0.87, 0.01, across));
        };
    }

    private static List<Surface> valve(Design design) {
        Vector3 front = new Vector3(0, 1.28, 0.74);
        Vector3 ahead = new Vector3(0, 0.15, 1);
        return switch (design.valve()) {
            case NONE -> List.of();
            case ROUND -> List.of(lid(design, Shell.lid(front, ahead, 0.24, 0.12, 2)));
            case SQUARE -> List.of(lid(design, Shell.lid(front, ahead, 0.23, 0.12, 6)));
            case ON_THE_SIDE ->
                List.of(lid(
                        design, Shell.lid(new Vector3(0.44, 1.22, 0.42), new Vector3(0.6, 0.05, 0.8), 0.2, 0.1, 2)));
        };
    }

    private static Surface lid(Design design, Surface.Shape shape) {
        return Surface.coarse(shape, (across, down) -> {
            double slot = 0.35 * Ramp.line(0.5, 0.05, down) + 0.2 * Ramp.line(0.75, 0.05, down);
            double bars = 0.12 * Ramp.step(0.2, 0.6, Math.sin(across * 2 * Math.PI * 6)) * Ramp.step(0.5, 0.45, down);
            return Paint.glossy(design.valveColour().times(1 - slot - bars), 0.25);
        });
    }
}
