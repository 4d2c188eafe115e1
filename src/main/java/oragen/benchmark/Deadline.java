package oragen.benchmark;

/** Until when is measured; a thread that asks after it stops. */
record Deadline(long beganNanos, long endNanos) {
    private static final double NANOS = 1e9;

    static Deadline in(double seconds) {
        long now = System.nanoTime();
        return new Deadline(now, now + (long) (seconds * NANOS));
    }

    boolean isReached() {
        return System.nanoTime() - endNanos >= 0;
    }

    /** Seconds since it was set. */
    double elapsedSeconds() {
        return (System.nanoTime() - beganNanos) / NANOS;
    }
}
