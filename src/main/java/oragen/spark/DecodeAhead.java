package oragen.spark;

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import oragen.corpus.Clip;
import oragen.media.MediaException;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** Decodes clips on a thread of its own, a bounded number of bytes ahead of the networks. */
final class DecodeAhead implements AutoCloseable {
    /** Two 4K frames and some: enough to keep the networks fed, little enough for many tasks in an executor. */
    private static final int AHEAD_KILOBYTES = 96 * 1024;

    private final Iterator<ClipShare> clips;
    private final LabelSettings settings;
    private final Configuration configuration;
    private final StageClock clock;
    private final BlockingQueue<DecodeEvent> events = new LinkedBlockingQueue<>();
    private final Semaphore space = new Semaphore(AHEAD_KILOBYTES);
    private final LabelWatch watch;
    private final Thread thread;
    private volatile boolean abandoned;
    private volatile @Nullable Clip current;

    DecodeAhead(
            Iterator<ClipShare> clips,
            LabelSettings settings,
            Configuration configuration,
            StageClock clock,
            LabelWatch watch) {
        this.watch = watch;
        this.clips = clips;
        this.settings = settings;
        this.configuration = configuration;
        this.clock = clock;
        this.thread = new Thread(this::decodeAll, "oragen-decode");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Waits for the next event; nothing where the decoder is stuck, so that none came in the time limit. */
    Optional<DecodeEvent> next() throws InterruptedException {
        DecodeEvent event = events.poll(settings.clipTimeLimitSeconds(), TimeUnit.SECONDS);
        if (event != null) {
            space.release(kilobytes(event));
        }
        return Optional.ofNullable(event);
    }

    /** The clip that is being decoded. */
    @Nullable
    Clip current() {
        return current;
    }

    /** Leaves a stuck decoder to itself: it takes no further clip, and what it holds is lost until the JVM ends. */
    void abandon() {
        abandoned = true;
        thread.interrupt();
    }

    private void decodeAll() {
        try {
            while (!abandoned && clips.hasNext()) {
                ClipShare share = clips.next();
                current = share.clip();
                watch.begins(share.clip());
                decode(share);
            }
            put(new DecodeEvent.Finished());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed from outside: nobody listens any more
        } catch (Throwable e) { // whatever it is, the task must hear of it
            events.add(new DecodeEvent.Failed(e));
        }
    }

    private void decode(ClipShare share) throws InterruptedException {
        long began = System.nanoTime();
        try (ClipMedia stream = ClipMedia.open(share, settings.rawAudio(), configuration)) {
            put(new DecodeEvent.Started(share.clip(), stream.hasAudio(), stream.hasVideo()));
            Optional<DecodeEvent> event = stream.next();
            while (event.isPresent()) {
                clock.add(StageClock.Stage.DECODE, began);
                put(event.get());
                began = System.nanoTime();
                event = stream.next();
            }
            clock.add(StageClock.Stage.DECODE, began);
            put(new DecodeEvent.Ended(stream.report()));
        } catch (MediaException e) {
            put(new DecodeEvent.Broken(share.clip(), e));
        }
    }

    private void put(DecodeEvent event) throws InterruptedException {
        space.acquire(kilobytes(event));
        events.put(event);
    }

    private static int kilobytes(DecodeEvent event) {
        return Math.min(AHEAD_KILOBYTES, event.bytes() / 1024 + 1);
    }

    @Override
    public void close() {
        if (abandoned) {
            return;
        }
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) { // native memory is freed by that thread: wait for it
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
