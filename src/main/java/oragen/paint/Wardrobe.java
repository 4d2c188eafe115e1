package oragen.paint;

import java.util.List;
import java.util.random.RandomGenerator;

/** The masks of one family of styles. */
record Wardrobe(
        List<TissueMask.Design> tissues,
        List<MedicalMask.Design> medicals,
        List<FilteringMask.Design> filterings,
        List<Respirator.Design> respirators,
        List<FaceShield.Design> shields) {

    static Wardrobe of(PaintStyle style) {
        return switch (style) {
            case TRAIN -> train();
            case TEST -> test();
        };
    }

    TissueMask.Design tissue(RandomGenerator random) {
        return any(tissues, random);
    }

    MedicalMask.Design medical(RandomGenerator random) {
        return any(medicals, random);
    }

    FilteringMask.Design filtering(RandomGenerator random) {
        return any(filterings, random);
    }

    Respirator.Design respirator(RandomGenerator random) {
        return any(respirators, random);
    }

    FaceShield.Design shield(RandomGenerator random) {
        return any(shields, random);
    }

    private static <T> T any(List<T> designs, RandomGenerator random) {
        return designs.get(random.nextInt(designs.size()));
    }

    private static Wardrobe train() {
        return new Wardrobe(
                List.of(
                        tissue(TissueMask.Cut.SEAMED, Pattern.PLAIN, 1, 0x1E1E22, 0x1E1E22),
                        tissue(TissueMask.Cut.SEAMED, Pattern.PLAIN, 1, 0x8A1F2B, 0x8A1F2B),
                        tissue(TissueMask.Cut.SEAMED, Pattern.PLAIN, 1, 0x2B3A5E, 0x2B3A5E),
                        tissue(TissueMask.Cut.SEAMED, Pattern.STRIPES, 11, 0xEDE6D6, 0x2C4A80),
                        tissue(TissueMask.Cut.SEAMED, Pattern.STRIPES, 9, 0xB5342F, 0xF0E4D0),
                        tissue(TissueMask.Cut.SEAMED, Pattern.STRIPES, 12, 0x2F5D4A, 0xD9C77A),
                        tissue(TissueMask.Cut.SEAMED, Pattern.DOTS, 10, 0x27305A, 0xF2F2EE),
                        tissue(TissueMask.Cut.SEAMED, Pattern.DOTS, 8, 0xC7475F, 0xFBF3EA),
                        tissue(TissueMask.Cut.SEAMED, Pattern.DOTS, 11, 0xE9D9B8, 0x7A4A2B)),
                List.of(
                        medical(0x8CC6E4, 0xF2F6F8, 3),
                        medical(0x7DB8DC, 0xE8F1F6, 3),
                        medical(0x9AD4CF, 0xF1F7F5, 3),
                        medical(0xA9D8E8, 0xF8FAFA, 3)),
                List.of(
                        filtering(FilteringMask.Model.SMOOTH_CUP, FilteringMask.Valve.NONE, 0xF3F2EC, 0xE3C34A, 0),
                        filtering(
                                FilteringMask.Model.SMOOTH_CUP,
                                FilteringMask.Valve.ROUND,
                                0xF5F4F0,
                                0xD8B23E,
                                0x3A6FB0),
                        filtering(
                                FilteringMask.Model.SMOOTH_CUP,
                                FilteringMask.Valve.ROUND,
                                0xEFEFEC,
                                0xE8E8E4,
                                0xDADCDD),
                        filtering(FilteringMask.Model.VERTICAL_FOLD, FilteringMask.Valve.NONE, 0xF6F6F4, 0xF0F0EE, 0),
                        filtering(FilteringMask.Model.VERTICAL_FOLD, FilteringMask.Valve.NONE, 0xEDEDEA, 0xE6E6E2, 0)),
                List.of(
                        respirator(Respirator.Filter.DRUM, 0x3B3E42, 0x55585C, 0xD8578F, 0x2A2B2D),
                        respirator(Respirator.Filter.DRUM, 0x2C2E31, 0x3C3F43, 0xC94C86, 0x8D9094),
                        respirator(Respirator.Filter.DRUM, 0x54585D, 0x6F7478, 0x9A9DA0, 0x333437),
                        respirator(Respirator.Filter.DRUM, 0x33414F, 0x2B2D30, 0xB8BBBD, 0x232426)),
                List.of(
                        shield(FaceShield.Band.FOAM, 0x2E6FB5, 0xDDE8EE, 0.12),
                        shield(FaceShield.Band.FOAM, 0xF0F1F0, 0xE4EAEC, 0.2),
                        shield(FaceShield.Band.FOAM, 0x26272A, 0xE2E8EA, 0.16)));
    }

    private static Wardrobe test() {
        return new Wardrobe(
                List.of(
                        tissue(TissueMask.Cut.GATHERED, Pattern.PLAIN, 1, 0x4B4F3A, 0x4B4F3A),
                        tissue(TissueMask.Cut.GATHERED, Pattern.PLAIN, 1, 0x6A3D73, 0x6A3D73),
                        tissue(TissueMask.Cut.GATHERED, Pattern.CHECKS, 9, 0xF1EEE6, 0xB23A48),
                        tissue(TissueMask.Cut.GATHERED, Pattern.CHECKS, 11, 0xE8ECEF, 0x35506B),
                        tissue(TissueMask.Cut.GATHERED, Pattern.DIAGONALS, 10, 0x3D6B6F, 0xE4D5B0),
                        tissue(TissueMask.Cut.GATHERED, Pattern.DIAGONALS, 8, 0x3A3A3C, 0xB0B0AC),
                        tissue(TissueMask.Cut.GATHERED, Pattern.FLOWERS, 7, 0xF2D9D5, 0xA8324A),
                        tissue(TissueMask.Cut.GATHERED, Pattern.FLOWERS, 6, 0x31456A, 0xF0C95A)),
                List.of(
                        medical(0x5FA6D6, 0xD9E9F3, 4),
                        medical(0x8FD0A8, 0xE9F5EC, 4),
                        medical(0xF2B8C6, 0xFCEFF2, 4),
                        medical(0xEFF3F5, 0xFDFDFD, 4)),
                List.of(
                        filtering(
                                FilteringMask.Model.RIBBED_CUP,
                                FilteringMask.Valve.SQUARE,
                                0xE9E8E3,
                                0x4E7FB8,
                                0x8E9499),
                        filtering(FilteringMask.Model.RIBBED_CUP, FilteringMask.Valve.NONE, 0xFAFAF7, 0x5C8A52, 0),
                        filtering(
                                FilteringMask.Model.THREE_PANELS,
                                FilteringMask.Valve.ON_THE_SIDE,
                                0xF8F8F8,
                                0xC8574A,
                                0xC9CCCE),
                        filtering(FilteringMask.Model.THREE_PANELS, FilteringMask.Valve.NONE, 0xF1F1EE, 0x6E93BC, 0)),
                List.of(
                        respirator(Respirator.Filter.PAD, 0x2E4B6E, 0x24272B, 0xE2C24A, 0x1F2023),
                        respirator(Respirator.Filter.PAD, 0x3F4437, 0x2F322B, 0xEFEFEC, 0x24261F),
                        respirator(Respirator.Filter.PAD, 0x1B1C1E, 0x8E2F2A, 0xE87BA6, 0x4A4B4D)),
                List.of(
                        shield(FaceShield.Band.FRAME, 0xE0B93C, 0xD8E6EC, 0.36),
                        shield(FaceShield.Band.FRAME, 0x3F8F5A, 0xDCE4E6, 0.4),
                        shield(FaceShield.Band.FRAME, 0x9A9DA1, 0xD5E2EA, 0.32)));
    }

    private static TissueMask.Design tissue(TissueMask.Cut cut, Pattern pattern, double motifs, int ground, int print) {
        return new TissueMask.Design(cut, pattern, motifs, Colour.of(ground), Colour.of(print));
    }

    private static MedicalMask.Design medical(int fleece, int border, int pleats) {
        return new MedicalMask.Design(Colour.of(fleece), Colour.of(border), pleats);
    }

    private static FilteringMask.Design filtering(
            FilteringMask.Model model, FilteringMask.Valve valve, int fleece, int strap, int valveColour) {
        return new FilteringMask.Design(model, valve, Colour.of(fleece), Colour.of(strap), Colour.of(valveColour));
    }

    private static Respirator.Design respirator(
            Respirator.Filter filter, int rubber, int housing, int filterColour, int strap) {
        return new Respirator.Design(
                filter, Colour.of(rubber), Colour.of(housing), Colour.of(filterColour), Colour.of(strap));
    }

    private static FaceShield.Design shield(FaceShield.Band band, int bandColour, int sheet, double corner) {
        return new FaceShield.Design(band, Colour.of(bandColour), Colour.of(sheet), corner);
    }
}
