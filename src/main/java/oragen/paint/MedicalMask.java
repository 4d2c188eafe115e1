package oragen.paint;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A surgical mask: a rectangle of thin fleece with pleats, a wire over the nose and white ear loops. */
final class MedicalMask {
    private static final Drape SHAPE = new Drape(0.26, 0.56, 1.86, 1.32, 1.0, 0.0);
    private static final double PLEAT_DEPTH = 0.045;
    private static final Colour LOOP = Colour.of(0xF4F4F2);

    record Design(Colour fleece, Colour border, int pleats) {
        Pleats folded() {
            return new Pleats(pleats, 0.24, 0.8);
        }
    }

    private MedicalMask() {}

    static List<Surface> surfaces(Design design, RandomGenerator random) {
        Drape drape = SHAPE.scaled(0.95 + 0.1 * random.nextDouble());
        Noise folds = new Noise(random.nextLong());
        double tilt = 0.05 * (random.nextDouble() - 0.5);
        List<Surface> surfaces = new ArrayList<>(Straps.earLoops(drape, 0.055, LOOP));
        surfaces.add(Surface.fine(
                (across, down) -> {
                    double crease = 0.018 * folds.at(across * 6, down * 5);
                    return design.folded()
                            .opened(drape.round(across, down), PLEAT_DEPTH, across, down + tilt * (across - 0.5))
                            .plus(new Vector3(0, 0, crease));
                },
                (across, down) -> material(design, folds, across, down + tilt * (across - 0.5))));
        return surfaces;
    }

    private static Paint material(Design design, Noise folds, double across, double down) {
        double edge = Math.min(across, 1 - across);
        double rim = Math.min(down, 1 - down);
        double border = Math.max(Ramp.step(0.045, 0.035, edge), Ramp.step(0.05, 0.04, rim));
        double wire = Ramp.line(0.09, 0.035, down) * Ramp.step(0.3, 0.24, Math.abs(across - 0.5));
        double grain = 1 + 0.03 * folds.at(across * 120, down * 80);
        double shade = 1 - design.folded().shade(down) + 0.1 * wire;
        Colour colour = design.fleece().mixed(design.border(), border);
        return Paint.matt(colour.times(grain * shade * (1 - 0.18 * Ramp.line(0.055, 0.012, rim))));
    }
}
