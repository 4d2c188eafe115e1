package oragen.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import oragen.bundle.BundleManifest;
import oragen.media.VideoFrame;
import oragen.onnx.TensorModel;

/**
 * Finds the faces of frames: each shown whole first, large frames without a close-up then in tiles too. What is not surely
 * a face is looked at again, unless the clip is known to have one there.
 */
public final class FaceDetector {
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
        List<List<DetectedFace>> candidates = new ArrayList<>();
        network.look(frames.stream().map(this::wholeView).toList())
                .forEach(faces -> candidates.add(new ArrayList<>(faces)));
        for (int index = 0; index < frames.size(); index++) {
            VideoFrame frame = frames.get(index);
            List<DetectedFace> ofFrame = candidates.get(index);
            if (FaceTiles.worthwhile(frame, ofFrame)) {
                network.look(tileViews(frame)).forEach(ofFrame::addAll);
            }
        }
        List<List<DetectedFace>> faces = new ArrayList<>();
        for (int index = 0; index < frames.size(); index++) {
            faces.add(confirmed(clipFrames.get(index), strongest(candidates.get(index))));
        }
        return faces;
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
