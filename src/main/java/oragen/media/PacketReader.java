package oragen.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.jspecify.annotations.Nullable;

/**
 * Packets of a container in the order of the file, from the key frame before a second on. Where the time may start anew at
 * any packet it is continued, which takes reading from the beginning; those formats have no index anyway.
 */
final class PacketReader implements AutoCloseable {
    /** Before the second that is wanted, so that decoders settle. */
    private static final double AHEAD_SECONDS = 1;

    /** First step further back where no key frame lies before the second; doubled each time. */
    private static final double FIRST_STEP_SECONDS = 2;

    private final NativeInput input;
    private final AVFormatContext format;
    private final @Nullable AVStream video;
    private final double originSecond;
    private final @Nullable Discontinuities discontinuities;
    private @Nullable HeldPackets held;

    /**
     * @param video null where nothing is to be seen
     * @param originSecond where the file's time begins
     */
    PacketReader(NativeInput input, @Nullable AVStream video, double originSecond) {
        this.input = input;
        this.format = input.format();
        this.video = video;
        this.originSecond = originSecond;
        boolean discontinuous = (format.iformat().flags() & avformat.AVFMT_TS_DISCONT) != 0;
        this.discontinuities = discontinuous ? new Discontinuities((long) (originSecond * 1e6)) : null;
    }

    /** Whether the time was continued somewhere. */
    boolean jumped() {
        return discontinuities != null && discontinuities.jumped();
    }

    /**
     * Goes to where decoding must begin for a second of the file's own time; to be called before anything is read.
     *
     * @param promisedSeconds what the container says of its length; 0 where it says nothing
     */
    void start(double second, double promisedSeconds) throws MediaException {
        double wanted = second - AHEAD_SECONDS;
        // Beyond the end that is promised time has started anew, so that no time stamp leads there.
        boolean beyond = promisedSeconds > 0 && wanted > originSecond + promisedSeconds;
        if (wanted <= originSecond + AHEAD_SECONDS || beyond && discontinuities == null) {
            return;
        }
        if (discontinuities != null) {
            held = new HeldPackets(wanted, video);
            return;
        }
        double target = wanted;
        double step = FIRST_STEP_SECONDS;
        while (target > originSecond && seek(target) && firstKeySecond() > second) {
            target = Math.max(originSecond, wanted - step);
            step *= 2;
        }
        // A file that cannot seek is read from its beginning.
        seek(target);
    }

    private boolean seek(double second) {
        return av_seek_frame(format, -1, (long) (second * 1e6), avformat.AVSEEK_FLAG_BACKWARD) >= 0;
    }

    /** When the first picture from here is shown that can be decoded alone. */
    private double firstKeySecond() throws MediaException {
        if (video == null) {
            return Double.NEGATIVE_INFINITY;
        }
        AVPacket packet = av_packet_alloc();
        try {
            while (av_read_frame(format, packet) >= 0) {
                boolean key = packet.stream_index() == video.index() && (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
                double second = HeldPackets.second(packet, video);
                av_packet_unref(packet);
                if (key) {
                    return second;
                }
            }
            input.rethrow();
            return Double.POSITIVE_INFINITY;
        } finally {
            av_packet_free(packet);
        }
    }

    /** Reads the next packet; returns libav's code, negative at the end. */
    int read(AVPacket packet) throws MediaException {
        HeldPackets holding = held;
        while (holding != null && !holding.isReached()) {
            int code = readPlaced(packet);
            if (code < 0) {
                holding.reach();
            } else {
                holding.add(packet, format.streams(packet.stream_index()));
                av_packet_unref(packet);
            }
        }
        AVPacket first = holding == null ? null : holding.poll();
        if (first == null) {
            return readPlaced(packet);
        }
        av_packet_move_ref(packet, first);
        av_packet_free(first);
        return 0;
    }

    private int readPlaced(AVPacket packet) throws MediaException {
        int code = av_read_frame(format, packet);
        input.rethrow();
        if (code >= 0 && discontinuities != null) {
            discontinuities.place(packet, format.streams(packet.stream_index()));
        }
        return code;
    }

    @Override
    public void close() {
        if (held != null) {
            held.close();
        }
    }
}
