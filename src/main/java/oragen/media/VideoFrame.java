package oragen.media;

/**
 * The first frame shown at or after a full second, as a viewer sees it (rotation and sample aspect ratio applied).
 *
 * @param second position on the clip's timeline
 * @param rgb height × width × 3 bytes, row-major without padding; owned by the receiver
 */
public record VideoFrame(int second, int width, int height, byte[] rgb) implements MediaPiece {
    public VideoFrame {
        if (rgb.length != width * height * 3) {
            throw new IllegalArgumentException("frame of " + width + "x" + height + " with " + rgb.length + " bytes");
        }
    }
}
