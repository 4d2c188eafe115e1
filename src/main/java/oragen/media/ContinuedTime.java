package oragen.media;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Time that may start anew at any packet, continued by one offset for all streams, so that pictures and sound stay in step.
 * The rule is that of ffmpeg's command line without {@code -copyts}: a packet that is stamped more than 10 s ({@code
 * -dts_delta_threshold}) away from where its stream goes on, or a tenth of a second before the packet that it follows,
 * moves the time from then on. All times are in microseconds.
 */
final class ContinuedTime {
    private static final long LARGEST_STEP_MICROS = 10_000_000;
    private static final long STEP_BACK_MICROS = 100_000;

    private final Map<Integer, Progress> streams = new HashMap<>();
    private long offsetMicros;
    private long lastMicros;
    private boolean jumped;

    /** @param startMicros where the file says that it begins: damage may hit its first packets too */
    ContinuedTime(long startMicros) {
        this.lastMicros = startMicros;
    }

    /** Where a stream is: the last decode time stamp, and the next if it goes on. */
    private record Progress(long lastMicros, long nextMicros) {}

    /** Whether the time was moved. */
    boolean jumped() {
        return jumped;
    }

    /** What is to be added to the time stamps of the packet that was taken last. */
    long offsetMicros() {
        return offsetMicros;
    }

    /**
     * Takes the next packet, in the order of the file.
     *
     * @param stream index of its stream
     * @param stampMicros its decode time stamp as the file says it
     * @param durationMicros how long it lasts; 0 where that is unknown
     */
    void take(int stream, long stampMicros, long durationMicros) {
        long stamped = stampMicros + offsetMicros;
        long moved = stamped + step(streams.get(stream), stamped);
        jumped |= moved != stamped;
        offsetMicros += moved - stamped;
        lastMicros = moved;
        streams.put(stream, new Progress(moved, moved + durationMicros));
    }

    private long step(@Nullable Progress progress, long stamped) {
        if (progress == null) {
            // The first packet of a stream that begins later than others.
            return Math.abs(stamped - lastMicros) <= LARGEST_STEP_MICROS ? 0 : lastMicros - stamped;
        }
        boolean continues = Math.abs(stamped - progress.nextMicros()) <= LARGEST_STEP_MICROS
                && stamped + STEP_BACK_MICROS >= progress.lastMicros();
        return continues ? 0 : progress.nextMicros() - stamped;
    }
}
