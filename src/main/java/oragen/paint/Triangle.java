package oragen.paint;

import java.util.Optional;

/** Three neighbouring spots of a surface. */
record Triangle(Spot first, Spot second, Spot third) {
    /** First row of samples. */
    double top() {
        return Math.ceil(Math.min(
                first.place().y(), Math.min(second.place().y(), third.place().y())));
    }

    /** Last row of samples. */
    double bottom() {
        return Math.floor(Math.max(
                first.place().y(), Math.max(second.place().y(), third.place().y())));
    }

    /** First column of samples. */
    double left() {
        return Math.ceil(Math.min(
                first.place().x(), Math.min(second.place().x(), third.place().x())));
    }

    /** Last column of samples. */
    double right() {
        return Math.floor(Math.max(
                first.place().x(), Math.max(second.place().x(), third.place().x())));
    }

    /** The spot that a sample shows, mixed of the three; nothing where the sample lies outside. */
    Optional<Spot> at(int column, int row) {
        Vector3 sample = new Vector3(column, row, 0).minus(first.place());
        Vector3 toSecond = second.place().minus(first.place());
        Vector3 toThird = third.place().minus(first.place());
        double area = doubleArea(toSecond, toThird);
        double ofSecond = doubleArea(sample, toThird) / area;
        double ofThird = doubleArea(toSecond, sample) / area;
        // Not a number for a triangle that is seen from its edge, and so outside.
        boolean inside = ofSecond >= 0 && ofThird >= 0 && ofSecond + ofThird <= 1;
        return inside
                ? Optional.of(first.times(1 - ofSecond - ofThird)
                        .plus(second.times(ofSecond))
                        .plus(third.times(ofThird)))
                : Optional.empty();
    }

    private static double doubleArea(Vector3 one, Vector3 other) {
        return one.x() * other.y() - other.x() * one.y();
    }
}
