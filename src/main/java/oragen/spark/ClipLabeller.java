package oragen.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import oragen.corpus.Clip;
import oragen.encode.AudioEncoder;
import oragen.encode.AudioFeatures;
import oragen.encode.VisualFeatures;
import oragen.face.DetectedFace;
import oragen.face.FaceBox;
import oragen.face.FaceDetector;
import oragen.fusion.FusionModel;
import oragen.fusion.WindowFeatures;
import oragen.fusion.WindowPrediction;
import oragen.media.MediaException;
import oragen.media.VideoFrame;
import oragen.media.WaveformPiece;
import oragen.window.Window;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Labels a stream of clips on one thread, with decoding ahead on another: decode → speech and faces → windows →
 * features → fusion → grouping. Frames and windows are batched across clips; outcomes come in the clips' order.
 */
final class ClipLabeller implements Iterator<ClipOutcome>, AutoCloseable {
    /** Larger batches gain nothing in fp32 on a CPU, and hold frames of 4K footage in memory. */
    private static final int FRAME_BATCH = 16;

    private final DecodeAhead decoder;
    private final StageClock clock;
    private final FaceDetector faceDetector;
    private final @Nullable AudioEncoder audioEncoder;
    private final LabelModels.@Nullable VisualPath visualPath;
    private final FusionModel fusion;
    private final ClipSession.Setting setting;
    private final List<PendingFrame> frames = new ArrayList<>();
    private final Deque<Slot> order = new ArrayDeque<>();
    private @Nullable ClipSession current;
    private boolean finished;

    /** A place in the order of outcomes: a clip under way, or one that is already rejected. */
    private record Slot(
            @Nullable ClipSession session, @Nullable ClipOutcome outcome) {}

    private record PendingFrame(ClipSession session, VideoFrame frame) {}

    private record PendingWindow(ClipSession session, Window window) {}

    private record PendingCrop(PendingFrame frame, float[] crop) {}

    ClipLabeller(
            Iterator<Clip> clips,
            LabelModels models,
            LabelSettings settings,
            Configuration configuration,
            StageClock clock) {
        this.clock = clock;
        this.faceDetector = models.faceDetector();
        this.audioEncoder = models.audioEncoder();
        this.visualPath = models.visualPath();
        this.fusion = models.fusion();
        this.setting = new ClipSession.Setting(models, settings, audioEncoder != null);
        this.decoder = new DecodeAhead(clips, settings, configuration, clock);
        decoder.start();
    }

    @Override
    public boolean hasNext() {
        while (!ready() && !finished) {
            accept(take());
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
        return outcome;
    }

    private DecodeEvent take() {
        try {
            return decoder.next();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while labelling", e);
        }
    }

    private void accept(DecodeEvent event) {
        if (event instanceof DecodeEvent.Started started) {
            current = new ClipSession(started, setting);
            order.add(new Slot(current, null));
        } else if (event instanceof DecodeEvent.Piece piece) {
            accept(session(), piece);
        } else if (event instanceof DecodeEvent.Ended ended) {
            session().end(ended.report());
            current = null;
            if (frames.isEmpty()) {
                flush();
            }
        } else if (event instanceof DecodeEvent.Broken broken) {
            reject(broken.clip(), broken.reason());
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
            if (setting.listens()) {
                predict(advance(session));
            }
        } else if (event.piece() instanceof VideoFrame frame) {
            frames.add(new PendingFrame(session, frame));
            if (frames.size() >= FRAME_BATCH) {
                flush();
            }
        }
    }

    /** A clip that breaks after it began loses its session: half a clip is not labelled. */
    private void reject(Clip clip, MediaException reason) {
        frames.removeIf(pending -> pending.session() == current);
        if (current != null) {
            order.removeLast();
            current = null;
        }
        order.add(new Slot(
                null,
                new ClipOutcome.Rejected(
                        clip,
                        "decode",
                        RejectReasons.code(reason.reason()),
                        String.valueOf(reason.getMessage()),
                        reason.remedy())));
        if (frames.isEmpty()) {
            flush();
        }
    }

    private void flush() {
        encodeFrames();
        List<PendingWindow> complete = new ArrayList<>();
        for (Slot slot : order) {
            if (slot.session() != null && slot.outcome() == null) {
                complete.addAll(advance(slot.session()));
            }
        }
        predict(complete);
        settle();
    }

    private static List<PendingWindow> advance(ClipSession session) {
        return session.advance().stream()
                .map(window -> new PendingWindow(session, window))
                .toList();
    }

    private void encodeFrames() {
        long began = System.nanoTime();
        List<PendingCrop> crops = new ArrayList<>();
        List<PendingFrame> undetected = frames.stream()
                .filter(frame -> frame.session().givenFace() == null)
                .toList();
        Iterator<List<DetectedFace>> detected = faceDetector
                .detect(undetected.stream().map(PendingFrame::frame).toList())
                .iterator();
        for (PendingFrame pending : frames) {
            FaceBox given = pending.session().givenFace();
            int second = pending.frame().second();
            List<DetectedFace> found = given == null ? detected.next() : List.of(new DetectedFace(given, 1));
            Optional<DetectedFace> chosen = pending.session().choose(second, found);
            if (chosen.isPresent() && visualPath != null) {
                crops.add(new PendingCrop(
                        pending,
                        visualPath.cropper().crop(pending.frame(), chosen.get().box())));
            } else {
                pending.session().addFrameWithoutFace(second);
            }
        }
        frames.clear();
        clock.add(StageClock.Stage.FACE, began);
        encode(crops);
    }

    private void encode(List<PendingCrop> crops) {
        if (crops.isEmpty() || visualPath == null) {
            return;
        }
        long began = System.nanoTime();
        List<VisualFeatures> features = visualPath
                .encoder()
                .encode(crops.stream().map(PendingCrop::crop).toList());
        for (int i = 0; i < crops.size(); i++) {
            PendingFrame pending = crops.get(i).frame();
            pending.session().addFace(pending.frame().second(), features.get(i));
        }
        clock.add(StageClock.Stage.ENCODE, began);
    }

    /** A window in which every modality of the bundle is absent is not predicted (the reference feeds zeros). */
    private void predict(List<PendingWindow> windows) {
        List<PendingWindow> usable = windows.stream().filter(this::usable).toList();
        for (int from = 0; from < usable.size(); from += FRAME_BATCH) {
            predictBatch(usable.subList(from, Math.min(usable.size(), from + FRAME_BATCH)));
        }
        windows.forEach(pending -> pending.session().forget());
    }

    private boolean usable(PendingWindow pending) {
        return (audioEncoder != null && pending.window().audioPresent())
                || (visualPath != null && pending.window().facePresent());
    }

    private void predictBatch(List<PendingWindow> windows) {
        List<@Nullable AudioFeatures> audio = encodeAudio(windows);
        long began = System.nanoTime();
        List<WindowFeatures> features = new ArrayList<>();
        for (int i = 0; i < windows.size(); i++) {
            PendingWindow pending = windows.get(i);
            features.add(new WindowFeatures(audio.get(i), pending.session().slots(pending.window())));
        }
        List<WindowPrediction> predictions = fusion.predict(features);
        for (int i = 0; i < windows.size(); i++) {
            windows.get(i).session().addPrediction(windows.get(i).window(), predictions.get(i));
        }
        clock.add(StageClock.Stage.FUSION, began);
    }

    private List<@Nullable AudioFeatures> encodeAudio(List<PendingWindow> windows) {
        long began = System.nanoTime();
        List<float[]> waveforms = new ArrayList<>();
        if (audioEncoder != null) {
            for (PendingWindow pending : windows) {
                if (pending.window().audioPresent()) {
                    waveforms.add(pending.session().samples(pending.window()));
                }
            }
        }
        Iterator<AudioFeatures> encoded = audioEncoder == null || waveforms.isEmpty()
                ? List.<AudioFeatures>of().iterator()
                : audioEncoder.encode(waveforms).iterator();
        List<@Nullable AudioFeatures> features = new ArrayList<>();
        for (PendingWindow pending : windows) {
            features.add(audioEncoder != null && pending.window().audioPresent() ? encoded.next() : null);
        }
        clock.add(StageClock.Stage.ENCODE, began);
        return features;
    }

    private void settle() {
        List<Slot> slots = List.copyOf(order);
        order.clear();
        for (Slot slot : slots) {
            ClipSession session = slot.session();
            if (session != null && slot.outcome() == null && session.ended()) {
                order.add(new Slot(session, session.outcome()));
            } else {
                order.add(slot);
            }
        }
    }

    @Override
    public void close() {
        decoder.close();
    }
}
