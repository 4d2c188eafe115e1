package oragen.paint;

/** A colour, each part 0 to 1 in the scale of a picture's bytes; products may exceed 1. */
record Colour(double red, double green, double blue) {
    static final Colour WHITE = new Colour(1, 1, 1);
    static final Colour BLACK = new Colour(0, 0, 0);

    /** Reads 0xRRGGBB. */
    static Colour of(int hexadecimal) {
        return new Colour(
                (hexadecimal >> 16 & 0xff) / 255.0, (hexadecimal >> 8 & 0xff) / 255.0, (hexadecimal & 0xff) / 255.0);
    }

    Colour times(double factor) {
        return new Colour(red * factor, green * factor, blue * factor);
    }

    Colour times(Colour other) {
        return new Colour(red * other.red, green * other.green, blue * other.blue);
    }

    Colour plus(double light) {
        return new Colour(red + light, green + light, blue + light);
    }

    /** Mixed with another colour; 0 is this one, 1 the other. */
    Colour mixed(Colour other, double part) {
        return new Colour(
                red + (other.red - red) * part,
                green + (other.green - green) * part,
                blue + (other.blue - blue) * part);
    }

    double luminance() {
        return 0.299 * red + 0.587 * green + 0.114 * blue;
    }
}
