package oragen.media;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Opens libav's decoders and reads its error codes.
 *
 * <p>Decoders of NVIDIA's video engine ({@code h264_cuvid} and its like; the driver brings {@code libnvcuvid}) give the
 * pictures of the processor's decoders within their rounding, in the order in which they are shown. They conceal damage
 * without telling, and need to be given every packet: their own parser reorders pictures, and emptying it makes the
 * decoder anew.
 */
final class Libav {
    /** {@code AVERROR(EAGAIN)}: the number is that of the operating system. */
    static final int AGAIN = System.getProperty("os.name").startsWith("Mac") ? -35 : -11;

    /** The engine's decoders for films; single pictures are the processor's. */
    private static final Map<Integer, String> ENGINE_DECODERS = Map.of(
            avcodec.AV_CODEC_ID_H264, "h264_cuvid",
            avcodec.AV_CODEC_ID_HEVC, "hevc_cuvid",
            avcodec.AV_CODEC_ID_AV1, "av1_cuvid",
            avcodec.AV_CODEC_ID_VP9, "vp9_cuvid",
            avcodec.AV_CODEC_ID_VP8, "vp8_cuvid",
            avcodec.AV_CODEC_ID_VC1, "vc1_cuvid",
            avcodec.AV_CODEC_ID_MPEG4, "mpeg4_cuvid",
            avcodec.AV_CODEC_ID_MPEG2VIDEO, "mpeg2_cuvid",
            avcodec.AV_CODEC_ID_MPEG1VIDEO, "mpeg1_cuvid");

    /** 8 bits in 4:2:0: what every engine decodes of each of these codecs. */
    private static final Set<Integer> EIGHT_BITS = Set.of(avutil.AV_PIX_FMT_YUV420P, avutil.AV_PIX_FMT_YUVJ420P);

    private static final Set<Integer> TEN_BITS_TOO =
            Set.of(avcodec.AV_CODEC_ID_HEVC, avcodec.AV_CODEC_ID_AV1, avcodec.AV_CODEC_ID_VP9);

    private static final String SUFFIX = "_cuvid";

    private Libav() {}

    /**
     * The engine's decoder for a stream; nothing where it has none for the codec, or for that profile of it.
     *
     * @param codec an {@code AV_CODEC_ID}
     * @param pixelFormat an {@code AV_PIX_FMT}, which tells profiles apart
     */
    static Optional<String> engineDecoder(int codec, int pixelFormat) {
        boolean decodable = EIGHT_BITS.contains(pixelFormat)
                || pixelFormat == avutil.AV_PIX_FMT_YUV420P10LE && TEN_BITS_TOO.contains(codec);
        return decodable ? Optional.ofNullable(ENGINE_DECODERS.get(codec)) : Optional.empty();
    }

    /** Whether a decoder is the engine's. */
    static boolean isEngine(AVCodecContext context) {
        return context.codec().name().getString().endsWith(SUFFIX);
    }

    /** Whether a GPU, its driver and the driver's library for the engine are there. */
    static boolean hasEngine(int gpu) {
        AVCodec codec = avcodec_find_decoder_by_name("h264" + SUFFIX);
        if (codec == null || codec.isNull()) {
            return false;
        }
        AVCodecContext context = avcodec_alloc_context3(codec);
        boolean opened = openOn(context, codec, gpu) >= 0;
        avcodec_free_context(context);
        return opened;
    }

    private static int openOn(AVCodecContext context, AVCodec codec, int gpu) {
        AVDictionary options = new AVDictionary(null);
        avutil.av_dict_set(options, "gpu", Integer.toString(gpu), 0);
        try {
            return avcodec_open2(context, codec, options);
        } finally {
            avutil.av_dict_free(options);
        }
    }

    /** A decoder of the engine for a stream; null where it has none, or does not take this stream. */
    static @Nullable AVCodecContext openEngineDecoder(AVStream stream, int gpu) {
        Optional<String> name =
                engineDecoder(stream.codecpar().codec_id(), stream.codecpar().format());
        AVCodec codec = name.isEmpty() ? null : avcodec_find_decoder_by_name(name.get());
        if (codec == null || codec.isNull()) {
            return null;
        }
        AVCodecContext context = avcodec_alloc_context3(codec);
        avcodec_parameters_to_context(context, stream.codecpar());
        context.pkt_timebase(stream.time_base());
        if (openOn(context, codec, gpu) < 0) {
            avcodec_free_context(context);
            return null;
        }
        context.max_pixels(PictureLimits.MOST_PIXELS);
        return context;
    }

    static String error(int code) {
        byte[] text = new byte[256];
        avutil.av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    /** A decoder for a stream, on one thread: tasks fill the cores. Null where this build has none. */
    static @Nullable AVCodecContext openDecoder(AVStream stream) {
        AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
        if (codec == null || codec.isNull()) {
            return null;
        }
        AVCodecContext context = avcodec_alloc_context3(codec);
        avcodec_parameters_to_context(context, stream.codecpar());
        context.pkt_timebase(stream.time_base());
        context.thread_count(1);
        if (avcodec_open2(context, codec, (AVDictionary) null) < 0) {
            avcodec_free_context(context);
            return null;
        }
        // For sizes that change on the way; PictureLimits tells of those that the file begins with.
        context.max_pixels(PictureLimits.MOST_PIXELS);
        return context;
    }
}
