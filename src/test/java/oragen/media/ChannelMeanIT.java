package oragen.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.ShortPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames of all sample formats and layouts. */
final class ChannelMeanIT {
    /** Makes a frame of a layout, has it filled, and mixes it. */
    private static float[] mix(ChannelMean mean, String layout, int format, int samples, Consumer<AVFrame> fill)
            throws UndecodableException {
        AVFrame frame = avutil.av_frame_alloc();
        try {
            assertThat(avutil.av_channel_layout_from_string(frame.ch_layout(), layout))
                    .isZero();
            frame.format(format);
            frame.sample_rate(48_000);
            frame.nb_samples(samples);
            assertThat(avutil.av_frame_get_buffer(frame, 0)).isZero();
            fill.accept(frame);
            return mean.of(frame);
        } finally {
            avutil.av_frame_free(frame);
        }
    }

    private static BytePointer plane(AVFrame frame, int plane) {
        return new BytePointer(frame.extended_data().get(plane));
    }

    /** Two samples of two channels: half and a quarter of full scale, and their negatives. */
    private static void fill(AVFrame frame) {
        boolean planar = avutil.av_sample_fmt_is_planar(frame.format()) != 0;
        double[] values = {0.5, 0.25, -0.5, -0.25};
        for (int i = 0; i < values.length; i++) {
            BytePointer data = plane(frame, planar ? i % 2 : 0);
            int at = planar ? i / 2 : i;
            switch (avutil.av_get_packed_sample_fmt(frame.format())) {
                case avutil.AV_SAMPLE_FMT_U8 -> data.put(at, (byte) (128 + values[i] * 128));
                case avutil.AV_SAMPLE_FMT_S16 -> new ShortPointer(data).put(at, (short) (values[i] * 0x1p15));
                case avutil.AV_SAMPLE_FMT_S32 -> new IntPointer(data).put(at, (int) (values[i] * 0x1p31));
                case avutil.AV_SAMPLE_FMT_S64 -> new LongPointer(data).put(at, (long) (values[i] * 0x1p63));
                case avutil.AV_SAMPLE_FMT_FLT -> new FloatPointer(data).put(at, (float) values[i]);
                default -> new DoublePointer(data).put(at, values[i]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"u8", "s16", "s32", "s64", "flt", "dbl", "u8p", "s16p", "s32p", "s64p", "fltp", "dblp"})
    void everySampleFormatHasTheSameScale(String format) throws UndecodableException {
        int number = avutil.av_get_sample_fmt(format);
        assertThat(mix(new ChannelMean(null), "stereo", number, 2, ChannelMeanIT::fill))
                .containsExactly(0.375f, -0.375f);
        assertThat(mix(new ChannelMean(1), "stereo", number, 2, ChannelMeanIT::fill))
                .containsExactly(0.25f, -0.25f);
    }

    @ParameterizedTest
    @CsvSource({"9", "11", "13", "15", "18", "20", "32", "64", "100"})
    void anyNumberOfChannelsWithoutALayoutIsMixed(int channels) throws UndecodableException {
        for (int format : new int[] {avutil.AV_SAMPLE_FMT_S16, avutil.AV_SAMPLE_FMT_FLTP}) {
            float[] mono = mix(new ChannelMean(null), channels + "C", format, 1, frame -> {
                for (int channel = 0; channel < channels; channel++) {
                    if (format == avutil.AV_SAMPLE_FMT_S16) {
                        new ShortPointer(plane(frame, 0)).put(channel, (short) (channel == 3 ? 16_384 : 0));
                    } else {
                        new FloatPointer(plane(frame, channel)).put(0, channel == 3 ? 0.5f : 0);
                    }
                }
            });
            assertThat(mono[0]).isCloseTo(0.5f / channels, within(1e-7f));
        }
    }

    @Test
    void ofAmbisonicSoundTheMicrophoneWithoutDirectionIsHeard() throws UndecodableException {
        float[] mono = mix(new ChannelMean(null), "ambisonic 1", avutil.AV_SAMPLE_FMT_FLT, 1, frame -> {
            for (int channel = 0; channel < 4; channel++) {
                new FloatPointer(plane(frame, 0)).put(channel, channel == 0 ? 0.25f : 0.9f);
            }
        });
        assertThat(mono).containsExactly(0.25f);
    }

    @Test
    void samplesBeyondTheScaleOfAnyFormatAreSilence() throws UndecodableException {
        ChannelMean mean = new ChannelMean(null);
        float[] values = {1e20f, -40_000f, Float.NaN, 0.5f};
        float[] mono =
                mix(mean, "mono", avutil.AV_SAMPLE_FMT_FLT, 4, frame -> new FloatPointer(plane(frame, 0)).put(values));
        assertThat(mono).containsExactly(0, -40_000f, 0, 0.5f);
        assertThat(mean.hasInvalidSamples()).isTrue();
    }

    @Test
    void aChosenChannelThatEndsIsTold() {
        assertThatExceptionOfType(UndecodableException.class)
                .isThrownBy(() -> mix(new ChannelMean(1), "mono", avutil.AV_SAMPLE_FMT_FLT, 1, frame -> {}))
                .withMessage("sound that goes on with 1 channels");
    }
}
