package oragen.media;

/**
 * The picture of a full second, as a viewer sees it (rotation and sample aspect ratio applied).
 *
 * @param second position on the clip's timeline
 * @param rgb height × width × 3 bytes, row-major without padding; owned by the receiver
 * @param scale pixels for one of the file's picture as it is displayed; below 1 where that is very large
 */
public record VideoFrame(int second, int width, int height, byte[] rgb, double scale) implements MediaPiece {
    public VideoFrame {
        if (rgb.length != width * height * 3) {
            throw new IllegalArgumentException("frame of " + width + "x" + height + " with " + rgb.length + " bytes");
        }
    }

    /** A frame of the file's own size. */
    public VideoFrame(int second, int width, int height, byte[] rgb) {
        this(second, width, height, rgb, 1);
    }

    /** The same picture at another second; the pixels are shared. */
    public VideoFrame at(int other) {
        return new VideoFrame(other, width, height, rgb, scale);
    }
}
