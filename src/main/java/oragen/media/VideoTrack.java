package oragen.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
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

    /** More is no camera's picture, but a header that asks for memory. */
    private static final long MOST_PIXELS = 100_000_000;

    /** Pixels more stretched than this are a mistake of the file. */
    private static final double MOST_STRETCH = 8;

    /** Three years: a time stamp beyond is a mistake of the file. */
    private static final double LAST_SECOND = 1e8;

    private static final int MATRIX_NUMBERS = 9;

    private final int firstSecond;
    private final double endSecond;
    private SwsContext scaler = new SwsContext(null);
    private int nextSecond;
    private double lastSecond = Double.NEGATIVE_INFINITY;

    private VideoTrack(int firstSecond, double endSecond) {
        this.firstSecond = firstSecond;
        this.endSecond = endSecond;
        this.nextSecond = firstSecond;
    }

    /** @param declaredSeconds what the container promises of the clip */
    static VideoTrack of(DecodeOptions options, double declaredSeconds) {
        double end = options.end() - options.start();
        PicturePart part = options.pictures();
        return part == null
                ? new VideoTrack(0, end)
                : new VideoTrack(part.firstSecond(declaredSeconds), Math.min(end, part.endSecond(declaredSeconds)));
    }

    /** Pictures before this are not wanted. */
    int firstSecond() {
        return firstSecond;
    }

    /** Time of the last picture that was seen on the timeline; negative where none was. */
    double lastSecond() {
        return lastSecond;
    }

    boolean complete() {
        return nextSecond >= endSecond;
    }

    /**
     * @param second when the picture is shown; NaN where the file does not say
     * @param aspect width of a stored pixel relative to its height
     */
    List<MediaPiece> add(AVFrame frame, double second, AVRational aspect) throws UndecodableException {
        List<MediaPiece> frames = new ArrayList<>();
        double shown = Double.isNaN(second) ? Math.max(0, lastSecond) : second;
        if (shown + TOLERANCE_SECONDS < 0) {
            return frames;
        }
        lastSecond = Math.max(lastSecond, Math.max(0, shown));
        if (shown + TOLERANCE_SECONDS < nextSecond || complete()) {
            return frames;
        }
        VideoFrame converted = convert(frame, aspect);
        int repeats = 0;
        while (nextSecond <= shown + TOLERANCE_SECONDS && nextSecond < endSecond && repeats < MOST_REPEATS) {
            frames.add(new VideoFrame(nextSecond, converted.width(), converted.height(), converted.rgb()));
            nextSecond++;
            repeats++;
        }
        nextSecond = Math.max(nextSecond, (int) Math.floor(Math.min(shown, LAST_SECOND)) + 1);
        return frames;
    }

    private VideoFrame convert(AVFrame frame, AVRational aspect) throws UndecodableException {
        int height = frame.height();
        int width = displayWidth(frame, aspect);
        if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
            throw new UndecodableException("a picture of " + width + "x" + height + " pixels");
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
        if (scaler == null || scaler.isNull()) {
            scaler = new SwsContext(null);
            throw new UndecodableException("a pixel format that cannot be converted, number " + frame.format());
        }
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
            return orientation(frame).apply(new VideoFrame(nextSecond, width, height, rgb));
        }
    }

    private static int displayWidth(AVFrame frame, AVRational aspect) {
        double ratio = aspect.num() > 0 && aspect.den() > 0 ? aspect.num() / (double) aspect.den() : 1;
        boolean credible = ratio >= 1 / MOST_STRETCH && ratio <= MOST_STRETCH;
        return credible ? Math.max(1, (int) Math.round(frame.width() * ratio)) : frame.width();
    }

    /** From the container, the bit stream or Exif: libav puts each of them on the frame. */
    private static Orientation orientation(AVFrame frame) {
        AVFrameSideData matrix = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
        if (matrix == null || matrix.isNull() || matrix.size() < MATRIX_NUMBERS * Integer.BYTES) {
            return Orientation.UPRIGHT;
        }
        int[] numbers = new int[MATRIX_NUMBERS];
        new IntPointer(matrix.data()).get(numbers);
        return Orientation.of(numbers);
    }

    @Override
    public void close() {
        if (!scaler.isNull()) {
            sws_freeContext(scaler);
            scaler = new SwsContext(null);
        }
    }
}
