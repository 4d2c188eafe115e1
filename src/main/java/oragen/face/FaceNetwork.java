package oragen.face;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oragen.bundle.BundleManifest;
import oragen.media.VideoFrame;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;

/** The network of a detector on views of frames. */
final class FaceNetwork {
    /** What lies between the layers of one image fits the cache: a batch of 16 took a third more for each. */
    private static final int PROCESSOR_BATCH = 1;

    /** 12 MB of input at 256 × 256. */
    private static final int GPU_BATCH = 16;

    private static final int CHANNELS = 3;

    private final TensorModel model;
    private final BundleManifest.FaceDetector parameters;
    private final AnchorDecoder decoder;

    FaceNetwork(TensorModel model, BundleManifest.FaceDetector parameters) {
        this.model = model;
        this.parameters = parameters;
        decoder = new AnchorDecoder(parameters);
    }

    /** One image for the network. */
    record View(VideoFrame frame, Letterbox letterbox) {}

    /** @param turn of the faces that are upright on the image */
    View view(VideoFrame frame, PixelRegion region, FaceTurn turn) {
        return new View(frame, new Letterbox(region, turn, parameters.imageSize()));
    }

    /** The region small, for a quarter of the cost; nothing where the network takes only one size. */
    Optional<View> glance(VideoFrame frame, PixelRegion region) {
        return Optional.ofNullable(parameters.glanceSize())
                .map(size -> new View(frame, new Letterbox(region, FaceTurn.UPRIGHT, size)));
    }

    /** Faces on each view, in pixels of its frame; several for each face. All views are of one size. */
    List<List<DetectedFace>> look(List<View> views) {
        List<List<DetectedFace>> faces = new ArrayList<>();
        int batch = model.isOnGpu() ? GPU_BATCH : PROCESSOR_BATCH;
        for (int start = 0; start < views.size(); start += batch) {
            faces.addAll(lookOnce(views.subList(start, Math.min(views.size(), start + batch))));
        }
        return faces;
    }

    private List<List<DetectedFace>> lookOnce(List<View> batch) {
        int size = batch.get(0).letterbox.imageSize();
        int imageValues = size * size * CHANNELS;
        float[] images = new float[batch.size() * imageValues];
        for (int image = 0; image < batch.size(); image++) {
            View view = batch.get(image);
            view.letterbox.write(view.frame, images, image * imageValues);
        }
        Map<String, Tensor.FloatTensor> outputs =
                model.run(Map.of(parameters.input(), Tensor.of(images, batch.size(), size, size, CHANNELS)));
        List<List<DetectedFace>> faces = new ArrayList<>();
        for (int image = 0; image < batch.size(); image++) {
            Letterbox letterbox = batch.get(image).letterbox;
            faces.add(decoder.decode(outputs, image, new AnchorDecoder.Batch(batch.size(), size)).stream()
                    .map(letterbox::onFrame)
                    .toList());
        }
        return faces;
    }
}
