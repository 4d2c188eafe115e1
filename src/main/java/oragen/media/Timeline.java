package oragen.media;

/**
 * Time stamps of both streams → seconds on the clip's timeline. A time stamp may be damaged, jump or start anew for good: a
 * step that nothing explains is closed up, for both streams alike, and the sound and pictures after it continue the time.
 */
final class Timeline {
    /**
     * Sources that fail and come back leave gaps of seconds. A longer step, of which the length that the container
     * declares knows nothing, is a damaged or restarted time stamp: one wrong bit makes hours of silence.
     */
    private static final double LONGEST_STEP_SECONDS = 60;

    /** Streams overlap by parts of a second where time stamps are estimates; time that goes back further starts anew. */
    private static final double LONGEST_STEP_BACK_SECONDS = 1;

    /** Four days: a header that declares more is damaged, and explains no gap. */
    private static final double LONGEST_DECLARED_SECONDS = 100 * 3600;

    private final double declaredSeconds;
    private final double firstSecond;
    private double closedSeconds;
    private double reachedSecond = Double.NEGATIVE_INFINITY;
    private boolean jumped;

    /**
     * @param declaredSeconds what the container declares of the clip; not positive where it declares nothing
     * @param firstSecond where the part begins that is read
     */
    Timeline(double declaredSeconds, double firstSecond) {
        this.firstSecond = firstSecond;
        this.declaredSeconds = declaredSeconds <= LONGEST_DECLARED_SECONDS ? declaredSeconds : 0;
    }

    /** Whether a step was closed up. */
    boolean jumped() {
        return jumped;
    }

    /** Tells that one of the streams has come so far. */
    void reach(double second) {
        reachedSecond = Math.max(reachedSecond, second);
    }

    /** Where the stream is that has come further. */
    double reachedSecond() {
        return reachedSecond;
    }

    /** Places the first frame of a stream: where the file says, or where the other stream is. */
    double placeFirst(double second) {
        double after = Math.min(firstSecond, second);
        return place(second, after, Math.max(after, reachedSecond));
    }

    /**
     * @param second what the file says
     * @param last what its stream has reached: where the last picture began, or the last sound ended
     * @param next where the stream goes on
     */
    double place(double second, double last, double next) {
        double continued = second - closedSeconds;
        double nearest = Math.abs(continued - last) < Math.abs(second - last) ? continued : second;
        if (!isExplained(nearest, last)) {
            jumped = true;
            closedSeconds = second - next;
            return next;
        }
        return nearest;
    }

    private boolean isExplained(double second, double last) {
        return second >= last - LONGEST_STEP_BACK_SECONDS
                && (second <= last + LONGEST_STEP_SECONDS || second <= declaredSeconds);
    }
}
