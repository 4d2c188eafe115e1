package oragen.face;

import java.util.Arrays;
import oragen.media.VideoFrame;

/** A region of a frame shown whole and undistorted on a square image, black bars on both sides. */
record Letterbox(PixelRegion region, int imageSize) {
    private static final int CHANNELS = 3;
    private static final float BLACK = -1;

    /** Writes the image, [size, size, 3] in [-1, 1], at {@code offset}. */
    void write(VideoFrame frame, float[] target, int offset) {
        byte[] pixels = BilinearResize.resize(
                region.pixels(frame), region.width(), region.height(), shownWidth(), shownHeight());
        Arrays.fill(target, offset, offset + imageSize * imageSize * CHANNELS, BLACK);
        int rowValues = shownWidth() * CHANNELS;
        for (int row = 0; row < shownHeight(); row++) {
            int start = offset + ((row + barHeight()) * imageSize + barWidth()) * CHANNELS;
            for (int index = 0; index < rowValues; index++) {
                target[start + index] = (pixels[row * rowValues + index] & 0xff) / 127.5f - 1;
            }
        }
    }

    /** Maps a face on the image to the frame. */
    DetectedFace onFrame(DetectedFace face) {
        FaceBox box = face.box();
        FramePoint start = onFrame(new FramePoint(box.left(), box.top()));
        FramePoint end = onFrame(new FramePoint(box.right(), box.bottom()));
        FaceKeyPoints points = face.keyPoints();
        return new DetectedFace(
                new FaceBox(start.x(), start.y(), end.x(), end.y()),
                face.score(),
                new FaceKeyPoints(
                        onFrame(points.rightEye()),
                        onFrame(points.leftEye()),
                        onFrame(points.noseTip()),
                        onFrame(points.mouthCentre()),
                        onFrame(points.rightTragion()),
                        onFrame(points.leftTragion())));
    }

    private FramePoint onFrame(FramePoint point) {
        return new FramePoint(
                region.left() + (point.x() - barWidth()) * region.width() / shownWidth(),
                region.top() + (point.y() - barHeight()) * region.height() / shownHeight());
    }

    private int shownWidth() {
        return shown(region.width());
    }

    private int shownHeight() {
        return shown(region.height());
    }

    private int shown(int length) {
        int longSide = Math.max(region.width(), region.height());
        return (int) Math.max(1, Math.round((double) length * imageSize / longSide));
    }

    private int barWidth() {
        return (imageSize - shownWidth()) / 2;
    }

    private int barHeight() {
        return (imageSize - shownHeight()) / 2;
    }
}
