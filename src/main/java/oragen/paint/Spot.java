package oragen.paint;

/** A spot of a surface: its place among the samples of a canvas, its normal, and its coordinates on the surface. */
record Spot(Vector3 place, Vector3 normal, double across, double down) {
    Spot times(double factor) {
        return new Spot(place.times(factor), normal.times(factor), across * factor, down * factor);
    }

    Spot plus(Spot other) {
        return new Spot(place.plus(other.place), normal.plus(other.normal), across + other.across, down + other.down);
    }
}
