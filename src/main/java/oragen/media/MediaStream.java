package oragen.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import com.google.errorprone.annotations.MustBeClosed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import oragen.media.MediaException.Reason;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** One pass over a media file: pieces of its waveform and one frame a second, in the order of the file. */
public final class MediaStream implements AutoCloseable {
    private static final long NO_TIMESTAMP = avutil.AV_NOPTS_VALUE;

    private static final double HOUR = 3600;

    private final String name;
    private final DecodeOptions options;
    private final NativeInput input;
    private final @Nullable Decoding audio;
    private final @Nullable Decoding video;
    private final AudioTrack audioTrack;
    private final VideoTrack videoTrack;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private final Deque<MediaPiece> ready = new ArrayDeque<>();
    private final double originSecond;
    private boolean drained;
    private boolean readFailed;
    private int decodeErrors;

    @SuppressWarnings({"MustBeClosedChecker", "MustBeClosed"}) // close() closes both streams
    private MediaStream(NativeInput input, String name, DecodeOptions options) {
        this.input = input;
        this.name = name;
        this.options = options;
        AVFormatContext format = input.format();
        this.audio = Decoding.open(format, avutil.AVMEDIA_TYPE_AUDIO);
        this.video = Decoding.open(format, avutil.AVMEDIA_TYPE_VIDEO);
        double start = format.start_time() == NO_TIMESTAMP ? 0 : format.start_time() / 1e6;
        this.originSecond = start + options.start();
        double declared = declaredSeconds();
        double longestGap = declared > 0 ? declared : HOUR;
        this.audioTrack = new AudioTrack(options, (long) (longestGap * WaveformPiece.SAMPLE_RATE));
        this.videoTrack = VideoTrack.of(options, Math.min(declared, options.end()) - options.start());
    }

    /**
     * Opens a file and takes over its bytes, also on failure.
     *
     * @param name for messages, and for its ending where the file has no header; never opened
     */
    @MustBeClosed
    public static MediaStream open(MediaBytes bytes, String name, DecodeOptions options) throws MediaException {
        NativeInput input = NativeInput.open(bytes, name, options);
        MediaStream stream = new MediaStream(input, name, options);
        if (!stream.hasAudio() && !stream.hasVideo()) {
            stream.close();
            throw new MediaException(
                    Reason.NO_STREAM,
                    "clip " + name + ": neither an audio nor a video stream that can be decoded",
                    "convert it to mp4, mkv or wav");
        }
        stream.seekToStart();
        stream.skipUnwanted();
        return stream;
    }

    /** After the search for the start, which must be the same whatever is wanted. */
    private void skipUnwanted() {
        if (audio != null && !options.hears()) {
            audio.skip();
        }
        if (video != null && !options.looks()) {
            video.skip();
        }
    }

    public boolean hasAudio() {
        return audio != null;
    }

    public boolean hasVideo() {
        return video != null;
    }

    /** The next piece, or nothing at the end. */
    public Optional<MediaPiece> next() throws MediaException {
        while (ready.isEmpty() && !drained) {
            readPacket();
        }
        MediaPiece piece = ready.poll();
        boolean all = options.streams() == DecodeOptions.Streams.BOTH;
        if (piece == null && all && audioTrack.position() == 0 && videoTrack.lastSecond() < 0) {
            throw nothingDecoded();
        }
        return Optional.ofNullable(piece);
    }

    /** What was found; complete after the last piece. */
    public DecodeReport report() {
        List<String> faults = new ArrayList<>();
        if (readFailed) {
            faults.add(DecodeReport.TRUNCATED);
        }
        if (decodeErrors > 0) {
            faults.add(DecodeReport.DECODE_ERRORS);
        }
        double promised = Math.min(declaredSeconds(), options.end()) - options.start();
        return new DecodeReport(decodedSeconds(), promised, faults);
    }

    private MediaException nothingDecoded() {
        if (options.startSecond() != null || options.endSecond() != null) {
            return new MediaException(
                    Reason.EMPTY_RANGE,
                    "clip " + name + ": nothing between start_second " + options.start() + " and end_second "
                            + options.end(),
                    "give a part that lies inside the file");
        }
        return new MediaException(
                Reason.CORRUPT, "clip " + name + ": no sample and no picture can be decoded", "copy the file again");
    }

    private double decodedSeconds() {
        double pictures = videoTrack.lastSecond() < 0 ? 0 : videoTrack.lastSecond() + pictureSeconds();
        double heard = audioTrack.position() / (double) WaveformPiece.SAMPLE_RATE;
        return Math.max(heard, Math.min(pictures, options.end() - options.start()));
    }

    private double pictureSeconds() {
        double rate = video == null ? 0 : av_q2d(video.stream().avg_frame_rate());
        return rate > 0 && Double.isFinite(rate) ? 1 / rate : 0;
    }

    private double declaredSeconds() {
        long duration = input.format().duration();
        return duration == NO_TIMESTAMP || duration <= 0 ? 0 : duration / 1e6;
    }

    private void seekToStart() {
        if (options.start() + videoTrack.firstSecond() > 2) {
            // From the last key frame a second before the start, which lets decoders settle; a file that cannot seek is
            // read from its beginning.
            double second = originSecond + videoTrack.firstSecond() - 1;
            av_seek_frame(input.format(), -1, (long) (second * 1e6), avformat.AVSEEK_FLAG_BACKWARD);
        }
    }

    private void readPacket() throws MediaException {
        int code = av_read_frame(input.format(), packet);
        input.rethrow();
        boolean heard = audio == null || !options.hears() || audioTrack.complete();
        boolean seen = video == null || !options.looks() || videoTrack.complete();
        boolean enough = heard && seen;
        if (code < 0 || enough) {
            readFailed = code < 0 && code != avutil.AVERROR_EOF();
            av_packet_unref(packet);
            drain();
            return;
        }
        if (audio != null
                && options.hears()
                && packet.stream_index() == audio.stream().index()) {
            decode(audio, packet);
        } else if (video != null
                && options.looks()
                && packet.stream_index() == video.stream().index()) {
            decode(video, packet);
        }
        av_packet_unref(packet);
    }

    private void drain() throws MediaException {
        drained = true;
        if (audio != null && options.hears()) {
            decode(audio, null);
            ready.addAll(audioTrack.finish());
        }
        if (video != null && options.looks()) {
            decode(video, null);
        }
    }

    private void decode(Decoding decoding, @Nullable AVPacket data) throws MediaException {
        if (avcodec_send_packet(decoding.codec(), data) < 0) {
            decodeErrors++;
            return;
        }
        int code = avcodec_receive_frame(decoding.codec(), frame);
        while (code >= 0) {
            deliver(decoding);
            code = avcodec_receive_frame(decoding.codec(), frame);
        }
        if (code != Libav.AGAIN && code != avutil.AVERROR_EOF()) {
            decodeErrors++;
        }
    }

    private void deliver(Decoding decoding) throws MediaException {
        long timestamp = frame.best_effort_timestamp();
        double second = timestamp == NO_TIMESTAMP
                ? Double.NaN
                : timestamp * av_q2d(decoding.stream().time_base()) - originSecond;
        try {
            ready.addAll(
                    decoding == audio
                            ? audioTrack.add(frame, second)
                            : videoTrack.add(
                                    frame,
                                    second,
                                    av_guess_sample_aspect_ratio(input.format(), decoding.stream(), frame)));
        } catch (UndecodableException e) {
            throw new MediaException(
                    Reason.CORRUPT, "clip " + name + ": holds " + e.getMessage(), "copy the file again, or convert it");
        }
    }

    @Override
    public void close() {
        audioTrack.close();
        videoTrack.close();
        av_frame_free(frame);
        av_packet_free(packet);
        if (audio != null) {
            audio.close();
        }
        if (video != null) {
            video.close();
        }
        input.close();
    }
}
