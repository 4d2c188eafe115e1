package oragen.media;

import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_delay;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Decoded audio frames → the waveform on the clip's timeline: the plain mean of all channels, late starts padded, gaps
 * filled, all sound kept.
 */
final class AudioTrack implements AutoCloseable {
    /** Smaller steps of timestamps are rounding; ffmpeg's -async 1 takes the same threshold. */
    private static final long HARD_GAP_SAMPLES = WaveformPiece.SAMPLE_RATE / 10;

    private final ChannelMean mean;
    private final long endSample;
    private final Timeline timeline;
    private final PieceQueue pieces;
    private SwrContext resampler = new SwrContext(null);
    private int inputRate;
    /** Where the next sample of the resampler lies on the timeline; before {@link #position} where streams overlap. */
    private long cursor;

    private long position;
    private boolean started;

    /** @param pieces takes the waveform */
    AudioTrack(DecodeOptions options, Timeline timeline, PieceQueue pieces) {
        this.mean = new ChannelMean(options.channel());
        this.endSample = Double.isInfinite(options.end())
                ? Long.MAX_VALUE
                : Math.round((options.end() - options.start()) * WaveformPiece.SAMPLE_RATE);
        this.timeline = timeline;
        this.pieces = pieces;
    }

    long position() {
        return position;
    }

    boolean complete() {
        return position >= endSample;
    }

    /** Whether samples came that are not finite numbers. */
    boolean hasInvalidSamples() {
        return mean.hasInvalidSamples();
    }

    /** @param second of the first sample of the frame as the file says it; NaN continues */
    void add(AVFrame frame, double second) throws UndecodableException {
        configure(frame.sample_rate());
        if (!Double.isNaN(second)) {
            align(second);
        }
        float[] samples = mean.of(frame);
        try (FloatPointer source = new FloatPointer(samples);
                PointerPointer<FloatPointer> sources = new PointerPointer<>(1)) {
            sources.put(0, source);
            convert(sources, samples.length);
        }
        timeline.reach(cursor / (double) WaveformPiece.SAMPLE_RATE);
    }

    private void align(double second) {
        long end = cursor + swr_get_delay(resampler, WaveformPiece.SAMPLE_RATE);
        double ended = end / (double) WaveformPiece.SAMPLE_RATE;
        double placed = started ? timeline.place(second, ended, ended) : timeline.placeFirst(second);
        long gap = Math.round(placed * WaveformPiece.SAMPLE_RATE) - end;
        // Sound that overlaps is heard a little later, as by ffmpeg, rather than lost.
        if (!started || gap > HARD_GAP_SAMPLES) {
            cursor += gap;
        }
        started = true;
    }

    void finish() {
        if (!resampler.isNull()) {
            convert(null, 0);
        }
    }

    private void configure(int rate) throws UndecodableException {
        if (rate == inputRate) {
            return;
        }
        finish();
        close();
        inputRate = rate;
        try (AVChannelLayout mono = new AVChannelLayout();
                PointerPointer<Pointer> created = new PointerPointer<>(1)) {
            avutil.av_channel_layout_default(mono, 1);
            created.put(0, (Pointer) null);
            int code = swr_alloc_set_opts2(
                    created,
                    mono,
                    avutil.AV_SAMPLE_FMT_FLT,
                    WaveformPiece.SAMPLE_RATE,
                    mono,
                    avutil.AV_SAMPLE_FMT_FLT,
                    rate,
                    0,
                    null);
            if (code < 0) {
                throw unsupported();
            }
            SwrContext context = new SwrContext(created.get(Pointer.class, 0));
            if (swr_init(context) < 0) {
                swr_free(context);
                throw unsupported();
            }
            resampler = context;
        }
    }

    private UndecodableException unsupported() {
        return new UndecodableException("audio at " + inputRate + " Hz, which cannot be resampled");
    }

    private void convert(@Nullable PointerPointer<?> data, int samples) {
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
                emit(converted);
            }
        }
    }

    private void emit(float[] samples) {
        long start = cursor;
        cursor += samples.length;
        if (start > position) {
            long silentUntil = Math.min(start, endSample);
            if (silentUntil > position) {
                pieces.addSilence(position, silentUntil);
                position = silentUntil;
            }
        }
        int from = (int) Math.min(samples.length, Math.max(0, position - start));
        int until = (int) Math.min(samples.length, Math.max(from, endSample - start));
        if (until > from) {
            pieces.add(new WaveformPiece(position, Arrays.copyOfRange(samples, from, until)));
            position += until - from;
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
