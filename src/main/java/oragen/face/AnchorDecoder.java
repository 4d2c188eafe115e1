package oragen.face;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import oragen.onnx.BundleManifest;
import oragen.onnx.Tensor;

/** Reads the faces of one image from the outputs of a BlazeFace network. */
final class AnchorDecoder {
    /** MediaPipe's limit for logits of this network. */
    private static final float LOGIT_LIMIT = 100;

    private final BundleManifest.FaceDetector parameters;

    AnchorDecoder(BundleManifest.FaceDetector parameters) {
        this.parameters = parameters;
    }

    /** Faces above the score threshold in pixels of the image, which is number {@code image} of a batch. */
    List<DetectedFace> decode(Map<String, Tensor.FloatTensor> outputs, int image, int batchSize) {
        List<DetectedFace> faces = new ArrayList<>();
        for (BundleManifest.AnchorGrid grid : parameters.grids()) {
            int count = grid.cells() * grid.cells() * grid.anchors();
            float[] scores = output(outputs, grid.scores(), batchSize * count);
            float[] boxes = output(outputs, grid.boxes(), batchSize * count);
            int valuesPerBox = boxes.length / (batchSize * count);
            for (int anchor = 0; anchor < count; anchor++) {
                int position = image * count + anchor;
                float score = sigmoid(scores[position]);
                if (score >= parameters.scoreThreshold()) {
                    addFace(faces, score, cellOf(grid, anchor), boxes, position * valuesPerBox);
                }
            }
        }
        return faces;
    }

    private record Cell(double centreX, double centreY) {}

    private Cell cellOf(BundleManifest.AnchorGrid grid, int anchor) {
        int cell = anchor / grid.anchors();
        double size = (double) parameters.imageSize() / grid.cells();
        return new Cell((cell % grid.cells() + 0.5) * size, (cell / grid.cells() + 0.5) * size);
    }

    private static void addFace(List<DetectedFace> faces, float score, Cell cell, float[] boxes, int start) {
        double centreX = cell.centreX + boxes[start];
        double centreY = cell.centreY + boxes[start + 1];
        double halfWidth = boxes[start + 2] / 2.0;
        double halfHeight = boxes[start + 3] / 2.0;
        if (halfWidth > 0 && halfHeight > 0) {
            faces.add(new DetectedFace(
                    new FaceBox(centreX - halfWidth, centreY - halfHeight, centreX + halfWidth, centreY + halfHeight),
                    score));
        }
    }

    private static float sigmoid(float logit) {
        float limited = Math.max(-LOGIT_LIMIT, Math.min(LOGIT_LIMIT, logit));
        return (float) (1 / (1 + Math.exp(-limited)));
    }

    private float[] output(Map<String, Tensor.FloatTensor> outputs, String name, int unit) {
        Tensor.FloatTensor tensor = outputs.get(name);
        if (tensor == null) {
            throw new IllegalStateException(
                    parameters.file() + " has no output " + name + ", only " + outputs.keySet());
        }
        if (tensor.values().length < unit || tensor.values().length % unit != 0) {
            throw new IllegalStateException(parameters.file() + " output " + name + " has " + tensor.values().length
                    + " values, not a multiple of " + unit);
        }
        return tensor.values();
    }
}
