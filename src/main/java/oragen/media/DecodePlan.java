package oragen.media;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Which pictures are decoded, told from their time stamps a little ahead. Wanted is what {@link VideoTrack} may show: the
 * first picture of each full second, those around a gap, the first and the last. Of the others are left out those that none
 * is made from, and all from the last wanted one to the next that is a start. A start that wanted pictures lead (they are
 * stored after it and shown before) is no way in.
 *
 * <p>All is decoded before the first start, in its group where pictures lead it, and for good once anything is not as it
 * should be: time stamps that are missing, double, late or far from the one before.
 */
final class DecodePlan {
    /** H.264 and HEVC hold 16 pictures at most (H.264, A.3.1; HEVC, A.4.2), so that none is shown later by more. */
    private static final int MOST_REORDERED = 16;

    /** {@link Timeline} may see a jump in more. */
    private static final double LARGEST_GAP_SECONDS = 10;

    private final int firstSecond;
    private final double endSecond;
    private final Deque<Planned> stored = new ArrayDeque<>();
    private final PriorityQueue<Planned> unordered =
            new PriorityQueue<>(Comparator.comparingDouble((Planned planned) -> planned.picture.second()));
    private @Nullable Planned last;
    private @Nullable StoredPicture firstStart;
    private boolean inFirstGroup;
    private boolean wholeGroup = true;
    private boolean everything;
    private boolean ended;

    /** What is done with a packet. */
    enum Step {
        DECODE,
        /** Decode with an empty decoder: what the packet before needed was left out. */
        RESTART,
        /** Do not decode, but let its time pass. */
        PASS_OVER,
        /** Do not decode: nobody would see it. */
        SKIP
    }

    /**
     * @param firstSecond where the pictures should begin
     * @param endSecond where they are no longer wanted
     */
    DecodePlan(int firstSecond, double endSecond) {
        this.firstSecond = firstSecond;
        this.endSecond = endSecond;
    }

    /** A picture on its way; decided once those are known that are shown before it and next to it. */
    private static final class Planned {
        private final StoredPicture picture;
        private boolean decided;
        private boolean wanted;
        private boolean restarts;
        private @Nullable Step step;

        Planned(StoredPicture picture) {
            this.picture = picture;
        }

        boolean leads(Planned start) {
            return picture.second() < start.picture.second();
        }
    }

    /** Takes the next picture in the order of the file. */
    void add(StoredPicture picture) {
        Planned planned = new Planned(picture);
        stored.add(planned);
        group(planned);
        planned.wanted = wholeGroup;
        if (!picture.kind().isShown()) {
            planned.decided = true;
        } else if (!everything) {
            unordered.add(planned);
            if (unordered.size() > MOST_REORDERED) {
                order(unordered.remove());
            }
        }
    }

    /** Takes a packet of which nothing is certain: from here on all is decoded. */
    void addUncertain() {
        decodeEverything();
        stored.add(new Planned(new StoredPicture(Double.NaN, new PictureKind(PictureKind.Role.REFERENCE, true, true))));
    }

    /** From here on all is decoded. */
    void decodeEverything() {
        everything = true;
        unordered.clear();
    }

    /** No picture follows. */
    void end() {
        while (!unordered.isEmpty()) {
            order(unordered.remove());
        }
        if (last != null) {
            last.wanted = true;
            last.decided = true;
        }
        ended = true;
    }

    /** What is done with the earliest picture that is left, which is then forgotten; null where that shows later. */
    @Nullable
    Step next() {
        Planned head = stored.peek();
        if (head == null) {
            return null;
        }
        if (head.step == null) {
            decide(head);
        }
        if (head.step != null) {
            stored.remove();
        }
        return head.step == Step.SKIP && head.picture.kind().isShown() ? Step.PASS_OVER : head.step;
    }

    private void group(Planned planned) {
        if (planned.picture.isStart()) {
            inFirstGroup = firstStart == null;
            firstStart = firstStart == null ? planned.picture : firstStart;
            wholeGroup = false;
        } else if (inFirstGroup && firstStart != null && planned.picture.second() < firstStart.second()) {
            // What they need is not there: which of them come out is for the decoder to say.
            wholeGroup = true;
            stored.forEach(earlier -> earlier.wanted = true);
        }
    }

    private void order(Planned next) {
        double second = next.picture.second();
        double before = last == null ? firstSecond : last.picture.second();
        if (everything || second > before + LARGEST_GAP_SECONDS || last != null && second <= before) {
            decodeEverything();
            return;
        }
        boolean gap = last == null || second - before >= VideoTrack.SOON_SECONDS;
        double full = VideoTrack.fullSecond(second);
        boolean first = full > Math.max(VideoTrack.fullSecond(before), firstSecond - 1) && full < endSecond;
        next.wanted |= gap || first;
        if (last != null) {
            last.wanted |= gap;
            last.decided = true;
        }
        last = next;
    }

    private void decide(Planned head) {
        if (everything || head.wanted) {
            decode(head);
        } else if (head.decided && head.picture.isDisposable()) {
            head.step = Step.SKIP;
        } else if (head.decided) {
            decideReference(head);
        }
    }

    private static void decode(Planned head) {
        head.step = head.restarts ? Step.RESTART : Step.DECODE;
    }

    /** Looks for a wanted picture that may be made from the first one, up to the next start. */
    private void decideReference(Planned head) {
        boolean parameters = false;
        for (Planned planned : stored) {
            if (planned != head && planned.picture.isStart()) {
                if (planned.decided) {
                    endGroup(head, planned, parameters);
                }
                return;
            }
            if (planned.wanted) {
                decode(head);
                return;
            }
            if (!planned.decided) {
                return;
            }
            parameters |= planned.picture.kind().bringsParameters();
        }
        if (ended) {
            stored.forEach(rest -> rest.step = Step.SKIP);
        }
    }

    /** Of a group in which nothing more is wanted; the next start is decided, so that all that lead it are known. */
    private void endGroup(Planned head, Planned start, boolean parameters) {
        boolean known = !parameters || start.picture.kind().bringsParameters();
        if (!known || isLedByWanted(start)) {
            decode(head);
            return;
        }
        boolean after = false;
        for (Planned planned : stored) {
            if (planned == start) {
                start.restarts = true;
                after = true;
            } else if (!after || planned.leads(start)) {
                planned.step = Step.SKIP;
            }
        }
    }

    private boolean isLedByWanted(Planned start) {
        boolean after = false;
        for (Planned planned : stored) {
            after |= planned == start;
            if (after && planned.wanted && planned.leads(start)) {
                return true;
            }
        }
        return false;
    }
}
