package oragen.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import oragen.media.VideoFrame;
import oragen.onnx.BundleManifest;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;

/** Finds the faces of frames: each shown whole first, large frames without a close-up then in tiles too. */
public final class FaceDetector {
    /** 12 MB of input at 256 × 256; more images a run do not make the network faster. */
    private static final int LARGEST_BATCH = 16;

    private static final int CHANNELS = 3;

    private final TensorModel model;
    private final BundleManifest.FaceDetector parameters;
    private final AnchorDecoder decoder;

    /** The model is shared and stays open. */
    public FaceDetector(TensorModel model, BundleManifest.FaceDetector parameters) {
        this.model = model;
        this.parameters = parameters;
        decoder = new AnchorDecoder(parameters);
    }

    /** Faces of each frame, largest first. */
    public List<List<DetectedFace>> detect(List<VideoFrame> frames) {
        List<List<DetectedFace>> candidates = new ArrayList<>();
        List<View> views = new ArrayList<>();
        for (VideoFrame frame : frames) {
            List<DetectedFace> ofFrame = new ArrayList<>();
            candidates.add(ofFrame);
            views.add(view(frame, PixelRegion.whole(frame), ofFrame));
        }
        look(views);
        look(tileViews(frames, candidates));
        return candidates.stream().map(this::strongest).toList();
    }

    /** One image for the detector; what it finds is added to {@code found}. */
    private record View(VideoFrame frame, Letterbox letterbox, List<DetectedFace> found) {}

    private View view(VideoFrame frame, PixelRegion region, List<DetectedFace> found) {
        return new View(frame, new Letterbox(region, parameters.imageSize()), found);
    }

    private List<View> tileViews(List<VideoFrame> frames, List<List<DetectedFace>> candidates) {
        List<View> views = new ArrayList<>();
        for (int index = 0; index < frames.size(); index++) {
            VideoFrame frame = frames.get(index);
            List<DetectedFace> ofFrame = candidates.get(index);
            if (FaceTiles.worthwhile(frame, ofFrame)) {
                FaceTiles.covering(frame).forEach(tile -> views.add(view(frame, tile, ofFrame)));
            }
        }
        return views;
    }

    private void look(List<View> views) {
        for (int start = 0; start < views.size(); start += LARGEST_BATCH) {
            lookOnce(views.subList(start, Math.min(views.size(), start + LARGEST_BATCH)));
        }
    }

    private void lookOnce(List<View> batch) {
        int size = parameters.imageSize();
        int imageValues = size * size * CHANNELS;
        float[] images = new float[batch.size() * imageValues];
        for (int image = 0; image < batch.size(); image++) {
            View view = batch.get(image);
            view.letterbox.write(view.frame, images, image * imageValues);
        }
        Map<String, Tensor.FloatTensor> outputs =
                model.run(Map.of(parameters.input(), Tensor.of(images, batch.size(), size, size, CHANNELS)));
        for (int image = 0; image < batch.size(); image++) {
            View view = batch.get(image);
            for (DetectedFace face : decoder.decode(outputs, image, batch.size())) {
                view.found.add(view.letterbox.onFrame(face));
            }
        }
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
        return kept.stream().sorted(DetectedFace.LARGEST_FIRST).toList();
    }

    private boolean overlap(DetectedFace one, DetectedFace other) {
        return one.box().intersectionOverUnion(other.box()) > parameters.overlapThreshold();
    }
}
