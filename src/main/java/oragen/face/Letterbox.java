package oragen.face;

import java.util.Arrays;
import oragen.media.VideoFrame;

/**
 * A region of a frame shown whole and undistorted on a square image, black bars on both sides.
 *
 * @param turn of the faces that are upright on the image
 */
record Letterbox(PixelRegion region, FaceTurn turn, int imageSize) {
    private static final int CHANNELS = 3;

    private static final float BLACK = -1;

    /** What the network takes for each byte. */
    private static final float[] VALUES = new float[256];

    static {
        for (int value = 0; value < VALUES.length; value++) {
            VALUES[value] = value / 127.5f - 1;
        }
    }

    /** Writes the image, [size, size, 3] in [-1, 1], at {@code offset}. */
    void write(VideoFrame frame, float[] target, int offset) {
        int pixels = imageSize * imageSize;
        if (turn == FaceTurn.UPRIGHT) {
            draw(frame, target, offset);
            return;
        }
        float[] image = new float[pixels * CHANNELS];
        draw(frame, image, 0);
        for (int pixel = 0; pixel < pixels; pixel++) {
            int source = turn.source(pixel % imageSize, pixel / imageSize, imageSize);
            System.arraycopy(image, source * CHANNELS, target, offset + pixel * CHANNELS, CHANNELS);
        }
    }

    private void draw(VideoFrame frame, float[] image, int offset) {
        Arrays.fill(image, offset, offset + imageSize * imageSize * CHANNELS, BLACK);
        region.intersection(PixelRegion.whole(frame)).ifPresent(part -> draw(part, frame, image, offset));
    }

    /** Only the part of the region that lies on the frame. */
    private void draw(PixelRegion part, VideoFrame frame, float[] image, int offset) {
        int left = Math.min(imageSize - 1, barWidth() + shown(part.left() - region.left()));
        int top = Math.min(imageSize - 1, barHeight() + shown(part.top() - region.top()));
        int width = Math.max(1, barWidth() + shown(part.left() + part.width() - region.left()) - left);
        int height = Math.max(1, barHeight() + shown(part.top() + part.height() - region.top()) - top);
        int start = offset + (top * imageSize + left) * CHANNELS;
        BilinearResize.resize(frame, part, width, height, (row, values) -> {
            int position = start + row * imageSize * CHANNELS;
            for (int index = 0; index < values.length; index++) {
                image[position + index] = VALUES[values[index]];
            }
        });
    }

    /** Maps a face on the image to the frame. */
    DetectedFace onFrame(DetectedFace face) {
        FaceBox box = face.box();
        FramePoint one = onFrame(new FramePoint(box.left(), box.top()));
        FramePoint other = onFrame(new FramePoint(box.right(), box.bottom()));
        FaceKeyPoints points = face.keyPoints();
        return new DetectedFace(
                new FaceBox(
                        Math.min(one.x(), other.x()),
                        Math.min(one.y(), other.y()),
                        Math.max(one.x(), other.x()),
                        Math.max(one.y(), other.y())),
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
        FramePoint turned = turn.turned(point, imageSize);
        return new FramePoint(
                region.left() + (turned.x() - barWidth()) * region.width() / shownWidth(),
                region.top() + (turned.y() - barHeight()) * region.height() / shownHeight());
    }

    private int shownWidth() {
        return Math.max(1, shown(region.width()));
    }

    private int shownHeight() {
        return Math.max(1, shown(region.height()));
    }

    /** A length of the frame on the image. */
    private int shown(int length) {
        int longSide = Math.max(region.width(), region.height());
        return (int) Math.round((double) length * imageSize / longSide);
    }

    private int barWidth() {
        return (imageSize - shownWidth()) / 2;
    }

    private int barHeight() {
        return (imageSize - shownHeight()) / 2;
    }
}
