package oragen.media;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avutil;

/** Reads libav's error codes. */
final class Libav {
    /** {@code AVERROR(EAGAIN)} on Linux. */
    static final int AGAIN = -11;

    private Libav() {}

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
    static org.bytedeco.ffmpeg.avcodec.@org.jspecify.annotations.Nullable AVCodecContext openDecoder(
            org.bytedeco.ffmpeg.avformat.AVStream stream) {
        var codec = org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder(
                stream.codecpar().codec_id());
        if (codec == null || codec.isNull()) {
            return null;
        }
        var context = org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3(codec);
        context.thread_count(1);
        org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context(context, stream.codecpar());
        context.pkt_timebase(stream.time_base());
        context.thread_count(1);
        if (org.bytedeco.ffmpeg.global.avcodec.avcodec_open2(
                        context, codec, (org.bytedeco.ffmpeg.avutil.AVDictionary) null)
                < 0) {
            org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context(context);
            return null;
        }
        return context;
    }
}
