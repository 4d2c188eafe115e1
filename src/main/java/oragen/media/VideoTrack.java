package oragen.media;

import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** Decoded pictures → the first one shown at or after each full second, as a viewer sees it. */
final class VideoTrack implements AutoCloseable {
    /** Timestamps are rounded to the stream's time base: half a millisecond early is on time. */
    private static final double TOLERANCE_SECONDS = 5e-4;

    /** A picture that stands longer than this is not repeated further: timestamps may be hostile. */
    private static final int MOST_REPEATS = 600;

    private static final long MOST_PIXELS = 100_000_000;

    private final double endSecond;
    private final int quarterTurns;
    private SwsContext scaler = new SwsContext(null);
    private int nextSecond;
    private double lastSecond = Double.NEGATIVE_INFINITY;

    /** @param quarterTurns clockwise turns that bring the stored picture upright */
    VideoTrack(DecodeOptions options, int quarterTurns) {
        this.endSecond = options.end() - options.start();
        this.quarterTurns = quarterTurns;
    }

    /** Time of the last picture that was seen. */
    double lastSecond() {
        return lastSecond;
    }

    boolean complete() {
        return nextSecond >= endSecond;
    }

    List<MediaPiece> add(AVFrame frame, double second) {
        lastSecond = Math.max(lastSecond, second);
        List<MediaPiece> frames = new ArrayList<>();
        if (second + TOLERANCE_SECONDS < nextSecond || complete()) {
            return frames;
        }
        VideoFrame converted = convert(frame);
        int repeats = 0;
        while (nextSecond <= second + TOLERANCE_SECONDS && nextSecond < endSecond && repeats < MOST_REPEATS) {
            frames.add(new VideoFrame(nextSecond, converted.width(), converted.height(), converted.rgb()));
            nextSecond++;
            repeats++;
        }
        nextSecond = Math.max(nextSecond, (int) Math.floor(Math.min(second, 1e8)) + 1);
        return frames;
    }

    private VideoFrame convert(AVFrame frame) {
        int height = frame.height();
        int width = displayWidth(frame);
        if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
            throw new IllegalArgumentException("picture of " + width + "x" + height);
        }
        scaler = sws_getCachedContext(
                scaler.isNull() ? null : scaler,
                frame.width(),
                height,
                frame.format(),
                width,
                height,
                avutil.AV_PIX_FMT_RGB24,
                SWS_BILINEAR,
                null,
                null,
                (DoublePointer) null);
        int stride = (width * 3 + 63) / 64 * 64; // swscale writes whole vectors
        try (BytePointer target = new BytePointer((long) stride * height + 64);
                PointerPointer<BytePointer> targets = new PointerPointer<>(4);
                IntPointer strides = new IntPointer(stride, 0, 0, 0)) {
            targets.put(0, target);
            sws_scale(scaler, new PointerPointer<>(frame.data()), frame.linesize(), 0, height, targets, strides);
            byte[] rgb = new byte[width * height * 3];
            for (int row = 0; row < height; row++) {
                target.position((long) row * stride).get(rgb, row * width * 3, width * 3);
            }
            target.position(0);
            return turned(new VideoFrame(nextSecond, width, height, rgb));
        }
    }

    private static int displayWidth(AVFrame frame) {
        AVRational aspect = frame.sample_aspect_ratio();
        double ratio = aspect.num() > 0 && aspect.den() > 0 ? aspect.num() / (double) aspect.den() : 1;
        boolean credible = ratio >= 1 / 8.0 && ratio <= 8;
        return credible ? Math.max(1, (int) Math.round(frame.width() * ratio)) : frame.width();
    }

    private VideoFrame turned(VideoFrame frame) {
        VideoFrame upright = frame;
        for (int turn = 0; turn < quarterTurns; turn++) {
            upright = turnedOnce(upright);
        }
        return upright;
    }

    private static VideoFrame turnedOnce(VideoFrame frame) {
        int width = frame.height();
        int height = frame.width();
        byte[] rgb = new byte[frame.rgb().length];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int from = ((width - 1 - column) * frame.width() + row) * 3;
                System.arraycopy(frame.rgb(), from, rgb, (row * width + column) * 3, 3);
            }
        }
        return new VideoFrame(frame.second(), width, height, rgb);
    }

    @Override
    public void close() {
        if (!scaler.isNull()) {
            sws_freeContext(scaler);
            scaler = new SwsContext(null);
        }
    }
}
