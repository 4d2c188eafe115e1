package oragen.paint;

/**
 * Two families of masks with no cut, print, pleat, make, valve, filter or band in common: a classifier trained on the
 * one is tested on the other, so that it cannot pass by having learnt a pattern by heart.
 */
public enum PaintStyle {
    /** Made and coloured at random, and worn well or badly. */
    TRAIN,
    /** A few masks that always sit well. */
    TEST
}
