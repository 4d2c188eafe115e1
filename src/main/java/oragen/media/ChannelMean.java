package oragen.media;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.ShortPointer;
import org.jspecify.annotations.Nullable;

/**
 * Decoded audio frames → one channel: the plain mean of all, as in both code bases of the authors, LFE included and
 * whatever the layout is called; of ambisonic sound channel W, the microphone without direction. libswresample knows
 * layouts of some numbers of channels only, and its own weights make stereo 1.414 times as loud.
 */
final class ChannelMean {
    /** Full scale is 1. Beyond the range of 32-bit integers it is no scale that anybody writes, but damage. */
    private static final double LARGEST_SAMPLE = 0x1p32;

    private final @Nullable Integer channel;
    private boolean invalidSamples;

    /** @param channel from 0; null takes the mean of all */
    ChannelMean(@Nullable Integer channel) {
        this.channel = channel;
    }

    /** Whether samples came that are not finite numbers, or no sound: they are silence. */
    boolean hasInvalidSamples() {
        return invalidSamples;
    }

    /** @return as many samples as the frame has of each channel, full scale 1 */
    float[] of(AVFrame frame) throws UndecodableException {
        int channels = frame.ch_layout().nb_channels();
        int count = frame.nb_samples();
        boolean planar = avutil.av_sample_fmt_is_planar(frame.format()) != 0;
        int first = channel != null ? channel : 0;
        int last = channel != null || isAmbisonic(frame) ? first : channels - 1;
        if (last >= channels) {
            throw new UndecodableException("sound that goes on with " + channels + " channels");
        }
        double[] sums = new double[count];
        double[] interleaved = planar ? new double[0] : samples(frame, 0, count * channels);
        for (int heard = first; heard <= last; heard++) {
            double[] plane = planar ? samples(frame, heard, count) : interleaved;
            int offset = planar ? 0 : heard;
            int step = planar ? 1 : channels;
            for (int i = 0; i < count; i++) {
                sums[i] += plane[offset + i * step];
            }
        }
        float[] mean = new float[count];
        for (int i = 0; i < count; i++) {
            mean[i] = (float) (sums[i] / (last - first + 1));
        }
        return mean;
    }

    private static boolean isAmbisonic(AVFrame frame) {
        return avutil.av_channel_layout_ambisonic_order(frame.ch_layout()) >= 0;
    }

    private double[] samples(AVFrame frame, int plane, int count) throws UndecodableException {
        double[] samples = new double[count];
        if (count > 0) {
            fill(samples, new BytePointer(frame.extended_data().get(plane)), frame.format());
        }
        return samples;
    }

    private void fill(double[] samples, Pointer plane, int format) throws UndecodableException {
        switch (avutil.av_get_packed_sample_fmt(format)) {
            case avutil.AV_SAMPLE_FMT_U8 -> {
                byte[] values = new byte[samples.length];
                new BytePointer(plane).get(values);
                Arrays.setAll(samples, i -> ((values[i] & 0xff) - 128) / 128.0);
            }
            case avutil.AV_SAMPLE_FMT_S16 -> {
                short[] values = new short[samples.length];
                new ShortPointer(plane).get(values);
                Arrays.setAll(samples, i -> values[i] / 0x1p15);
            }
            case avutil.AV_SAMPLE_FMT_S32 -> {
                int[] values = new int[samples.length];
                new IntPointer(plane).get(values);
                Arrays.setAll(samples, i -> values[i] / 0x1p31);
            }
            case avutil.AV_SAMPLE_FMT_S64 -> {
                long[] values = new long[samples.length];
                new LongPointer(plane).get(values);
                Arrays.setAll(samples, i -> values[i] / 0x1p63);
            }
            case avutil.AV_SAMPLE_FMT_FLT -> {
                float[] values = new float[samples.length];
                new FloatPointer(plane).get(values);
                Arrays.setAll(samples, i -> valid(values[i]));
            }
            case avutil.AV_SAMPLE_FMT_DBL -> {
                new DoublePointer(plane).get(samples);
                Arrays.setAll(samples, i -> valid(samples[i]));
            }
            default -> throw new UndecodableException("audio samples of an unknown format, number " + format);
        }
    }

    private double valid(double sample) {
        if (Math.abs(sample) <= LARGEST_SAMPLE) {
            return sample;
        }
        invalidSamples = true;
        return 0;
    }
}
