package oragen.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.ShortPointer;

/**
 * Writes films by the FFmpeg in the jar: pictures of one level of grey a second, and a tone of an amplitude of 0.25.
 *
 * @param format a muxer: mpegts, mpeg, matroska, …
 * @param seconds length
 * @param keyEvery frames from one key frame to the next; there are ten a second
 * @param startSecond of the first time stamp
 * @param firstGrey level of the first second; each has 10 more, up to 200, then again
 */
record TestingFilm(String format, TestingCodecs codecs, int seconds, int keyEvery, int startSecond, int firstGrey) {
    private static final int SAMPLES_OF_PCM = 1024;

    /** MPEG-2 pictures and MPEG sound. */
    TestingFilm(String format, int seconds, int keyEvery, int startSecond, int firstGrey) {
        this(format, TestingCodecs.MPEG, seconds, keyEvery, startSecond, firstGrey);
    }

    /** Level of grey of a second. */
    int grey(int second) {
        return 50 + (firstGrey - 50 + second * 10) % 160;
    }

    byte[] bytes() throws IOException {
        return written(seconds * codecs.framesASecond(), -1);
    }

    /** The film after a track of a single JPEG picture, which is the default. */
    byte[] bytesAfterThumbnail(int grey) throws IOException {
        return written(seconds * codecs.framesASecond(), grey);
    }

    /** A file of one picture. */
    byte[] firstPicture() throws IOException {
        return written(1, -1);
    }

    private byte[] written(int frames, int thumbnailGrey) throws IOException {
        Path file = Files.createTempFile("film", "." + format);
        try {
            write(file, frames, thumbnailGrey);
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }

    private void write(Path file, int frames, int thumbnailGrey) {
        AVFormatContext output = new AVFormatContext(null);
        assertThat(avformat_alloc_output_context2(output, null, format, null)).isNotNegative();
        List<Track> thumbnails = new ArrayList<>();
        if (thumbnailGrey >= 0) {
            thumbnails.add(track(output, new TestingCodecs("mjpeg", "").forPictures(1)));
            thumbnails.get(0).stream().disposition(avformat.AV_DISPOSITION_DEFAULT);
        }
        List<Track> tracks = new ArrayList<>();
        if (!codecs.pictures().isEmpty()) {
            tracks.add(track(output, codecs.forPictures(keyEvery)));
        }
        if (!codecs.sound().isEmpty()) {
            tracks.add(track(output, codecs.forSound()));
        }
        AVIOContext io = new AVIOContext(null);
        assertThat(avio_open(io, file.toString(), avformat.AVIO_FLAG_WRITE)).isNotNegative();
        output.pb(io);
        assertThat(avformat_write_header(output, (AVDictionary) null)).isNotNegative();
        thumbnails.forEach(track -> track.sendUntil(output, 0.1, thumbnailGrey, startSecond));
        for (int picture = 0; picture < frames; picture++) {
            int grey = grey(picture / codecs.framesASecond());
            double end = (picture + 1.0) / codecs.framesASecond();
            tracks.forEach(track -> track.sendUntil(output, end, grey, startSecond));
        }
        thumbnails.forEach(track -> track.finish(output));
        tracks.forEach(track -> track.finish(output));
        assertThat(av_write_trailer(output)).isNotNegative();
        avio_closep(output.pb());
        avformat_free_context(output);
    }

    private static Track track(AVFormatContext output, AVCodecContext codec) {
        if ((output.oformat().flags() & avformat.AVFMT_GLOBALHEADER) != 0) {
            codec.flags(codec.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        assertThat(avcodec_open2(codec, codec.codec(), (AVDictionary) null)).isNotNegative();
        AVStream stream = avformat_new_stream(output, null);
        avcodec_parameters_from_context(stream.codecpar(), codec);
        stream.time_base(codec.time_base()).avg_frame_rate(codec.framerate());
        AVFrame frame = av_frame_alloc();
        frame.format(codec.width() > 0 ? codec.pix_fmt() : codec.sample_fmt());
        frame.width(codec.width()).height(codec.height());
        int samples = codec.frame_size() > 0 ? codec.frame_size() : SAMPLES_OF_PCM;
        frame.nb_samples(codec.width() > 0 ? 0 : samples).sample_rate(codec.sample_rate());
        avutil.av_channel_layout_copy(frame.ch_layout(), codec.ch_layout());
        assertThat(av_frame_get_buffer(frame, 0)).isNotNegative();
        return new Track(stream, codec, frame, av_packet_alloc());
    }

    private record Track(AVStream stream, AVCodecContext codec, AVFrame frame, AVPacket packet) {
        /** Sends the frames that end until then, in seconds since the beginning. */
        void sendUntil(AVFormatContext output, double end, int grey, int startSecond) {
            int rate = codec.time_base().den();
            int step = Math.max(1, frame.nb_samples());
            long start = (long) startSecond * rate;
            long next = frame.pts() < start ? start : frame.pts() + step;
            for (; next + step <= start + Math.round(end * rate); next += step) {
                send(output, grey, next);
            }
        }

        private void send(AVFormatContext output, int grey, long time) {
            av_frame_make_writable(frame);
            if (codec.width() > 0) {
                paint(grey);
            } else {
                sound(time);
            }
            frame.pts(time);
            assertThat(avcodec_send_frame(codec, frame)).isNotNegative();
            receive(output);
        }

        private void paint(int grey) {
            boolean full = frame.format() == avutil.AV_PIX_FMT_GRAY8;
            int luma = full ? grey : 16 + grey * 219 / 255;
            BytePointer.memset(frame.data(0), luma, (long) frame.linesize(0) * frame.height());
            for (int plane = 1; plane <= 2 && !full; plane++) {
                BytePointer.memset(frame.data(plane), 128, (long) frame.linesize(plane) * frame.height() / 2);
            }
        }

        private void sound(long time) {
            int channels = frame.ch_layout().nb_channels();
            ShortPointer shorts = new ShortPointer(frame.data(0));
            FloatPointer floats = new FloatPointer(frame.data(0));
            for (int i = 0; i < frame.nb_samples() * channels; i++) {
                double tone = Math.sin(2 * Math.PI * 440 * (time + i / channels) / codec.sample_rate()) / 4;
                if (codec.sample_fmt() == avutil.AV_SAMPLE_FMT_FLTP) {
                    floats.put(i, (float) tone);
                } else {
                    shorts.put(i, (short) (tone * 32_768));
                }
            }
        }

        private void receive(AVFormatContext output) {
            while (avcodec_receive_packet(codec, packet) >= 0) {
                av_packet_rescale_ts(packet, codec.time_base(), stream.time_base());
                packet.stream_index(stream.index());
                assertThat(av_interleaved_write_frame(output, packet)).isNotNegative();
            }
        }

        void finish(AVFormatContext output) {
            avcodec_send_frame(codec, null);
            receive(output);
            av_frame_free(frame);
            av_packet_free(packet);
            avcodec_free_context(codec);
        }
    }

    /** Levels of grey of decoded frames, to the nearest ten. */
    static List<Integer> greys(List<VideoFrame> frames) {
        List<Integer> greys = new ArrayList<>();
        for (VideoFrame frame : frames) {
            int middle = (frame.height() / 2 * frame.width() + frame.width() / 2) * 3;
            greys.add((int) Math.round((frame.rgb()[middle] & 0xff) / 10.0) * 10);
        }
        return greys;
    }
}
