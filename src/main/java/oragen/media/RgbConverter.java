package oragen.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_DEFAULT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Decoded pictures → RGB as a viewer sees them: by the matrix and range that the stream names (ITU-T H.273), with square
 * pixels, upright. What names no matrix is taken for BT.601, as by ffmpeg's command line.
 */
final class RgbConverter implements AutoCloseable {
    /** Pixels more stretched than this are a mistake of the file. */
    private static final double MOST_STRETCH = 8;

    private static final int MATRIX_NUMBERS = 9;
    private static final int CHANNELS = 3;

    /** Contrast and saturation as they are, in 16.16 fixed point. */
    private static final int ONE = 1 << 16;

    private SwsContext scaler = new SwsContext(null);
    private @Nullable Conversion current;

    /**
     * What a scaler is made for.
     *
     * @param matrix an {@code AVCOL_SPC}
     * @param range an {@code AVCOL_RANGE}
     */
    private record Conversion(
            int width, int height, int format, int shownWidth, int shownHeight, int matrix, int range) {}

    /** @param aspect width of a stored pixel relative to its height */
    VideoFrame convert(AVFrame frame, AVRational aspect, int second) throws UndecodableException {
        int width = displayWidth(frame, aspect);
        int height = frame.height();
        Optional<String> excess = PictureLimits.excess(new StillFile.Header(width, height, 0));
        if (excess.isPresent()) {
            throw new UndecodableException(excess.get());
        }
        double scale = Math.min(1, Math.sqrt(PictureLimits.LARGEST_SHOWN_PIXELS / ((double) width * height)));
        Conversion wanted = new Conversion(
                frame.width(),
                frame.height(),
                frame.format(),
                scaled(width, scale),
                scaled(height, scale),
                frame.colorspace(),
                frame.color_range());
        if (!wanted.equals(current)) {
            prepare(wanted);
        }
        byte[] rgb = scale(frame, wanted.shownWidth(), wanted.shownHeight());
        return orientation(frame).apply(new VideoFrame(second, wanted.shownWidth(), wanted.shownHeight(), rgb, scale));
    }

    private static int scaled(int length, double scale) {
        return Math.max(1, (int) Math.round(length * scale));
    }

    private void prepare(Conversion wanted) throws UndecodableException {
        close();
        SwsContext made = sws_getContext(
                wanted.width(),
                wanted.height(),
                wanted.format(),
                wanted.shownWidth(),
                wanted.shownHeight(),
                avutil.AV_PIX_FMT_RGB24,
                SWS_BILINEAR,
                null,
                null,
                (DoublePointer) null);
        if (made == null || made.isNull()) {
            throw new UndecodableException("a pixel format that cannot be converted, number " + wanted.format());
        }
        scaler = made;
        colour(wanted);
        current = wanted;
    }

    /** Formats without a matrix, such as RGB, ignore it. */
    private void colour(Conversion wanted) {
        boolean full = wanted.range() == avutil.AVCOL_RANGE_JPEG
                || wanted.range() == avutil.AVCOL_RANGE_UNSPECIFIED && isFullByFormat(wanted.format());
        sws_setColorspaceDetails(
                scaler,
                sws_getCoefficients(wanted.matrix()),
                full ? 1 : 0,
                sws_getCoefficients(SWS_CS_DEFAULT),
                1,
                0,
                ONE,
                ONE);
    }

    /** Formats of JPEG and grey have the full range unless the stream says otherwise. */
    private static boolean isFullByFormat(int format) {
        String name = avutil.av_get_pix_fmt_name(format).getString();
        return name.startsWith("yuvj") || name.startsWith("gray") || name.startsWith("ya");
    }

    private byte[] scale(AVFrame frame, int width, int height) {
        int stride = (width * CHANNELS + 63) / 64 * 64; // swscale writes whole vectors
        byte[] rgb = new byte[width * height * CHANNELS];
        try (BytePointer target = new BytePointer((long) stride * height + 64);
                PointerPointer<BytePointer> targets = new PointerPointer<>(4);
                IntPointer strides = new IntPointer(stride, 0, 0, 0)) {
            targets.put(0, target);
            sws_scale(
                    scaler, new PointerPointer<>(frame.data()), frame.linesize(), 0, frame.height(), targets, strides);
            for (int row = 0; row < height; row++) {
                target.position((long) row * stride).get(rgb, row * width * CHANNELS, width * CHANNELS);
            }
            target.position(0);
        }
        return rgb;
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
        current = null;
    }
}
