package oragen.paint;

/**
 * Two families of masks with no fabric, colour, cut or model in common: a classifier trained on the one is tested on
 * the other, so that it cannot pass by having learnt a pattern by heart.
 */
public enum PaintStyle {
    TRAIN,
    TEST
}
