package oragen.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Colours by the formulas of ITU-T H.273, and pictures of any size. */
final class RgbConverterIT {
    /** The red of skin, not of a test picture. */
    private static final double[] COLOUR = {0.78, 0.55, 0.42};

    private static VideoFrame convert(int format, int width, int height, Consumer<AVFrame> fill)
            throws UndecodableException {
        AVFrame frame = avutil.av_frame_alloc();
        try (RgbConverter converter = new RgbConverter();
                AVRational square = new AVRational()) {
            square.num(1).den(1);
            frame.format(format);
            frame.width(width);
            frame.height(height);
            assertThat(avutil.av_frame_get_buffer(frame, 0)).isZero();
            fill.accept(frame);
            return converter.convert(frame, square, 7);
        } finally {
            avutil.av_frame_free(frame);
        }
    }

    private static void fillPlane(AVFrame frame, int plane, long value) {
        long bytes = (long) frame.linesize(plane) * frame.height();
        BytePointer.memset(frame.data(plane), (int) value, bytes);
    }

    /** Weights of red and blue in the luma. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.2126, 0.0722", // BT.709
        "5, 0.299, 0.114", // BT.601 with 625 lines
        "6, 0.299, 0.114", // BT.601 with 525 lines
        "7, 0.212, 0.087", // SMPTE ST 240
        "9, 0.2627, 0.0593", // BT.2020
        "2, 0.299, 0.114" // not told: BT.601
    })
    void matrixAndRangeAreThoseOfTheStream(int matrix, double red, double blue) throws UndecodableException {
        double luma = red * COLOUR[0] + (1 - red - blue) * COLOUR[1] + blue * COLOUR[2];
        double[] chroma = {(COLOUR[2] - luma) / (2 * (1 - blue)), (COLOUR[0] - luma) / (2 * (1 - red))};
        for (int range : new int[] {avutil.AVCOL_RANGE_MPEG, avutil.AVCOL_RANGE_JPEG, avutil.AVCOL_RANGE_UNSPECIFIED}) {
            boolean full = range == avutil.AVCOL_RANGE_JPEG;
            VideoFrame shown = convert(avutil.AV_PIX_FMT_YUV420P, 64, 48, frame -> {
                frame.colorspace(matrix);
                frame.color_range(range);
                fillPlane(frame, 0, Math.round(full ? luma * 255 : 16 + luma * 219));
                for (int plane = 1; plane <= 2; plane++) {
                    BytePointer.memset(
                            frame.data(plane),
                            (int) Math.round(128 + chroma[plane - 1] * (full ? 255 : 224)),
                            (long) frame.linesize(plane) * frame.height() / 2);
                }
            });
            assertThat(shown.second()).isEqualTo(7);
            for (int channel = 0; channel < 3; channel++) {
                int middle = (24 * 64 + 32) * 3 + channel;
                assertThat(shown.rgb()[middle] & 0xff)
                        .as("range %d, channel %d", range, channel)
                        .isCloseTo((int) Math.round(COLOUR[channel] * 255), within(2));
            }
        }
    }

    @Test
    void greyHasTheFullRange() throws UndecodableException {
        VideoFrame shown = convert(avutil.AV_PIX_FMT_GRAY8, 16, 16, frame -> fillPlane(frame, 0, 250));
        assertThat(shown.rgb()[300] & 0xff).isEqualTo(250);
    }

    @Test
    void aPictureOfAPhoneIsMadeSmaller() throws UndecodableException {
        VideoFrame shown = convert(avutil.AV_PIX_FMT_GRAY8, 12_000, 9_000, frame -> fillPlane(frame, 0, 200));
        assertThat(shown.width() * shown.height()).isBetween(23_900_000, 24_100_000);
        assertThat(shown.scale()).isCloseTo(shown.width() / 12_000.0, within(1e-4));
        assertThat(shown.rgb()[shown.rgb().length / 2] & 0xff).isCloseTo(200, within(1));
    }

    @Test
    void moreThanAnyCameraTakesIsRefused() {
        assertThatExceptionOfType(UndecodableException.class)
                .isThrownBy(() -> convert(avutil.AV_PIX_FMT_MONOWHITE, 20_000, 12_000, frame -> {}))
                .withMessage("a picture of 20000x12000, 240.0 megapixels, more than the 220 that are supported");
    }
}
