package oragen.media;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import com.google.errorprone.annotations.MustBeClosed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** The stream of one kind that is heard or seen, with its decoder. */
record Decoding(AVStream stream, AVCodecContext codec) implements AutoCloseable {
    /**
     * Of the streams of a kind that can be decoded libav's best: a default one, one with several frames, the one of most
     * bits. A single picture beside a film is a thumbnail, also where it is the default, and cover art is no video. All
     * others of the kind are skipped from now on, also where the chosen one turns out to hold nothing that can be decoded:
     * that is known at the end of the file, when all else has been passed on.
     *
     * @param kind an {@code AVMEDIA_TYPE}
     * @param gpu whose video engine decodes what it can; null for the processor
     * @return null where there is none, or none that this build can decode
     */
    @MustBeClosed
    static @Nullable Decoding open(AVFormatContext format, int kind, @Nullable Integer gpu) {
        List<Integer> candidates = new ArrayList<>(candidates(format, kind));
        int best = best(format, kind);
        candidates.sort(Comparator.comparing((Integer i) -> SinglePicture.isIn(format.streams(i)))
                .thenComparing(i -> i != best));
        Decoding chosen = null;
        for (int index : candidates) {
            AVCodecContext codec = chosen == null ? open(format.streams(index), gpu) : null;
            if (codec != null) {
                chosen = new Decoding(format.streams(index), codec);
            }
        }
        for (int i = 0; i < format.nb_streams(); i++) {
            AVStream stream = format.streams(i);
            if (stream.codecpar().codec_type() == kind
                    && (chosen == null || stream.index() != chosen.stream().index())) {
                stream.discard(avcodec.AVDISCARD_ALL);
            }
        }
        return chosen;
    }

    private static @Nullable AVCodecContext open(AVStream stream, @Nullable Integer gpu) {
        AVCodecContext engine = gpu == null ? null : Libav.openEngineDecoder(stream, gpu);
        return engine == null ? Libav.openDecoder(stream) : engine;
    }

    /** Whether the video engine of a GPU decodes it. */
    boolean isOnGpu() {
        return Libav.isEngine(codec);
    }

    /** The best in libav's eyes, for which no single picture is a default. */
    private static int best(AVFormatContext format, int kind) {
        List<AVStream> pictures = IntStream.range(0, format.nb_streams())
                .mapToObj(format::streams)
                .filter(stream -> has(stream, avformat.AV_DISPOSITION_DEFAULT) && SinglePicture.isIn(stream))
                .toList();
        pictures.forEach(stream -> stream.disposition(stream.disposition() & ~avformat.AV_DISPOSITION_DEFAULT));
        int best = av_find_best_stream(format, kind, -1, -1, new PointerPointer<>(1), 0);
        pictures.forEach(stream -> stream.disposition(stream.disposition() | avformat.AV_DISPOSITION_DEFAULT));
        return best;
    }

    /** Streams of a kind but cover art, those that the file calls default first. */
    private static List<Integer> candidates(AVFormatContext format, int kind) {
        return IntStream.range(0, format.nb_streams())
                .filter(i -> format.streams(i).codecpar().codec_type() == kind)
                .filter(i -> !has(format.streams(i), avformat.AV_DISPOSITION_ATTACHED_PIC))
                .boxed()
                .sorted(Comparator.comparing(i -> !has(format.streams(i), avformat.AV_DISPOSITION_DEFAULT)))
                .toList();
    }

    /** Whether the first of a kind was passed over as a thumbnail, or because it cannot be decoded; or none can. */
    static boolean passedOver(AVFormatContext format, int kind, @Nullable Decoding chosen) {
        List<Integer> candidates = candidates(format, kind);
        if (candidates.isEmpty()
                || chosen != null && candidates.get(0) == chosen.stream().index()) {
            return false;
        }
        return chosen == null
                || kind == avutil.AVMEDIA_TYPE_VIDEO
                || !hasDecoder(format.streams(candidates.get(0)).codecpar().codec_id());
    }

    /** Codecs of sound and pictures that this build cannot decode; what is no codec known to libav is none. */
    static List<String> withoutDecoder(AVFormatContext format) {
        return IntStream.of(avutil.AVMEDIA_TYPE_AUDIO, avutil.AVMEDIA_TYPE_VIDEO)
                .boxed()
                .flatMap(kind -> candidates(format, kind).stream())
                .map(i -> format.streams(i).codecpar().codec_id())
                .filter(codec -> codec != avcodec.AV_CODEC_ID_NONE && !hasDecoder(codec))
                .map(codec -> avcodec_get_name(codec).getString())
                .distinct()
                .toList();
    }

    private static boolean hasDecoder(int codec) {
        AVCodec decoder = avcodec_find_decoder(codec);
        return decoder != null && !decoder.isNull();
    }

    /** From now on the stream's packets are not read. */
    void skip() {
        stream.discard(avcodec.AVDISCARD_ALL);
    }

    /** Empties the decoder, after it has been drained, for a picture that begins anew. */
    void restart() {
        avcodec_flush_buffers(codec);
    }

    /**
     * How long a picture stands, in seconds. Where pictures are stored in another order than they are shown libav gives the
     * time to the next stored one, so that the end of the stream is the better witness.
     *
     * @param duration of the picture as the file says it, in the stream's time base
     * @param shownSecond in the file's own time; NaN where it is unknown
     */
    double standsSeconds(long duration, double shownSecond) {
        double base = av_q2d(stream.time_base());
        double seconds = duration > 0 ? duration * base : meanSeconds();
        boolean ends = stream.duration() > 0 && stream.start_time() != avutil.AV_NOPTS_VALUE;
        double end = (stream.start_time() + stream.duration()) * base;
        return ends && end > shownSecond ? Math.min(seconds, end - shownSecond) : seconds;
    }

    /** Of all pictures; 0 where it is unknown. */
    private double meanSeconds() {
        double rate = av_q2d(stream.avg_frame_rate());
        return rate > 0 && Double.isFinite(rate) ? 1 / rate : 0;
    }

    private static boolean has(AVStream stream, int disposition) {
        return (stream.disposition() & disposition) != 0;
    }

    @Override
    public void close() {
        avcodec_free_context(codec);
    }
}
