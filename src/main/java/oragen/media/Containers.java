package oragen.media;

import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVProbeData;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.javacpp.BytePointer;

/** The containers that are read: those that carry media themselves, which libav tells by their content. */
final class Containers {
    /**
     * libav's demuxers. Playlists and what else opens other files (hls, concat, dash, image2, imf) is not among them, nor
     * is what nobody records speech or faces in.
     */
    static final String TAKEN = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,flv,asf,mpeg,mpegts,dv,mxf,"
            + "wav,w64,aiff,au,caf,nistsphere,flac,mp3,aac,ogg,amr,gsm,s16le,alaw,mulaw,"
            + "gif,apng,png_pipe,jpeg_pipe,bmp_pipe,webp_pipe,tiff_pipe";

    /** What libav looks at first where a container is easily told. */
    static final int TELLING_BYTES = 64 * 1024;

    private static final List<String> NAMES = List.of(TAKEN.split(","));

    private Containers() {}

    /**
     * The container that a file is surely in although it is none that is read.
     *
     * @param beginning of the file, {@link #TELLING_BYTES} or all of it
     */
    static Optional<String> refused(byte[] beginning) {
        try (AVProbeData probe = new AVProbeData();
                BytePointer content = new BytePointer(beginning.length + avformat.AVPROBE_PADDING_SIZE).zero();
                BytePointer noName = new BytePointer("")) {
            content.put(beginning, 0, beginning.length);
            probe.filename(noName).buf(content).buf_size(beginning.length);
            int[] score = new int[1];
            AVInputFormat format = avformat.av_probe_input_format3(probe, 1, score);
            // With less libav itself would read on before it decides.
            boolean sure = format != null && !format.isNull() && score[0] > avformat.AVPROBE_SCORE_MAX / 4;
            return sure && !isTaken(format) ? Optional.of(told(format)) : Optional.empty();
        }
    }

    /** A demuxer of several containers has several names. */
    private static boolean isTaken(AVInputFormat format) {
        return List.of(format.name().getString().split(",")).stream().anyMatch(NAMES::contains);
    }

    private static String told(AVInputFormat format) {
        return format.long_name().getString() + ", " + format.name().getString();
    }
}
