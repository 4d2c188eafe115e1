package oragen.face;

import oragen.media.VideoFrame;

/** A rectangle of whole pixels on a frame; may reach beyond it. */
record PixelRegion(int left, int top, int width, int height) {
    static PixelRegion whole(VideoFrame frame) {
        return new PixelRegion(0, 0, frame.width(), frame.height());
    }

    /** RGB bytes of the region, black outside the frame; the frame's own array where it is the whole frame. */
    byte[] pixels(VideoFrame frame) {
        if (equals(whole(frame))) {
            return frame.rgb();
        }
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
