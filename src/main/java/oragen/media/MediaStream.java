package oragen.media;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import com.google.errorprone.annotations.MustBeClosed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oragen.InputException;
import oragen.media.DecodePlan.Step;
import oragen.media.MediaException.Reason;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** One pass over a media file: pieces of its waveform and one frame a second, in the order of the file. */
public final class MediaStream implements AutoCloseable {
    private static final long NO_TIMESTAMP = avutil.AV_NOPTS_VALUE;

    private final String name;
    private final DecodeOptions options;
    private final NativeInput input;
    private final @Nullable Decoding audio;
    private final @Nullable Decoding video;
    private final AudioTrack audioTrack;
    private final VideoTrack videoTrack;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private final PieceQueue ready = new PieceQueue();
    private final Timeline timeline;
    private final PacketReader packets;
    private @Nullable PlannedPackets planned;
    private final ContainerLength length;
    private final double originSecond;
    private final boolean jpeg;
    private boolean drained;
    private boolean readFailed;
    private boolean cutOff;
    private boolean audioGivenUp;
    private int decodeErrors;
    private long decodedPictures;

    @SuppressWarnings({"MustBeClosedChecker", "MustBeClosed"}) // close() closes both streams
    private MediaStream(NativeInput input, String name, DecodeOptions options) {
        this.input = input;
        this.name = name;
        this.options = options;
        AVFormatContext format = input.format();
        this.audio = Decoding.open(format, avutil.AVMEDIA_TYPE_AUDIO, null);
        this.video = Decoding.open(format, avutil.AVMEDIA_TYPE_VIDEO, options.gpu());
        this.jpeg = StillFile.isJpeg(format);
        this.length = new ContainerLength(format);
        this.originSecond = length.startSecond() + options.start();
        double declared = Math.min(length.declaredSeconds(), options.end()) - options.start();
        this.packets = new PacketReader(input, video == null ? null : video.stream(), length.startSecond());
        this.timeline = new Timeline(length.promisedSeconds() - options.start(), options.firstSecond(declared));
        this.audioTrack = new AudioTrack(options, timeline, ready);
        this.videoTrack = VideoTrack.of(options, declared, timeline, ready);
    }

    /** Fails where a GPU, or the part of its driver that decodes video, is not there. */
    public static void requireGpu(int gpu) {
        if (!Libav.hasEngine(gpu)) {
            throw new InputException(
                    "--decode gpu",
                    "FFmpeg cannot use the video engine of GPU " + gpu,
                    "use --decode cpu, or a machine with an NVIDIA GPU whose driver brings libnvcuvid (in a container,"
                            + " NVIDIA_DRIVER_CAPABILITIES must contain video)");
        }
    }

    /**
     * Opens a file and takes over its bytes, also on failure.
     *
     * @param name for messages, and for its ending where the file has no header; never opened
     */
    @MustBeClosed
    public static MediaStream open(MediaBytes bytes, String name, DecodeOptions options) throws MediaException {
        NativeInput input = NativeInput.open(bytes, name, options);
        try {
            StillFile.requireWhole(input, name);
        } catch (MediaException e) {
            input.close();
            throw e;
        }
        MediaStream stream = new MediaStream(input, name, options);
        if (!stream.hasAudio() && !stream.hasVideo()) {
            MediaException nothing = nothingToDecode(input.format(), name);
            stream.close();
            throw nothing;
        }
        try {
            stream.requireChannel();
            if (stream.video != null) {
                PictureLimits.require(input, stream.video.stream().codecpar(), name);
            }
            stream.packets.start(
                    stream.originSecond + stream.videoTrack.firstSecond(), stream.length.promisedSeconds());
        } catch (MediaException e) {
            stream.close();
            throw e;
        }
        stream.skipUnwanted();
        stream.plan();
        return stream;
    }

    private static MediaException nothingToDecode(AVFormatContext format, String name) {
        List<String> codecs = Decoding.withoutDecoder(format);
        String why = codecs.isEmpty() ? "" : " (no decoder for " + String.join(", ", codecs) + ")";
        return new MediaException(
                codecs.isEmpty() ? Reason.NO_STREAM : Reason.UNSUPPORTED_FORMAT,
                "clip " + name + ": neither an audio nor a video stream that can be decoded" + why,
                "convert it to mp4, mkv or wav");
    }

    private void requireChannel() throws MediaException {
        Integer channel = options.channel();
        if (channel == null || audio == null || !options.hears()) {
            return;
        }
        int channels = audio.stream().codecpar().ch_layout().nb_channels();
        if (channel >= channels) {
            throw new MediaException(
                    Reason.NO_SUCH_CHANNEL,
                    "clip " + name + ": no channel " + channel + " in sound of " + channels + " channels",
                    "use a channel from 0 to " + (channels - 1) + ", or none for the mean of all");
        }
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

    private void plan() {
        Decoding seen = video;
        // A video engine is given all: see Libav.
        if (seen != null && options.looks() && !seen.isOnGpu()) {
            DecodePlan plan = new DecodePlan(videoTrack.firstSecond(), videoTrack.endSecond());
            planned = PictureKinds.of(seen.stream().codecpar())
                    .map(kinds -> new PlannedPackets(packets, seen.stream(), kinds, originSecond, plan))
                    .orElse(null);
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
        if (piece == null && all && audioTrack.position() == 0 && !videoTrack.sawAny()) {
            throw nothingDecoded();
        }
        return Optional.ofNullable(piece);
    }

    /** The next frame, or nothing at the end; passes over what is heard before it. */
    public Optional<VideoFrame> nextPicture() throws MediaException {
        for (Optional<MediaPiece> piece = next(); piece.isPresent(); piece = next()) {
            if (piece.get() instanceof VideoFrame frame) {
                return Optional.of(frame);
            }
        }
        return Optional.empty();
    }

    /** What was found; complete after the last piece. */
    public DecodeReport report() {
        List<String> faults = new ArrayList<>();
        if (readFailed || cutOff) {
            faults.add(DecodeReport.TRUNCATED);
        }
        if (decodeErrors > 0) {
            faults.add(DecodeReport.DECODE_ERRORS);
        }
        if (jumped()) {
            faults.add(DecodeReport.TIMESTAMP_JUMPS);
        }
        if (audioTrack.hasInvalidSamples()) {
            faults.add(DecodeReport.INVALID_SAMPLES);
        }
        if (audioGivenUp || Decoding.passedOver(input.format(), avutil.AVMEDIA_TYPE_AUDIO, audio)) {
            faults.add(DecodeReport.AUDIO_SKIPPED);
        }
        if (Decoding.passedOver(input.format(), avutil.AVMEDIA_TYPE_VIDEO, video)) {
            faults.add(DecodeReport.VIDEO_SKIPPED);
        }
        if (options.gpu() != null && options.looks() && video != null && !video.isOnGpu()) {
            faults.add(DecodeReport.DECODED_ON_PROCESSOR);
        }
        // Estimates are made of the same time stamps, damaged ones among them.
        double declared = jumped() ? length.promisedSeconds() : length.declaredSeconds();
        double promised = Math.min(declared, options.end()) - options.start();
        return new DecodeReport(decodedSeconds(), promised, decodedPictures, videoTrack.wanted(), faults);
    }

    private boolean jumped() {
        return timeline.jumped() || packets.jumped();
    }

    private MediaException nothingDecoded() {
        if (options.startSecond() != null || options.endSecond() != null) {
            return new MediaException(
                    Reason.EMPTY_RANGE,
                    "clip " + name + ": nothing between start_second " + options.start() + " and end_second "
                            + options.end(),
                    "use a range inside the file");
        }
        return new MediaException(
                Reason.CORRUPT, "clip " + name + ": no audio and no frame can be decoded", "copy the file again");
    }

    private double decodedSeconds() {
        double pictures = videoTrack.endOfLast();
        double heard = audioTrack.position() / (double) WaveformPiece.SAMPLE_RATE;
        return Math.max(heard, Math.min(pictures, options.end() - options.start()));
    }

    private void readPacket() throws MediaException {
        int code = planned == null ? packets.read(packet) : planned.read(packet);
        boolean heard = audio == null || !options.hears() || audioGivenUp || audioTrack.complete();
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
            if (!audioTrack.complete()) {
                decode(audio, packet);
            }
        } else if (video != null
                && options.looks()
                && packet.stream_index() == video.stream().index()) {
            cutOff |= jpeg && StillFile.isCutOff(packet);
            look(video, planned == null ? Step.DECODE : planned.step());
        }
        av_packet_unref(packet);
    }

    private void look(Decoding seen, Step step) throws MediaException {
        switch (step) {
            case SKIP -> {}
            case PASS_OVER -> {
                double second = second(packet.pts(), seen);
                videoTrack.passOver(second, seen.standsSeconds(packet.duration(), originSecond + second));
            }
            case RESTART -> {
                decode(seen, null);
                seen.restart();
                decode(seen, packet);
            }
            case DECODE -> decode(seen, packet);
        }
    }

    private double second(long timestamp, Decoding decoding) {
        return timestamp == NO_TIMESTAMP
                ? Double.NaN
                : timestamp * av_q2d(decoding.stream().time_base()) - originSecond;
    }

    private void drain() throws MediaException {
        drained = true;
        if (audio != null && options.hears()) {
            decode(audio, null);
            audioTrack.finish();
        }
        if (video != null && options.looks()) {
            decode(video, null);
            try {
                videoTrack.finish();
            } catch (UndecodableException e) {
                throw undecodable(e);
            }
        }
    }

    private void decode(Decoding decoding, @Nullable AVPacket data) throws MediaException {
        if (avcodec_send_packet(decoding.codec(), data) < 0) {
            countError(decoding);
            return;
        }
        int code = avcodec_receive_frame(decoding.codec(), frame);
        while (code >= 0) {
            deliver(decoding);
            code = avcodec_receive_frame(decoding.codec(), frame);
        }
        if (code != Libav.AGAIN && code != avutil.AVERROR_EOF()) {
            countError(decoding);
        }
    }

    private void countError(Decoding decoding) {
        decodeErrors++;
        if (decoding == video) {
            decodeEverything();
        }
    }

    /** From here on: what comes of damage and jumps is for the decoder to say. */
    void decodeEverything() {
        if (planned != null) {
            planned.decodeEverything();
        }
    }

    private void deliver(Decoding decoding) throws MediaException {
        double second = second(frame.best_effort_timestamp(), decoding);
        try {
            if (decoding == audio && !audioGivenUp) {
                audioTrack.add(frame, second);
            } else if (decoding == video) {
                AVRational aspect = av_guess_sample_aspect_ratio(input.format(), decoding.stream(), frame);
                decodedPictures++;
                if (frame.decode_error_flags() != 0 || (frame.flags() & AV_FRAME_FLAG_CORRUPT) != 0) {
                    decodeEverything();
                }
                videoTrack.add(frame, second, decoding.standsSeconds(frame.duration(), originSecond + second), aspect);
            }
        } catch (UndecodableException e) {
            if (decoding == audio && video != null && options.looks()) {
                // Pictures are not lost because of the sound.
                audioGivenUp = true;
                audio.skip();
                return;
            }
            throw undecodable(e);
        }
        if (timeline.jumped()) {
            decodeEverything();
        }
    }

    private MediaException undecodable(UndecodableException e) {
        return new MediaException(
                Reason.UNSUPPORTED_FORMAT,
                "clip " + name + ": contains " + e.getMessage(),
                "convert it to mp4, mkv, wav or JPEG");
    }

    @Override
    public void close() {
        audioTrack.close();
        videoTrack.close();
        if (planned != null) {
            planned.close();
        }
        packets.close();
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
