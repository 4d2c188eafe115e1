package oragen.media;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;

import com.google.errorprone.annotations.MustBeClosed;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.jspecify.annotations.Nullable;

/** The stream of one kind that is heard or seen, with its decoder. */
record Decoding(AVStream stream, AVCodecContext codec) implements AutoCloseable {
    /**
     * The first default stream of a kind, or else the first; cover art is no video. All others of the kind are
     * skipped from now on.
     *
     * @param kind an {@code AVMEDIA_TYPE}
     * @return null where there is none, or none that this build can decode
     */
    @MustBeClosed
    static @Nullable Decoding open(AVFormatContext format, int kind) {
        AVStream chosen = null;
        for (int i = 0; i < format.nb_streams(); i++) {
            AVStream stream = format.streams(i);
            boolean fits = stream.codecpar().codec_type() == kind && !has(stream, avformat.AV_DISPOSITION_ATTACHED_PIC);
            if (fits && (chosen == null || (isDefault(stream) && !isDefault(chosen)))) {
                chosen = stream;
            }
        }
        for (int i = 0; i < format.nb_streams(); i++) {
            AVStream stream = format.streams(i);
            if (stream.codecpar().codec_type() == kind && (chosen == null || stream.index() != chosen.index())) {
                stream.discard(avcodec.AVDISCARD_ALL);
            }
        }
        AVCodecContext codec = chosen == null ? null : Libav.openDecoder(chosen);
        return chosen == null || codec == null ? null : new Decoding(chosen, codec);
    }

    /** From now on the stream's packets are not read. */
    void skip() {
        stream.discard(avcodec.AVDISCARD_ALL);
    }

    private static boolean isDefault(AVStream stream) {
        return has(stream, avformat.AV_DISPOSITION_DEFAULT);
    }

    private static boolean has(AVStream stream, int disposition) {
        return (stream.disposition() & disposition) != 0;
    }

    @Override
    public void close() {
        avcodec_free_context(codec);
    }
}
