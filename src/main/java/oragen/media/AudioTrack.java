package oragen.media;

import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_delay;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;
import static org.bytedeco.ffmpeg.global.swresample.swr_set_matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Decoded audio frames → the waveform on the clip's timeline: late starts padded, gaps filled, overlaps dropped. */
final class AudioTrack implements AutoCloseable {
    /** Smaller steps of timestamps are rounding; ffmpeg's -async 1 takes the same threshold. */
    private static final long HARD_GAP_SAMPLES = WaveformPiece.SAMPLE_RATE / 10;

    private static final int LARGEST_PIECE = 10 * WaveformPiece.SAMPLE_RATE;

    private final @Nullable Integer channel;
    private final long endSample;
    private final long largestGap;
    private SwrContext resampler = new SwrContext(null);
    private int inputRate;
    private int inputChannels;
    private int inputFormat = -1;
    private long position;
    private long toDrop;
    private boolean started;

    /** @param largestGap no gap may fill more samples than this, whatever the timestamps say */
    AudioTrack(DecodeOptions options, long largestGap) {
        this.channel = options.channel();
        this.endSample = Double.isInfinite(options.end())
                ? Long.MAX_VALUE
                : Math.round((options.end() - options.start()) * WaveformPiece.SAMPLE_RATE);
        this.largestGap = largestGap;
    }

    long position() {
        return position;
    }

    boolean complete() {
        return position >= endSample;
    }

    /** @param second of the first sample of the frame on the clip's timeline; NaN continues */
    List<MediaPiece> add(AVFrame frame, double second) throws UndecodableException {
        List<MediaPiece> pieces = new ArrayList<>();
        configure(frame, pieces);
        if (!Double.isNaN(second)) {
            long delay = swr_get_delay(resampler, WaveformPiece.SAMPLE_RATE);
            long gap = Math.round(second * WaveformPiece.SAMPLE_RATE) - (position + delay - toDrop);
            align(gap, pieces);
        }
        convert(frame.extended_data(), frame.nb_samples(), pieces);
        return pieces;
    }

    private void align(long gap, List<MediaPiece> pieces) {
        boolean starts = !started;
        started = true;
        if (gap > 0 && (starts || gap > HARD_GAP_SAMPLES)) {
            for (long left = Math.min(gap, largestGap); left > 0; left -= LARGEST_PIECE) {
                emit(new float[(int) Math.min(left, LARGEST_PIECE)], pieces);
            }
        } else if (gap < 0 && (starts || -gap > HARD_GAP_SAMPLES)) {
            toDrop -= gap;
        }
    }

    List<MediaPiece> finish() {
        List<MediaPiece> pieces = new ArrayList<>();
        if (!resampler.isNull()) {
            convert(null, 0, pieces);
        }
        return pieces;
    }

    private void configure(AVFrame frame, List<MediaPiece> pieces) throws UndecodableException {
        int channels = frame.ch_layout().nb_channels();
        if (frame.sample_rate() == inputRate && channels == inputChannels && frame.format() == inputFormat) {
            return;
        }
        pieces.addAll(finish());
        close();
        inputRate = frame.sample_rate();
        inputChannels = channels;
        inputFormat = frame.format();
        try (AVChannelLayout mono = new AVChannelLayout();
                AVChannelLayout input = new AVChannelLayout();
                PointerPointer<Pointer> created = new PointerPointer<>(1)) {
            avutil.av_channel_layout_default(mono, 1);
            if (frame.ch_layout().order() == avutil.AV_CHANNEL_ORDER_UNSPEC) {
                avutil.av_channel_layout_default(input, channels);
            } else {
                avutil.av_channel_layout_copy(input, frame.ch_layout());
            }
            created.put(0, (Pointer) null);
            int code = swr_alloc_set_opts2(
                    created,
                    mono,
                    avutil.AV_SAMPLE_FMT_FLT,
                    WaveformPiece.SAMPLE_RATE,
                    input,
                    inputFormat,
                    inputRate,
                    0,
                    null);
            avutil.av_channel_layout_uninit(input);
            if (code < 0) {
                throw unsupported();
            }
            SwrContext context = new SwrContext(created.get(Pointer.class, 0));
            if (channel != null && channel < channels) {
                double[] matrix = new double[channels];
                matrix[channel] = 1;
                swr_set_matrix(context, matrix, channels);
            }
            if (swr_init(context) < 0) {
                swr_free(context);
                throw unsupported();
            }
            resampler = context;
        }
    }

    private UndecodableException unsupported() {
        return new UndecodableException(
                "audio of " + inputChannels + " channels at " + inputRate + " Hz that cannot be resampled");
    }

    private void convert(@Nullable PointerPointer<?> data, int samples, List<MediaPiece> pieces) {
        int room = swr_get_out_samples(resampler, samples);
        if (room <= 0) {
            return;
        }
        try (FloatPointer target = new FloatPointer(room);
                PointerPointer<FloatPointer> targets = new PointerPointer<>(1)) {
            targets.put(0, target);
            int count = swr_convert(resampler, targets, room, data, samples);
            if (count > 0) {
                float[] converted = new float[count];
                target.get(converted);
                emit(converted, pieces);
            }
        }
    }

    private void emit(float[] samples, List<MediaPiece> pieces) {
        int from = (int) Math.min(toDrop, samples.length);
        toDrop -= from;
        int count = (int) Math.max(0, Math.min(samples.length - from, endSample - position));
        if (count > 0) {
            pieces.add(new WaveformPiece(position, Arrays.copyOfRange(samples, from, from + count)));
            position += count;
        }
    }

    @Override
    public void close() {
        if (!resampler.isNull()) {
            swr_free(resampler);
            resampler = new SwrContext(null);
        }
    }
}
