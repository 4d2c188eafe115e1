package oragen.face;

import java.util.Optional;
import oragen.media.VideoFrame;

/** A rectangle of whole pixels on a frame; may reach beyond it. */
record PixelRegion(int left, int top, int width, int height) {
    static PixelRegion whole(VideoFrame frame) {
        return new PixelRegion(0, 0, frame.width(), frame.height());
    }

    /** A square around a box; its side is so many times the longer side of the box. */
    static PixelRegion around(FaceBox box, double scale) {
        int side = (int) Math.max(1, Math.round(scale * Math.max(box.width(), box.height())));
        double centreX = (box.left() + box.right()) / 2;
        double centreY = (box.top() + box.bottom()) / 2;
        return new PixelRegion(
                (int) Math.round(centreX - side / 2.0), (int) Math.round(centreY - side / 2.0), side, side);
    }

    long area() {
        return (long) width * height;
    }

    /** What both have in common; nothing where they do not overlap. */
    Optional<PixelRegion> intersection(PixelRegion other) {
        int commonLeft = Math.max(left, other.left);
        int commonTop = Math.max(top, other.top);
        long commonRight = Math.min((long) left + width, (long) other.left + other.width);
        long commonBottom = Math.min((long) top + height, (long) other.top + other.height);
        return commonRight > commonLeft && commonBottom > commonTop
                ? Optional.of(new PixelRegion(
                        commonLeft, commonTop, (int) (commonRight - commonLeft), (int) (commonBottom - commonTop)))
                : Optional.empty();
    }

    /** The region as a picture of its own, black outside the frame; the frame itself where it is the whole frame. */
    VideoFrame cut(VideoFrame frame) {
        return equals(whole(frame)) ? frame : new VideoFrame(frame.second(), width, height, pixels(frame));
    }

    private byte[] pixels(VideoFrame frame) {
        byte[] pixels = new byte[width * height * 3];
        int firstColumn = Math.max(0, left);
        int endColumn = Math.min(frame.width(), left + width);
        int endRow = Math.min(frame.height(), top + height);
        if (endColumn <= firstColumn) {
            return pixels;
        }
        for (int row = Math.max(0, top); row < endRow; row++) {
            int source = (row * frame.width() + firstColumn) * 3;
            int target = ((row - top) * width + firstColumn - left) * 3;
            System.arraycopy(frame.rgb(), source, pixels, target, (endColumn - firstColumn) * 3);
        }
        return pixels;
    }
}
