package oragen.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import java.util.ArrayDeque;
import java.util.Deque;
import oragen.media.DecodePlan.Step;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Packets in the order of the file, each with what is to be done with it. They are held until the plan of the pictures is
 * known, a second or two; damaged packets, and those that change what decoders were told, end the planning.
 */
final class PlannedPackets implements AutoCloseable {
    /** A second of films in 4K has a tenth; from then on all is decoded, which is slower and as right. */
    private static final long MOST_BYTES = 64_000_000;

    private static final int MOST_PACKETS = 4_000;

    private final PacketReader reader;
    private final AVStream video;
    private final double originSecond;
    private final PictureKinds kinds;
    private final DecodePlan plan;
    private final Deque<AVPacket> held = new ArrayDeque<>();
    private long bytes;
    private int endCode;
    private Step step = Step.DECODE;

    /**
     * @param originSecond where the clip begins, in the file's own time
     * @param plan of the pictures, on the clip's timeline
     */
    PlannedPackets(PacketReader reader, AVStream video, PictureKinds kinds, double originSecond, DecodePlan plan) {
        this.reader = reader;
        this.video = video;
        this.kinds = kinds;
        this.originSecond = originSecond;
        this.plan = plan;
    }

    /** From here on all is decoded. */
    void decodeEverything() {
        plan.decodeEverything();
    }

    /** What is to be done with the packet that was read last. */
    Step step() {
        return step;
    }

    /** Reads the next packet; returns libav's code, negative at the end. */
    int read(AVPacket packet) throws MediaException {
        while (!isKnown()) {
            int code = reader.read(packet);
            if (code < 0) {
                endCode = code;
                plan.end();
            } else {
                hold(packet);
                av_packet_unref(packet);
            }
        }
        AVPacket first = held.poll();
        if (first == null) {
            return endCode;
        }
        av_packet_move_ref(packet, first);
        av_packet_free(first);
        bytes -= packet.size();
        return 0;
    }

    /** Whether it is known what is done with the next packet, or that there is none. */
    private boolean isKnown() {
        AVPacket first = held.peek();
        if (first == null) {
            return endCode < 0;
        }
        Step next = first.stream_index() == video.index() ? plan.next() : Step.DECODE;
        if (next == null) {
            return false;
        }
        step = next;
        return true;
    }

    private void hold(AVPacket packet) {
        held.add(av_packet_clone(packet));
        bytes += packet.size();
        if (bytes > MOST_BYTES || held.size() > MOST_PACKETS || reader.jumped()) {
            plan.decodeEverything();
        }
        if (packet.stream_index() == video.index()) {
            add(packet);
        }
    }

    private void add(AVPacket packet) {
        boolean certain = packet.size() > 0
                && packet.pts() != avutil.AV_NOPTS_VALUE
                && (packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) == 0
                && !brings(packet, avcodec.AV_PKT_DATA_NEW_EXTRADATA)
                && !brings(packet, avcodec.AV_PKT_DATA_PARAM_CHANGE);
        PictureKind kind = certain ? kind(packet) : null;
        if (kind == null) {
            plan.addUncertain();
            return;
        }
        double second = packet.pts() * avutil.av_q2d(video.time_base()) - originSecond;
        boolean discarded = (packet.flags() & avcodec.AV_PKT_FLAG_DISCARD) != 0;
        plan.add(new StoredPicture(second, discarded ? kind.hidden() : kind));
    }

    private @Nullable PictureKind kind(AVPacket packet) {
        byte[] content = new byte[packet.size()];
        packet.data().get(content);
        return kinds.of(content).orElse(null);
    }

    private static boolean brings(AVPacket packet, int sideData) {
        for (int i = 0; i < packet.side_data_elems(); i++) {
            if (packet.side_data().getPointer(i).type() == sideData) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        held.forEach(packet -> av_packet_free(packet));
        held.clear();
    }
}
