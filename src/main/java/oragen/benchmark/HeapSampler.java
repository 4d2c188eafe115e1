package oragen.benchmark;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Watches this JVM's heap for a benchmark until it is closed. */
public final class HeapSampler implements AutoCloseable {
    private static final int SAMPLE_MILLIS = 50;

    private final AtomicLong peakBytes = new AtomicLong();
    private final ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor();

    public HeapSampler() {
        sampler.scheduleAtFixedRate(this::sample, 0, SAMPLE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void sample() {
        Runtime runtime = Runtime.getRuntime();
        peakBytes.accumulateAndGet(runtime.totalMemory() - runtime.freeMemory(), Math::max);
    }

    /** The most that was in use so far, garbage included. */
    public long peakBytes() {
        return peakBytes.get();
    }

    @Override
    public void close() {
        sampler.shutdownNow();
    }
}
