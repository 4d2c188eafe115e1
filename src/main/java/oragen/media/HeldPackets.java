package oragen.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Packets on the way to a second of a file that has no index and must be read from its beginning: those since the last key
 * frame are held, so that only they are decoded, and let go when the second is reached.
 */
final class HeldPackets implements AutoCloseable {
    /** Groups of pictures of that size are rare; from then on all is decoded, which is slower and as right. */
    private static final long MOST_BYTES = 128_000_000;

    private final double targetSecond;
    private final @Nullable AVStream video;
    private final Deque<AVPacket> held = new ArrayDeque<>();
    private long bytes;
    private boolean reached;

    /**
     * @param targetSecond in the file's own time; decoders need the key frame before it
     * @param video null where nothing is seen: then each packet is a beginning
     */
    HeldPackets(double targetSecond, @Nullable AVStream video) {
        this.targetSecond = targetSecond;
        this.video = video;
    }

    /** Takes a copy of the next packet of a stream in use. */
    void add(AVPacket packet, AVStream stream) {
        boolean begins = video == null
                || packet.stream_index() == video.index() && (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
        double second = second(packet, stream);
        reached |= second > targetSecond || bytes > MOST_BYTES;
        if (begins && !reached) {
            clear();
        }
        held.add(av_packet_clone(packet));
        bytes += packet.size();
    }

    /** When a packet is shown or heard, in the file's own time; negative infinity where it has no stamp. */
    static double second(AVPacket packet, AVStream stream) {
        long stamp = packet.pts() == avutil.AV_NOPTS_VALUE ? packet.dts() : packet.pts();
        return stamp == avutil.AV_NOPTS_VALUE ? Double.NEGATIVE_INFINITY : stamp * avutil.av_q2d(stream.time_base());
    }

    /** Ends the holding: the file is over. */
    void reach() {
        reached = true;
    }

    /** Whether nothing more is to be held. */
    boolean isReached() {
        return reached;
    }

    /** The earliest packet, which the caller frees; null where none is left. */
    @Nullable
    AVPacket poll() {
        return held.poll();
    }

    private void clear() {
        held.forEach(packet -> av_packet_free(packet));
        held.clear();
        bytes = 0;
    }

    @Override
    public void close() {
        clear();
    }
}
