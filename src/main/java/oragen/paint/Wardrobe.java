package oragen.paint;

import java.util.random.RandomGenerator;

/** The masks of one family of styles, and how they are worn. */
interface Wardrobe {
    static Wardrobe of(PaintStyle style) {
        return switch (style) {
            case TRAIN -> new Tailor();
            case TEST -> Racks.test();
        };
    }

    TissueMask.Design tissue(RandomGenerator random);

    MedicalMask.Design medical(RandomGenerator random);

    FilteringMask.Design filtering(RandomGenerator random);

    Respirator.Design respirator(RandomGenerator random);

    FaceShield.Design shield(RandomGenerator random);

    Fit fit(RandomGenerator random);
}
