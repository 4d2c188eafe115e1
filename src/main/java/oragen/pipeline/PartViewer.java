package oragen.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import oragen.corpus.Clip;
import oragen.encode.VisualFeatures;
import oragen.face.DetectedFace;
import oragen.face.FaceBox;
import oragen.face.FaceChooser;
import oragen.face.KnownFaces;
import oragen.media.DecodeReport;
import oragen.media.PicturePart;
import oragen.media.VideoFrame;
import oragen.pipeline.decode.ClipShare;
import oragen.pipeline.decode.DecodeAhead;
import oragen.pipeline.decode.DecodeEvent;
import oragen.pipeline.decode.DecodeSettings;
import oragen.pipeline.decode.LabelWatch;
import oragen.pipeline.decode.SeenFrame;
import oragen.pipeline.decode.SeenFrames;
import oragen.pipeline.decode.StageClock;
import org.jspecify.annotations.Nullable;

/** Decodes one part of a clip's pictures, finds and encodes the speaker's face, and writes what was seen to a file. */
public final class PartViewer {
    private final LabelModels models;
    private final LabelSettings settings;
    private final DecodeSettings decoding;
    private final StageClock clock;

    public PartViewer(LabelModels models, LabelSettings settings, DecodeSettings decoding, StageClock clock) {
        this.models = models;
        this.settings = settings;
        this.decoding = decoding;
        this.clock = clock;
    }

    /** The decoder's report; nothing where the part cannot be decoded, or its decoder is stuck. */
    public Optional<DecodeReport> view(Clip clip, PicturePart part, String file, long attempt) throws IOException {
        List<ClipShare> share = List.of(new ClipShare(clip, part, null, null));
        DecodeAhead decoder = DecodeAhead.started(share.iterator(), decoding, clock, LabelWatch.NOBODY);
        try (SeenFrames.Writer writer = new SeenFrames.Writer(file, attempt, decoding)) {
            Optional<DecodeReport> report =
                    view(decoder, new PartFrames(clip, models.faceChooser(ClipSession.givenFace(clip))), writer);
            if (report.isPresent()) {
                writer.complete();
            }
            return report;
        } finally {
            decoder.close();
        }
    }

    private Optional<DecodeReport> view(DecodeAhead decoder, PartFrames frames, SeenFrames.Writer writer)
            throws IOException {
        FrameBatch batch = new FrameBatch(models, settings.occlusions(), clock);
        while (true) {
            DecodeEvent event = next(decoder).orElse(null);
            if (event == null) {
                decoder.abandon();
                return Optional.empty();
            } else if (event instanceof DecodeEvent.Piece piece && piece.piece() instanceof VideoFrame frame) {
                batch.add(frames, frame);
                if (batch.isFull()) {
                    batch.flush();
                    frames.drainTo(writer);
                }
            } else if (event instanceof DecodeEvent.Ended ended) {
                batch.flush();
                frames.drainTo(writer);
                return Optional.of(ended.report());
            } else if (event instanceof DecodeEvent.Broken || event instanceof DecodeEvent.Finished) {
                return Optional.empty();
            } else if (event instanceof DecodeEvent.Failed failed) {
                throw new IllegalStateException("decoding failed for a reason that is not the clip's", failed.cause());
            }
        }
    }

    private static Optional<DecodeEvent> next(DecodeAhead decoder) {
        try {
            return decoder.next();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking", e);
        }
    }

    /** Frames of the part that wait to be written. */
    private static final class PartFrames implements FrameOwner {
        private final @Nullable FaceBox givenFace;
        private final long paintSeed;
        private final FaceChooser chooser;
        private final KnownFaces knownFaces = new KnownFaces();
        private final Map<Integer, Integer> faceCounts = new TreeMap<>();
        private final List<SeenFrame> seen = new ArrayList<>();

        PartFrames(Clip clip, FaceChooser chooser) {
            this.givenFace = ClipSession.givenFace(clip);
            this.paintSeed = ClipSession.paintSeed(clip);
            this.chooser = chooser;
        }

        @Override
        public @Nullable FaceBox givenFace() {
            return givenFace;
        }

        @Override
        public long paintSeed() {
            return paintSeed;
        }

        @Override
        public KnownFaces knownFaces() {
            return knownFaces;
        }

        @Override
        public Optional<DetectedFace> choose(VideoFrame frame, List<DetectedFace> found) {
            faceCounts.put(frame.second(), found.size());
            return chooser.choose(frame, found);
        }

        @Override
        public void addFace(int second, List<@Nullable VisualFeatures> features) {
            seen.add(new SeenFrame(second, faceCount(second), features));
        }

        @Override
        public void addFrameWithoutFace(int second) {
            seen.add(new SeenFrame(second, faceCount(second), List.of()));
        }

        private int faceCount(int second) {
            Integer count = faceCounts.remove(second);
            return count == null ? 0 : count;
        }

        void drainTo(SeenFrames.Writer writer) throws IOException {
            seen.sort(java.util.Comparator.comparingInt(SeenFrame::second));
            for (SeenFrame frame : seen) {
                writer.add(frame);
            }
            seen.clear();
        }
    }
}
