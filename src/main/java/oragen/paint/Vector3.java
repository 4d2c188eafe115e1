package oragen.paint;

/** A point or direction: x to the right of the picture, y down, z towards the viewer. */
record Vector3(double x, double y, double z) {
    Vector3 plus(Vector3 other) {
        return new Vector3(x + other.x, y + other.y, z + other.z);
    }

    Vector3 minus(Vector3 other) {
        return new Vector3(x - other.x, y - other.y, z - other.z);
    }

    Vector3 times(double factor) {
        return new Vector3(x * factor, y * factor, z * factor);
    }

    double dot(Vector3 other) {
        return x * other.x + y * other.y + z * other.z;
    }

    Vector3 cross(Vector3 other) {
        return new Vector3(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    double length() {
        return Math.sqrt(dot(this));
    }

    /** The direction; that towards the viewer for a point without one. */
    Vector3 unit() {
        double length = length();
        return length == 0 ? new Vector3(0, 0, 1) : times(1 / length);
    }

    /** From here to another point; 0 is here, 1 is there. */
    Vector3 towards(Vector3 other, double part) {
        return plus(other.minus(this).times(part));
    }
}
