package oragen.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import oragen.corpus.Clip;
import oragen.media.VideoFrame;
import oragen.media.WaveformPiece;
import oragen.pipeline.WindowPredictor.PendingWindow;
import oragen.pipeline.decode.ClipShare;
import oragen.pipeline.decode.DecodeEvent;
import oragen.pipeline.decode.DecodedClips;
import oragen.pipeline.decode.LabelWatch;
import oragen.pipeline.decode.StageClock;
import org.jspecify.annotations.Nullable;

/**
 * Labels a stream of clips on one thread, with decoding ahead on another: decode → speech and faces → windows →
 * features → fusion → grouping. A window is predicted as soon as its sound and frames are known, while the rest of its
 * clip is still being decoded; on a GPU frames are batched across clips first. Outcomes come in the clips' order.
 */
public final class ClipLabeller implements Iterator<ClipOutcome>, AutoCloseable {
    /** Windows of frames that were looked at before are not worth asking for after each. */
    private static final int SEEN_BEFORE_WINDOWS = 16;

    /** Each is a suspect when its JVM dies: so many short clips do not wait for a full batch of frames. */
    private static final int MOST_IN_HAND = 8;

    private final Iterator<ClipShare> clips;
    private final LabelSettings settings;
    private final DecodedClips.Decoder decoding;
    private final LabelWatch watch;
    private final List<Clip> stuck = new ArrayList<>();
    private DecodedClips decoder;
    private final StageClock clock;
    private final FrameBatch frames;
    private final WindowPredictor predictor;
    private final ClipSession.Setting setting;
    private final boolean batches;
    private final Deque<Slot> order = new ArrayDeque<>();
    private @Nullable ClipSession current;
    private boolean finished;
    private int seenCount;

    /** A place in the order of outcomes: a clip under way, or one that is already rejected. */
    private record Slot(
            @Nullable ClipSession session, @Nullable ClipOutcome outcome) {}

    public ClipLabeller(
            Iterator<ClipShare> clips,
            LabelModels models,
            LabelSettings settings,
            DecodedClips.Decoder decoding,
            StageClock clock,
            LabelWatch watch) {
        this(clips, models, settings, decoding, clock, watch, ClipObserver.NOBODY);
    }

    /** The same, with one that sees what the networks see. */
    public ClipLabeller(
            Iterator<ClipShare> clips,
            LabelModels models,
            LabelSettings settings,
            DecodedClips.Decoder decoding,
            StageClock clock,
            LabelWatch watch,
            ClipObserver observer) {
        this.clips = clips;
        this.settings = settings;
        this.decoding = decoding;
        this.watch = watch;
        this.clock = clock;
        this.frames = new FrameBatch(models, settings.occlusions(), clock);
        this.predictor = new WindowPredictor(models, settings.occlusions(), clock);
        this.setting = new ClipSession.Setting(models, settings, predictor.listens(), observer);
        this.batches = models.prefersBatches();
        this.decoder = decoding.decode(clips);
    }

    /** Clips whose decoder got stuck, which have no outcome here; complete when there is no next. */
    public List<Clip> stuck() {
        return List.copyOf(stuck);
    }

    @Override
    public boolean hasNext() {
        while (!ready() && !finished) {
            Optional<DecodeEvent> event = take();
            if (event.isPresent()) {
                watch.advances();
                accept(event.get());
            } else {
                leaveStuckDecoder();
            }
        }
        return !order.isEmpty();
    }

    private boolean ready() {
        Slot first = order.peek();
        return first != null && first.outcome() != null;
    }

    @Override
    public ClipOutcome next() {
        if (!hasNext()) {
            throw new NoSuchElementException("every clip has been labelled");
        }
        ClipOutcome outcome = order.remove().outcome();
        if (outcome == null) {
            throw new IllegalStateException("an outcome was given out before its clip ended");
        }
        watch.ends(outcome.clip());
        return outcome;
    }

    private Optional<DecodeEvent> take() {
        try {
            return decoder.next();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while labelling", e);
        }
    }

    /** The clips behind the stuck one go on with a decoder of their own. */
    private void leaveStuckDecoder() {
        Clip clip = decoder.current();
        if (clip == null) {
            return; // not even one clip has begun: the storage of the list of clips is slow
        }
        decoder.abandon();
        stuck.add(clip);
        if (current != null) {
            frames.forget(current);
            order.removeLast();
            current.close();
            current = null;
        }
        flush();
        decoder = decoding.decode(clips);
    }

    private void accept(DecodeEvent event) {
        if (event instanceof DecodeEvent.Started started) {
            current = new ClipSession(started, setting);
            order.add(new Slot(current, null));
        } else if (event instanceof DecodeEvent.Piece piece) {
            accept(session(), piece);
        } else if (event instanceof DecodeEvent.Seen seen) {
            session().addSeen(seen.frame());
            if (++seenCount % SEEN_BEFORE_WINDOWS == 0) {
                flush();
            }
        } else if (event instanceof DecodeEvent.Ended ended) {
            session().end(ended.report());
            current = null;
            if (!batches || frames.isEmpty() || order.size() >= MOST_IN_HAND) {
                flush();
            }
        } else if (event instanceof DecodeEvent.Broken broken) {
            reject(new ClipOutcome.Rejected(
                    broken.clip(), "decode", broken.reason(), broken.message(), broken.remedy()));
        } else if (event instanceof DecodeEvent.Failed failed) {
            throw new IllegalStateException("decoding failed for a reason that is not the clip's", failed.cause());
        } else {
            flush();
            finished = true;
        }
    }

    private ClipSession session() {
        if (current == null) {
            throw new IllegalStateException("a piece came outside of a clip");
        }
        return current;
    }

    private void accept(ClipSession session, DecodeEvent.Piece event) {
        if (event.piece() instanceof WaveformPiece piece) {
            long began = System.nanoTime();
            session.addWaveform(piece);
            clock.add(StageClock.Stage.SPEECH, began);
            predictor.predict(PendingWindow.advance(session));
        } else if (event.piece() instanceof VideoFrame frame) {
            frames.add(session, frame);
        }
        if (frames.isFull() || (!batches && completesWindow(session))) {
            flush();
        }
    }

    private boolean completesWindow(ClipSession session) {
        OptionalInt second = frames.lastSecond(session);
        return second.isPresent() && session.waitsForFrame(second.getAsInt());
    }

    /** A clip that breaks after it began loses its session: half a clip is not labelled. */
    private void reject(ClipOutcome.Rejected rejected) {
        if (current != null) {
            frames.forget(current);
            order.removeLast();
            current.close();
            current = null;
        }
        order.add(new Slot(null, rejected));
        if (frames.isEmpty()) {
            flush();
        }
    }

    private void flush() {
        frames.flush();
        List<PendingWindow> complete = new ArrayList<>();
        for (Slot slot : order) {
            if (slot.session() != null && slot.outcome() == null) {
                complete.addAll(PendingWindow.advance(slot.session()));
            }
        }
        predictor.predict(complete);
        settle();
    }

    private void settle() {
        for (int left = order.size(); left > 0; left--) {
            Slot slot = order.element();
            ClipSession session = slot.session();
            Slot settled = slot;
            if (session != null && slot.outcome() == null && session.ended()) {
                settled = new Slot(session, session.outcome());
            }
            // Only now: where an outcome fails, close() must still find its session.
            order.remove();
            order.add(settled);
        }
    }

    @Override
    public void close() {
        decoder.close();
        for (Slot slot : order) {
            if (slot.session() != null) {
                slot.session().close();
            }
            if (slot.outcome() instanceof ClipOutcome.Extracted extracted) {
                extracted.windows().delete();
            }
        }
    }
}
