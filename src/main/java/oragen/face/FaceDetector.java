package oragen.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import oragen.bundle.BundleManifest;
import oragen.media.VideoFrame;
import oragen.onnx.TensorModel;

/**
 * Finds the faces of frames: a close-up at a glance, on a small image; other frames shown whole, and large ones without a
 * large face in tiles too. What is not surely a face is looked at again, unless the clip is known to have one there. At a
 * glance faces in the background of a close-up may go unseen.
 */
public final class FaceDetector {
    /**
     * A face this long is the speaker's, and large enough on a small image: of 720 portraits and the seconds of 12 clips of
     * talking heads all were found at 128 × 128. Their boxes differ a little from those at 256, their ages are as right.
     */
    private static final double CLOSE_UP = 1.0 / 3;

    private final BundleManifest.FaceDetector parameters;
    private final FaceNetwork network;
    private final CloseLook closeLook;

    /** The model is shared and stays open. */
    public FaceDetector(TensorModel model, BundleManifest.FaceDetector parameters) {
        this.parameters = parameters;
        network = new FaceNetwork(model, parameters);
        closeLook = new CloseLook(network, parameters.overlapThreshold());
    }

    /** A frame of a clip, whose known faces follow the frames in the order in which they are given. */
    public record ClipFrame(VideoFrame frame, KnownFaces known) {}

    /** Faces of each frame, highest score first; the frames have nothing to do with each other. */
    public List<List<DetectedFace>> detect(List<VideoFrame> frames) {
        return detectInClips(frames.stream()
                .map(frame -> new ClipFrame(frame, new KnownFaces()))
                .toList());
    }

    /** Faces of each frame, highest score first. */
    public List<List<DetectedFace>> detectInClips(List<ClipFrame> clipFrames) {
        List<VideoFrame> frames = clipFrames.stream().map(ClipFrame::frame).toList();
        Map<VideoFrame, List<DetectedFace>> candidates = closeUps(frames);
        candidates.putAll(seenInFull(
                frames.stream().filter(frame -> !candidates.containsKey(frame)).toList()));
        return clipFrames.stream()
                .map(clipFrame ->
                        confirmed(clipFrame, strongest(Objects.requireNonNull(candidates.get(clipFrame.frame)))))
                .toList();
    }

    /** Faces of the frames that a glance shows to be close-ups. */
    private Map<VideoFrame, List<DetectedFace>> closeUps(List<VideoFrame> frames) {
        List<FaceNetwork.View> glances = frames.stream()
                .flatMap(frame -> network.glance(frame, PixelRegion.whole(frame)).stream())
                .toList();
        Map<VideoFrame, List<DetectedFace>> closeUps = seen(glances);
        closeUps.entrySet().removeIf(glance -> !isCloseUp(glance.getKey(), glance.getValue()));
        return closeUps;
    }

    private static boolean isCloseUp(VideoFrame frame, List<DetectedFace> faces) {
        double longSide = Math.max(frame.width(), frame.height());
        return faces.stream()
                .filter(CloseLook::isSure)
                .map(DetectedFace::box)
                .anyMatch(box -> Math.max(box.width(), box.height()) >= CLOSE_UP * longSide);
    }

    private Map<VideoFrame, List<DetectedFace>> seenInFull(List<VideoFrame> frames) {
        Map<VideoFrame, List<DetectedFace>> seen =
                seen(frames.stream().map(this::wholeView).toList());
        seen.forEach((frame, faces) -> {
            if (FaceTiles.worthwhile(frame, faces)) {
                network.look(tileViews(frame)).forEach(faces::addAll);
            }
        });
        return seen;
    }

    /** Faces by frame, of one view each; several for each face. */
    private Map<VideoFrame, List<DetectedFace>> seen(List<FaceNetwork.View> views) {
        Map<VideoFrame, List<DetectedFace>> seen = new IdentityHashMap<>();
        List<List<DetectedFace>> faces = network.look(views);
        for (int view = 0; view < views.size(); view++) {
            seen.put(views.get(view).frame(), new ArrayList<>(faces.get(view)));
        }
        return seen;
    }

    private List<DetectedFace> confirmed(ClipFrame clipFrame, List<DetectedFace> candidates) {
        VideoFrame frame = clipFrame.frame;
        KnownFaces known = clipFrame.known;
        List<DetectedFace> faces = candidates.stream()
                .filter(face -> CloseLook.isSure(face)
                        || known.include(frame.second(), face)
                        || closeLook.confirms(frame, face))
                .toList();
        known.replace(frame.second(), faces);
        return faces;
    }

    /** A chooser for one clip that also finds out which way up the faces are that another one chooses. */
    public FaceChooser upright(FaceChooser chooser) {
        return new UprightFaceChooser(chooser, closeLook);
    }

    private FaceNetwork.View wholeView(VideoFrame frame) {
        return network.view(frame, PixelRegion.whole(frame), FaceTurn.UPRIGHT);
    }

    private List<FaceNetwork.View> tileViews(VideoFrame frame) {
        return FaceTiles.covering(frame).stream()
                .map(tile -> network.view(frame, tile, FaceTurn.UPRIGHT))
                .toList();
    }

    /** Non-maximum suppression: of boxes that overlap, the one with the highest score. */
    private List<DetectedFace> strongest(List<DetectedFace> candidates) {
        List<DetectedFace> kept = new ArrayList<>();
        candidates.sort(Comparator.comparingDouble(face -> -face.score()));
        for (DetectedFace face : candidates) {
            if (kept.stream().noneMatch(other -> overlap(other, face))) {
                kept.add(face);
            }
        }
        return List.copyOf(kept);
    }

    private boolean overlap(DetectedFace one, DetectedFace other) {
        return one.box().intersectionOverUnion(other.box()) > parameters.overlapThreshold();
    }
}
