package oragen.paint;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A mask sewn from cloth, plain or printed. */
final class TissueMask {
    private static final Drape SHAPE = new Drape(0.3, 0.5, 1.92, 1.3, 1.04, 0.06);
    private static final Drape TUBE = new Drape(0.34, 0.5, 2.7, 2.5, 1.1, 0.02);

    /**
     * How the cloth is cut: two pieces with a seam down the middle, or one piece that is gathered at the ears, pleated, or
     * plain; or a tube around face and neck.
     */
    enum Cut {
        SEAMED,
        GATHERED,
        PLEATED,
        PLAIN,
        TUBE
    }

    private static final Pleats PLEATS = new Pleats(3, 0.22, 0.82);

    /**
     * A fabric and its cut.
     *
     * @param motifs of the print across the mask
     * @param accent second colour of the print
     */
    record Design(Cut cut, Pattern pattern, double motifs, Colour ground, Colour print, Colour accent) {}

    private TissueMask() {}

    static List<Surface> surfaces(Design design, RandomGenerator random) {
        Drape drape = (design.cut() == Cut.TUBE ? TUBE : SHAPE).scaled(0.95 + 0.1 * random.nextDouble());
        Noise folds = new Noise(random.nextLong());
        double shift = random.nextDouble();
        double motifs = design.motifs() * (0.9 + 0.2 * random.nextDouble());
        double depth = 0.02 + 0.02 * random.nextDouble();
        List<Surface> surfaces = new ArrayList<>();
        if (design.cut() != Cut.TUBE) {
            surfaces.addAll(Straps.earLoops(drape, 0.07, design.ground().mixed(Colour.BLACK, 0.1)));
        }
        surfaces.add(Surface.fine(
                (across, down) -> shape(design.cut(), drape, folds, depth, across, down), (across, down) -> {
                    double x = across * motifs + shift;
                    double y = down * motifs * 0.75 + shift;
                    Colour cloth = design.ground()
                            .mixed(design.print(), design.pattern().at(x, y))
                            .mixed(design.accent(), design.pattern().accentAt(x, y));
                    double weave = 1 + 0.05 * folds.at(across * 90, down * 70);
                    return Paint.matt(cloth.times(weave * sewing(design.cut(), across, down)));
                }));
        return surfaces;
    }

    private static Vector3 shape(Cut cut, Drape drape, Noise folds, double depth, double across, double down) {
        double side = Math.abs(2 * across - 1);
        return switch (cut) {
            case SEAMED -> {
                double wrinkles = depth * folds.at(across * 5, down * 4) + depth / 2 * folds.at(across * 11, down * 9);
                Vector3 tent = drape.folded(across, down).towards(drape.round(across, down), 0.45);
                yield tent.plus(new Vector3(0, 0, wrinkles));
            }
            case GATHERED -> {
                double gathers = 1.6 * depth * side * Math.sin(down * 26 + 3 * folds.at(across * 2, 0));
                double sag = 1.6 * depth * folds.at(across * 3, down * 7);
                yield drape.round(across, down).plus(new Vector3(0, 0, gathers + sag));
            }
            case PLEATED -> {
                double sag = 1.2 * depth * folds.at(across * 4, down * 5);
                yield PLEATS.opened(drape.round(across, down), 0.03, across, down)
                        .plus(new Vector3(0, 0, sag));
            }
            case PLAIN -> {
                double wrinkles = 1.5 * depth * folds.at(across * 4, down * 3) + depth * folds.at(across * 9, down * 8);
                yield drape.round(across, down).plus(new Vector3(0, 0, wrinkles));
            }
            case TUBE -> {
                double folded = 3 * depth * Ramp.step(0.5, 1, down) * folds.at(across * 2, down * 12);
                double wrinkles = 1.5 * depth * folds.at(across * 5, down * 5);
                yield drape.round(across, down).plus(new Vector3(0, 0, folded + wrinkles));
            }
        };
    }

    /** Darker along hems and seams. */
    private static double sewing(Cut cut, double across, double down) {
        double edge = Math.min(Math.min(down, 1 - down), Math.min(across, 1 - across));
        double hem = 0.22 * Ramp.line(0.05, 0.014, edge) + 0.2 * Ramp.step(0.015, 0, edge);
        double seam = cut == Cut.SEAMED ? 0.3 * Ramp.line(0.5, 0.012, across) : 0;
        double pleats = cut == Cut.PLEATED ? 0.8 * PLEATS.shade(down) : 0;
        return 1 - hem - seam - pleats;
    }
}
