package oragen.media;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Continues the time stamps of formats whose time may start anew at any packet, which libav marks by
 * {@code AVFMT_TS_DISCONT}: MPEG-TS, MPEG-PS and others.
 */
final class Discontinuities {
    private static final long SECOND_MICROS = 1_000_000;

    private final ContinuedTime time;

    /** @param startMicros where the file says that it begins */
    Discontinuities(long startMicros) {
        this.time = new ContinuedTime(startMicros);
    }

    /** Whether the time was moved. */
    boolean jumped() {
        return time.jumped();
    }

    /** Moves the time stamps of a packet; to be told of each packet of the streams in use, in the order of the file. */
    void place(AVPacket packet, AVStream stream) {
        AVRational base = stream.time_base();
        if (packet.dts() != avutil.AV_NOPTS_VALUE) {
            time.take(packet.stream_index(), micros(packet.dts(), base), durationMicros(packet, stream));
        }
        long offset = avutil.av_rescale_q(time.offsetMicros(), avutil.av_make_q(1, (int) SECOND_MICROS), base);
        if (packet.dts() != avutil.AV_NOPTS_VALUE) {
            packet.dts(packet.dts() + offset);
        }
        if (packet.pts() != avutil.AV_NOPTS_VALUE) {
            packet.pts(packet.pts() + offset);
        }
    }

    private static long durationMicros(AVPacket packet, AVStream stream) {
        int rate = stream.codecpar().sample_rate();
        int samples = stream.codecpar().frame_size();
        if (stream.codecpar().codec_type() == avutil.AVMEDIA_TYPE_AUDIO && rate > 0 && samples > 0) {
            return SECOND_MICROS * samples / rate;
        }
        AVRational frames = stream.avg_frame_rate();
        if (packet.duration() <= 0 && frames.num() > 0 && frames.den() > 0) {
            return SECOND_MICROS * frames.den() / frames.num();
        }
        return micros(Math.max(0, packet.duration()), stream.time_base());
    }

    private static long micros(long stamp, AVRational base) {
        return avutil.av_rescale_q(stamp, base, avutil.av_make_q(1, (int) SECOND_MICROS));
    }
}
