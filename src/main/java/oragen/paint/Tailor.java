package oragen.paint;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Masks made at random, in the colours, prints and makes that are seen in the street, and worn as people do. Cuts,
 * prints, pleats, makes, valves, filters and bands of {@link Racks#test} do not occur.
 */
final class Tailor implements Wardrobe {
    private static final List<TissueMask.Cut> CUTS = List.of(
            TissueMask.Cut.SEAMED,
            TissueMask.Cut.SEAMED,
            TissueMask.Cut.SEAMED,
            TissueMask.Cut.PLEATED,
            TissueMask.Cut.PLAIN,
            TissueMask.Cut.PLAIN,
            TissueMask.Cut.TUBE);
    private static final List<Pattern> PRINTS = List.of(
            Pattern.STRIPES,
            Pattern.DOTS,
            Pattern.BLOTCHES,
            Pattern.BLOTCHES,
            Pattern.BLOTCHES,
            Pattern.LACE,
            Pattern.FIGURE);
    private static final List<FilteringMask.Model> MODELS = List.of(
            FilteringMask.Model.SMOOTH_CUP,
            FilteringMask.Model.SMOOTH_CUP,
            FilteringMask.Model.VERTICAL_FOLD,
            FilteringMask.Model.VERTICAL_FOLD,
            FilteringMask.Model.TWO_PANELS);
    private static final List<Colour> MEDICAL_FLEECES = colours(
            0x8CC6E4, 0x9FD0EC, 0x7DB8DC, 0xA9D8E8, 0xB4DCF0, 0x9AD4CF, 0x8ECFC0, 0xB0E0D4, 0xEDF1F3, 0xE6EBEE,
            0xF0EEE8);
    private static final List<Colour> FILTER_FLEECES =
            colours(0xF3F2EC, 0xF5F4F0, 0xEFEFEC, 0xF6F6F4, 0xEDEDEA, 0xE8EAEC, 0xF2F4F6, 0xF0EDE2);
    private static final List<Colour> BANDS = colours(0xE3C34A, 0xD8B23E, 0xF0F0EE, 0xE8E8E4, 0x6B9BD0, 0x2A2B2D);
    private static final double PALE = 0.5;
    private static final Colour INK = Colour.of(0x50545C);

    @Override
    public TissueMask.Design tissue(RandomGenerator random) {
        Pattern pattern = random.nextDouble() < 0.45 ? Pattern.PLAIN : any(PRINTS, random);
        double motifs = switch (pattern) {
            case FIGURE -> 1;
            case BLOTCHES -> 1.5 + 5 * random.nextDouble();
            default -> 5 + 9 * random.nextDouble();
        };
        TissueMask.Cut cut = any(CUTS, random);
        Colour ground = cloth(random);
        if (cut == TissueMask.Cut.PLEATED && pattern == Pattern.PLAIN && ground.luminance() > PALE) {
            // A pale, plain mask with pleats is a medical one.
            cut = TissueMask.Cut.PLAIN;
        }
        return new TissueMask.Design(cut, pattern, motifs, ground, cloth(random), cloth(random));
    }

    @Override
    public MedicalMask.Design medical(RandomGenerator random) {
        Colour fleece = random.nextDouble() < 0.06 ? cloth(random) : dyed(any(MEDICAL_FLEECES, random), random);
        return new MedicalMask.Design(
                fleece, fleece.mixed(Colour.WHITE, 0.2 + 0.7 * random.nextDouble()), 2 + random.nextInt(2));
    }

    @Override
    public FilteringMask.Design filtering(RandomGenerator random) {
        FilteringMask.Model model = any(MODELS, random);
        FilteringMask.Harness harness = random.nextDouble() < 0.2
                ? any(List.of(FilteringMask.Harness.values()), random)
                : FilteringMask.Harness.of(model);
        FilteringMask.Valve valve = random.nextDouble() < 0.2 ? FilteringMask.Valve.ROUND : FilteringMask.Valve.NONE;
        Colour fleece = dyed(any(FILTER_FLEECES, random), random);
        double kind = random.nextDouble();
        if (kind < 0.06) {
            fleece = dyed(Colour.of(0x2FB5A8), random);
        } else if (kind < 0.14) {
            fleece = dyed(Colour.of(0xA8CBE8), random);
        } else if (kind < 0.19) {
            fleece = cloth(random);
        }
        Colour print = random.nextBoolean() ? INK : fleece;
        return new FilteringMask.Design(model, valve, harness, fleece, print, any(BANDS, random), cloth(random));
    }

    @Override
    public Respirator.Design respirator(RandomGenerator random) {
        Colour rubber = dyed(any(colours(0x3B3E42, 0x2C2E31, 0x54585D, 0x33414F, 0x8E979F), random), random);
        Colour filter = any(colours(0xD8578F, 0xC94C86, 0x9A9DA0, 0xB8BBBD, 0xE9E9E6, 0x4A4D52), random);
        return new Respirator.Design(
                Respirator.Filter.DRUM,
                rubber,
                rubber.mixed(Colour.WHITE, 0.25 * random.nextDouble()),
                dyed(filter, random),
                any(colours(0x2A2B2D, 0x8D9094, 0x232426), random));
    }

    @Override
    public FaceShield.Design shield(RandomGenerator random) {
        return new FaceShield.Design(
                FaceShield.Band.FOAM,
                cloth(random),
                dyed(Colour.of(0xDEE7EC), random),
                0.08 + 0.16 * random.nextDouble());
    }

    @Override
    public Fit fit(RandomGenerator random) {
        return Fit.any(random);
    }

    /** What clothes are made of: black or dark, white or pale, or of any hue. */
    private static Colour cloth(RandomGenerator random) {
        double kind = random.nextDouble();
        if (kind < 0.28) {
            double grey = 0.06 + 0.16 * random.nextDouble();
            return dyed(new Colour(grey, grey, grey), random);
        }
        if (kind < 0.46) {
            double grey = 0.75 + 0.22 * random.nextDouble();
            return dyed(new Colour(grey, grey, grey), random);
        }
        double value = 0.25 + 0.7 * random.nextDouble();
        Colour vivid = hue(random.nextDouble()).times(value);
        return vivid.mixed(new Colour(value, value, value), 0.75 * random.nextDouble());
    }

    private static Colour hue(double turn) {
        return new Colour(wave(turn), wave(turn - 1.0 / 3), wave(turn - 2.0 / 3));
    }

    private static double wave(double turn) {
        return 0.5 + 0.5 * Math.cos(2 * Math.PI * turn);
    }

    /** A little darker or lighter, warmer or colder. */
    private static Colour dyed(Colour colour, RandomGenerator random) {
        double light = 0.88 + 0.16 * random.nextDouble();
        double warm = 0.05 * (random.nextDouble() - 0.5);
        return new Colour(
                Math.min(1, colour.red() * (light + warm)),
                Math.min(1, colour.green() * light),
                Math.min(1, colour.blue() * (light - warm)));
    }

    private static List<Colour> colours(int... hexadecimals) {
        return java.util.Arrays.stream(hexadecimals).mapToObj(Colour::of).toList();
    }

    private static <T> T any(List<T> choices, RandomGenerator random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
