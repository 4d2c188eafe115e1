package oragen.training.feature;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The windows of a set, each once. Where they are shuffled, some row groups are read at a time, drawn from all files,
 * since a file has clips of one corpus; a buffer mixes further what comes of them. Holds the buffer and the row groups in
 * memory.
 */
public final class WindowStream implements AutoCloseable {
    /** Row groups read at a time, where they are small. */
    static final int MOST_OPEN = 32;

    /** And where they are large; two at least, since one alone mixes nothing. 8 of 32 windows of the published size. */
    static final long OPEN_BYTES = 128L << 20;

    private static final int LEAST_OPEN = 2;

    private final FeatureSet set;
    private final Deque<RowGroup> waiting;
    private final List<GroupWindows> open = new ArrayList<>();
    private final int leastOpen;
    private final int mostOpen;
    private final int bufferRows;
    private final Random random;
    private final List<FeatureWindow> buffer = new ArrayList<>();
    private long openBytes;

    private WindowStream(FeatureSet set, List<RowGroup> order, Reading reading, Random random) {
        this.set = set;
        this.waiting = new ArrayDeque<>(order);
        this.leastOpen = Math.min(LEAST_OPEN, reading.mostOpen);
        this.mostOpen = reading.mostOpen;
        this.bufferRows = reading.bufferRows;
        this.random = random;
    }

    /** How many row groups are read at a time, and how many windows a buffer mixes. */
    private record Reading(int mostOpen, int bufferRows) {}

    /** File by file, and as they lie there. */
    public static WindowStream inOrder(FeatureSet set) {
        return new WindowStream(set, set.groups(), new Reading(1, 1), new Random(0));
    }

    /** In an order that the seed decides; with a buffer of one window as they lie in the files. */
    public static WindowStream shuffled(FeatureSet set, int bufferRows, long seed) {
        if (bufferRows == 1) {
            return inOrder(set);
        }
        Random random = new Random(seed);
        List<RowGroup> order = new ArrayList<>(set.groups());
        Collections.shuffle(order, random);
        return new WindowStream(set, order, new Reading(MOST_OPEN, bufferRows), random);
    }

    /** At most so many windows; none after the last. */
    public List<FeatureWindow> next(int windows) {
        List<FeatureWindow> batch = new ArrayList<>();
        while (batch.size() < windows) {
            FeatureWindow window = next();
            if (window == null) {
                break;
            }
            batch.add(window);
        }
        return batch;
    }

    private @Nullable FeatureWindow next() {
        while (buffer.size() < bufferRows) {
            FeatureWindow read = read();
            if (read == null) {
                break;
            }
            buffer.add(read);
        }
        if (buffer.isEmpty()) {
            return null;
        }
        Collections.swap(buffer, random.nextInt(buffer.size()), buffer.size() - 1);
        return buffer.remove(buffer.size() - 1);
    }

    /** The next window of one of the row groups. */
    private @Nullable FeatureWindow read() {
        openFurther();
        while (!open.isEmpty()) {
            int chosen = random.nextInt(open.size());
            FeatureWindow window = open.get(chosen).next();
            if (window != null) {
                return window;
            }
            close(open.remove(chosen));
            openFurther();
        }
        return null;
    }

    @SuppressWarnings("MustBeClosedChecker") // each row group is closed at its end, or with this
    private void openFurther() {
        while (!waiting.isEmpty() && mayOpen(waiting.element().bytes())) {
            GroupWindows windows = GroupWindows.open(set, waiting.remove());
            openBytes += windows.bytes();
            open.add(windows);
        }
    }

    private boolean mayOpen(long bytes) {
        return open.size() < leastOpen || open.size() < mostOpen && openBytes + bytes <= OPEN_BYTES;
    }

    private void close(GroupWindows windows) {
        openBytes -= windows.bytes();
        windows.close();
    }

    /** Row groups that are held. */
    int open() {
        return open.size();
    }

    @Override
    public void close() {
        open.forEach(this::close);
        open.clear();
    }
}
