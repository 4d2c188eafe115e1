package oragen.paint;

/**
 * What one spot of a surface looks like.
 *
 * @param opacity 0 shows all that lies behind
 * @param gloss strength of the highlight, 0 for cloth
 */
record Paint(Colour colour, double opacity, double gloss) {
    static Paint matt(Colour colour) {
        return new Paint(colour, 1, 0);
    }

    static Paint glossy(Colour colour, double gloss) {
        return new Paint(colour, 1, gloss);
    }

    Paint faded(double part) {
        return new Paint(colour, opacity * part, gloss);
    }
}
