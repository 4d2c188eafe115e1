package oragen.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import oragen.encode.VisualFeatures;
import oragen.face.DetectedFace;
import oragen.face.FaceBox;
import oragen.face.FaceCropper;
import oragen.face.FaceDetector;
import oragen.label.MaskType;
import oragen.media.VideoFrame;
import oragen.paint.MaskPainter;
import oragen.paint.PaintStyle;
import oragen.pipeline.decode.StageClock;
import org.jspecify.annotations.Nullable;

/**
 * Frames of several clips that wait for the networks: detect → choose → crop → encode, all in one batch. A painted face is
 * looked for anew: where it is not found, a mask has hidden it, and where it is, the mask may have moved its box.
 */
final class FrameBatch {
    /** Larger batches hold frames of 4K footage in memory. */
    private static final int SIZE = 16;

    /** Of boxes without and with the mask, by which they are of one face. */
    private static final double SAME_FACE_OVERLAP = 0.3;

    private final FaceDetector faceDetector;
    private final LabelModels.@Nullable VisualPath visualPath;
    private final List<Occlusion> occlusions;
    /** Styles that no head of a bundle of ours was trained on. */
    private final MaskPainter painter = new MaskPainter(PaintStyle.TEST);

    private final StageClock clock;
    private final List<PendingFrame> frames = new ArrayList<>();

    private record PendingFrame(FrameOwner owner, VideoFrame frame) {}

    /** @param crops one for each occlusion, null where the painted face is not found */
    private record PendingFace(PendingFrame frame, List<float @Nullable []> crops) {}

    FrameBatch(LabelModels models, List<Occlusion> occlusions, StageClock clock) {
        this.occlusions = occlusions;
        this.faceDetector = models.faceDetector();
        this.visualPath = models.visualPath();
        this.clock = clock;
    }

    void add(FrameOwner owner, VideoFrame frame) {
        frames.add(new PendingFrame(owner, frame));
    }

    boolean isFull() {
        return frames.size() >= SIZE;
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    /** The second of the last frame that waits; nothing where it is another owner's. */
    OptionalInt lastSecond(FrameOwner owner) {
        return isEmpty() || frames.get(frames.size() - 1).owner() != owner
                ? OptionalInt.empty()
                : OptionalInt.of(frames.get(frames.size() - 1).frame().second());
    }

    void forget(FrameOwner owner) {
        frames.removeIf(pending -> pending.owner() == owner);
    }

    /** Tells each owner of its faces; empties the batch. */
    void flush() {
        encode(faces());
        frames.clear();
    }

    private List<PendingFace> faces() {
        long began = System.nanoTime();
        List<PendingFace> faces = new ArrayList<>();
        Iterator<List<DetectedFace>> detected = detect().iterator();
        for (PendingFrame pending : frames) {
            FaceBox given = pending.owner().givenFace();
            int second = pending.frame().second();
            List<DetectedFace> found = given == null
                    ? detected.next()
                    : List.of(new DetectedFace(given.scaled(pending.frame().scale()), 1));
            Optional<DetectedFace> chosen = pending.owner().choose(pending.frame(), found);
            if (chosen.isPresent() && visualPath != null) {
                faces.add(new PendingFace(pending, crops(pending, chosen.get(), visualPath.cropper())));
            } else {
                pending.owner().addFrameWithoutFace(second);
            }
        }
        clock.add(StageClock.Stage.FACE, began);
        return faces;
    }

    private List<float @Nullable []> crops(PendingFrame pending, DetectedFace face, FaceCropper cropper) {
        List<float @Nullable []> crops = new ArrayList<>();
        for (Occlusion occlusion : occlusions) {
            VideoFrame painted = painted(pending, face, occlusion);
            boolean same = painted == pending.frame() || pending.owner().givenFace() != null;
            DetectedFace seen = same ? face : foundAgain(painted, face).orElse(null);
            float[] crop = seen == null ? null : cropper.crop(painted, seen);
            pending.owner().crops(painted, seen, crop);
            crops.add(crop);
        }
        return crops;
    }

    private Optional<DetectedFace> foundAgain(VideoFrame painted, DetectedFace bare) {
        return faceDetector.detect(List.of(painted)).get(0).stream()
                .filter(face -> face.box().intersectionOverUnion(bare.box()) > SAME_FACE_OVERLAP)
                .max(Comparator.comparingDouble(face -> face.box().intersectionOverUnion(bare.box())));
    }

    private VideoFrame painted(PendingFrame pending, DetectedFace face, Occlusion occlusion) {
        MaskType mask = occlusion.painted();
        return mask == null
                ? pending.frame()
                : painter.paint(
                        pending.frame(), face.keyPoints(), mask, pending.owner().paintSeed());
    }

    /** Faces of every frame whose clip does not bring its own face box; none where nobody looks. */
    private List<List<DetectedFace>> detect() {
        if (visualPath == null) {
            return frames.stream().map(frame -> List.<DetectedFace>of()).toList();
        }
        return faceDetector.detectInClips(frames.stream()
                .filter(pending -> pending.owner().givenFace() == null)
                .map(pending -> new FaceDetector.ClipFrame(
                        pending.frame(), pending.owner().knownFaces()))
                .toList());
    }

    private void encode(List<PendingFace> faces) {
        if (faces.isEmpty() || visualPath == null) {
            return;
        }
        long began = System.nanoTime();
        List<float[]> crops = new ArrayList<>();
        for (PendingFace face : faces) {
            for (float[] crop : face.crops()) {
                if (crop != null) {
                    crops.add(crop);
                }
            }
        }
        Iterator<VisualFeatures> encoded = visualPath.encoder().encode(crops).iterator();
        for (PendingFace face : faces) {
            List<@Nullable VisualFeatures> features = new ArrayList<>();
            for (float[] crop : face.crops()) {
                features.add(crop == null ? null : encoded.next());
            }
            face.frame().owner().addFace(face.frame().frame().second(), features);
        }
        clock.add(StageClock.Stage.ENCODE, began);
    }
}
