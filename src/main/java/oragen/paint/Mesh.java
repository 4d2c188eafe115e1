package oragen.paint;

import java.util.List;

/** The grid of a surface in the picture: places in pixels of the frame, and normals that look to the viewer. */
final class Mesh {
    private final Surface surface;
    private final Vector3[] places;
    private final Vector3[] normals;

    private Mesh(Surface surface, Vector3[] places) {
        this.surface = surface;
        this.places = places;
        this.normals = new Vector3[places.length];
        for (int row = 0; row <= surface.rows(); row++) {
            for (int column = 0; column <= surface.columns(); column++) {
                normals[index(column, row)] = slopeAt(column, row);
            }
        }
    }

    static Mesh of(Surface surface, HeadPose pose) {
        Vector3[] places = new Vector3[(surface.columns() + 1) * (surface.rows() + 1)];
        for (int row = 0; row <= surface.rows(); row++) {
            for (int column = 0; column <= surface.columns(); column++) {
                Vector3 point = surface.shape().at((double) column / surface.columns(), (double) row / surface.rows());
                places[row * (surface.columns() + 1) + column] = pose.inPicture(point);
            }
        }
        return new Mesh(surface, places);
    }

    int columns() {
        return surface.columns();
    }

    int rows() {
        return surface.rows();
    }

    List<Vector3> places() {
        return List.of(places);
    }

    Vector3 place(int column, int row) {
        return places[index(column, row)];
    }

    Vector3 normal(int column, int row) {
        return normals[index(column, row)];
    }

    private int index(int column, int row) {
        return row * (surface.columns() + 1) + column;
    }

    private Vector3 slopeAt(int column, int row) {
        Vector3 across = place(Math.min(columns(), column + 1), row).minus(place(Math.max(0, column - 1), row));
        Vector3 down = place(column, Math.min(rows(), row + 1)).minus(place(column, Math.max(0, row - 1)));
        Vector3 normal = across.cross(down).unit();
        return normal.z() < 0 ? normal.times(-1) : normal;
    }
}
