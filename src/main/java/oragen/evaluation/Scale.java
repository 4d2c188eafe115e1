package oragen.evaluation;

/** What values a metric can have, and so what its interval can be. */
public enum Scale {
    /** A part of something, 0 to 1. */
    RATIO,
    /** A mean or median of errors in years, above 0. */
    ERROR,
    /** The root of a mean square in years: large errors count more, so that fewer speakers make it up. */
    ROOT,
    /** A correlation, −1 to 1. */
    CORRELATION,
    /** Years with a sign. */
    SIGNED,
    /** A number of clips, which has no interval. */
    COUNT
}
