package oragen.pipeline.decode;

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import oragen.corpus.Clip;
import oragen.media.MediaException;
import org.jspecify.annotations.Nullable;

/** Decodes clips on a thread of its own, a bounded number of bytes ahead of the networks. */
public final class DecodeAhead implements DecodedClips {
    /** Two 4K frames and some: enough to keep the networks fed, little enough for many tasks in an executor. */
    private static final int AHEAD_KILOBYTES = 96 * 1024;

    /** Each clip in hand is a suspect when its JVM dies; a few keep the networks fed. */
    private static final int AHEAD_CLIPS = 4;

    private final Iterator<ClipShare> clips;
    private final DecodeSettings settings;
    private final StageClock clock;
    private final BlockingQueue<DecodeEvent> events = new LinkedBlockingQueue<>();
    private final Semaphore space = new Semaphore(AHEAD_KILOBYTES);
    private final Semaphore clipsAhead = new Semaphore(AHEAD_CLIPS);
    private final LabelWatch watch;
    private final Thread thread;
    private volatile boolean abandoned;
    private volatile @Nullable Clip current;

    private DecodeAhead(Iterator<ClipShare> clips, DecodeSettings settings, StageClock clock, LabelWatch watch) {
        this.watch = watch;
        this.clips = clips;
        this.settings = settings;
        this.clock = clock;
        this.thread = new Thread(this::decodeAll, "oragen-decode");
        this.thread.setDaemon(true);
    }

    /** Decodes on threads of their own. */
    public static Decoder decoder(DecodeSettings settings, StageClock clock, LabelWatch watch) {
        return clips -> started(clips, settings, clock, watch);
    }

    public static DecodeAhead started(
            Iterator<ClipShare> clips, DecodeSettings settings, StageClock clock, LabelWatch watch) {
        DecodeAhead decoder = new DecodeAhead(clips, settings, clock, watch);
        decoder.thread.start();
        return decoder;
    }

    @Override
    public Optional<DecodeEvent> next() throws InterruptedException {
        DecodeEvent event = events.poll(settings.timeLimitSeconds(), TimeUnit.SECONDS);
        if (event != null) {
            space.release(kilobytes(event));
            if (event instanceof DecodeEvent.Ended || event instanceof DecodeEvent.Broken) {
                clipsAhead.release();
            }
        }
        return Optional.ofNullable(event);
    }

    @Override
    public @Nullable Clip current() {
        return current;
    }

    /** Leaves a stuck decoder to itself: it takes no further clip, and what it holds is lost until the JVM ends. */
    @Override
    public void abandon() {
        abandoned = true;
        thread.interrupt();
    }

    private void decodeAll() {
        try {
            while (!abandoned && clips.hasNext()) {
                ClipShare share = clips.next();
                clipsAhead.acquire();
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
        try (ClipMedia stream = ClipMedia.open(share, settings)) {
            put(new DecodeEvent.Started(share.clip(), stream.hasAudio(), stream.hasVideo()));
            Optional<DecodeEvent> event = stream.next();
            while (event.isPresent()) {
                clock.add(StageClock.Stage.DECODE, began);
                put(event.get());
                began = System.nanoTime();
                event = stream.next();
            }
            clock.add(StageClock.Stage.DECODE, began);
            clock.addPictures(stream.decoded());
            put(new DecodeEvent.Ended(stream.report()));
        } catch (MediaException e) {
            put(DecodeEvent.Broken.of(share.clip(), e));
        } catch (
                OutOfMemoryError
                        e) { // what the clip held is free again; if the JVM dies yet, the journal names the clip
            put(DecodeEvent.Broken.of(share.clip(), e));
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
