package oragen.paint;

/**
 * A bent sheet on the head. Its own coordinates, across and down, are each in [0, 1].
 *
 * @param columns of the grid that stands for it, with {@code rows}
 */
record Surface(Shape shape, Material material, int columns, int rows) {
    /** Enough that pleats keep their edges. */
    static final int FINE = 96;

    static final int COARSE = 32;

    /**
     * Where a spot lies on the head: the origin is midway between the eyes, their distance is 1, z is towards the
     * viewer of a face that looks into the camera.
     */
    @FunctionalInterface
    interface Shape {
        Vector3 at(double across, double down);
    }

    /** What a spot looks like. */
    @FunctionalInterface
    interface Material {
        Paint at(double across, double down);
    }

    static Surface fine(Shape shape, Material material) {
        return new Surface(shape, material, FINE, FINE);
    }

    static Surface coarse(Shape shape, Material material) {
        return new Surface(shape, material, COARSE, COARSE);
    }
}
