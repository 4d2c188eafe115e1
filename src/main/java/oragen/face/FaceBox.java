package oragen.face;

/** A rectangle on a frame in pixels, left/top inclusive, right/bottom exclusive; may reach beyond the frame. */
public record FaceBox(double left, double top, double right, double bottom) {
    public FaceBox {
        if (!(right > left && bottom > top)) {
            throw new IllegalArgumentException(
                    "face box [" + left + ", " + top + ", " + right + ", " + bottom + "] is empty");
        }
    }

    /** The same part of a picture that is so many times as large. */
    public FaceBox scaled(double times) {
        return new FaceBox(left * times, top * times, right * times, bottom * times);
    }

    public double width() {
        return right - left;
    }

    public double height() {
        return bottom - top;
    }

    public double area() {
        return width() * height();
    }

    /** Intersection over union, 0 for boxes that do not touch. */
    public double intersectionOverUnion(FaceBox other) {
        double overlapWidth = Math.min(right, other.right) - Math.max(left, other.left);
        double overlapHeight = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        if (overlapWidth <= 0 || overlapHeight <= 0) {
            return 0;
        }
        double intersection = overlapWidth * overlapHeight;
        return intersection / (area() + other.area() - intersection);
    }
}
