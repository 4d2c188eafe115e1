package oragen.paint;

import java.util.List;
import java.util.random.RandomGenerator;

/** A few masks of each type, which sit well. */
record Racks(
        List<TissueMask.Design> tissues,
        List<MedicalMask.Design> medicals,
        List<FilteringMask.Design> filterings,
        List<Respirator.Design> respirators,
        List<FaceShield.Design> shields)
        implements Wardrobe {
    @Override
    public TissueMask.Design tissue(RandomGenerator random) {
        return any(tissues, random);
    }

    @Override
    public MedicalMask.Design medical(RandomGenerator random) {
        return any(medicals, random);
    }

    @Override
    public FilteringMask.Design filtering(RandomGenerator random) {
        return any(filterings, random);
    }

    @Override
    public Respirator.Design respirator(RandomGenerator random) {
        return any(respirators, random);
    }

    @Override
    public FaceShield.Design shield(RandomGenerator random) {
        return any(shields, random);
    }

    @Override
    public Fit fit(RandomGenerator random) {
        return Fit.NEAT;
    }

    private static <T> T any(List<T> designs, RandomGenerator random) {
        return designs.get(random.nextInt(designs.size()));
    }

    static Racks test() {
        return new Racks(
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
        return new TissueMask.Design(cut, pattern, motifs, Colour.of(ground), Colour.of(print), Colour.of(print));
    }

    private static MedicalMask.Design medical(int fleece, int border, int pleats) {
        return new MedicalMask.Design(Colour.of(fleece), Colour.of(border), pleats);
    }

    private static FilteringMask.Design filtering(
            FilteringMask.Model model, FilteringMask.Valve valve, int fleece, int strap, int valveColour) {
        Colour cloth = Colour.of(fleece);
        return new FilteringMask.Design(
                model, valve, FilteringMask.Harness.of(model), cloth, cloth, Colour.of(strap), Colour.of(valveColour));
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
