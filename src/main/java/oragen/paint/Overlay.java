package oragen.paint;

import oragen.media.VideoFrame;

/** Lays what was painted, and its shadow, over a picture. */
final class Overlay {
    private static final int CHANNELS = 3;

    private Overlay() {}

    /** A new frame. */
    static VideoFrame on(VideoFrame frame, Canvas canvas, Shadow shadow) {
        byte[] rgb = frame.rgb().clone();
        Area area = canvas.area();
        float[] pixels = Softness.of(frame, area).blurred(canvas.pixels(), area);
        float[] darkness = shadow.darkness(pixels, area);
        for (int source = 0; source < darkness.length; source++) {
            int target = area.pixel(frame, source % area.width(), source / area.width()) * CHANNELS;
            for (int channel = 0; channel < CHANNELS; channel++) {
                float below = (rgb[target + channel] & 0xff) * (1 - darkness[source]);
                float painted = 255 * pixels[4 * source + channel] + below * (1 - pixels[4 * source + 3]);
                rgb[target + channel] = (byte) Math.max(0, Math.min(255, Math.round(painted)));
            }
        }
        return new VideoFrame(frame.second(), frame.width(), frame.height(), rgb, frame.scale());
    }
}
