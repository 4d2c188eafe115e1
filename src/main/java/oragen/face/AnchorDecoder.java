package oragen.face;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oragen.bundle.BundleManifest;
import oragen.onnx.Tensor;

/** Reads the faces of one image from the outputs of a BlazeFace network. */
final class AnchorDecoder {
    /** MediaPipe's limit for logits of this network. */
    private static final float LOGIT_LIMIT = 100;

    /** Centre, width and height of the box, then x and y of the key points in the order of {@link FaceKeyPoints}. */
    private static final int BOX_VALUES = 4;

    private static final int BOX_AND_KEY_POINT_VALUES = BOX_VALUES + 12;

    private final BundleManifest.FaceDetector parameters;

    AnchorDecoder(BundleManifest.FaceDetector parameters) {
        this.parameters = parameters;
    }

    /** Images of one size that went through the network together. */
    record Batch(int images, int imageSize) {}

    /** Faces above the score threshold in pixels of the image, which is number {@code image} of a batch. */
    List<DetectedFace> decode(Map<String, Tensor.FloatTensor> outputs, int image, Batch batch) {
        int batchSize = batch.images;
        List<DetectedFace> faces = new ArrayList<>();
        for (BundleManifest.AnchorGrid grid : parameters.grids()) {
            int cells = grid.cells() * batch.imageSize / parameters.imageSize();
            int count = cells * cells * grid.anchors();
            float[] scores = output(outputs, grid.scores(), batchSize * count);
            float[] boxes = output(outputs, grid.boxes(), batchSize * count);
            int valuesPerBox = boxes.length / (batchSize * count);
            for (int anchor = 0; anchor < count; anchor++) {
                int position = image * count + anchor;
                float score = sigmoid(scores[position]);
                if (score >= parameters.scoreThreshold()) {
                    int start = position * valuesPerBox;
                    float[] values = Arrays.copyOfRange(boxes, start, start + valuesPerBox);
                    face(score, cellOf(anchor / grid.anchors(), cells, batch.imageSize), values)
                            .ifPresent(faces::add);
                }
            }
        }
        return faces;
    }

    private record Cell(double centreX, double centreY) {}

    private static Cell cellOf(int cell, int cells, int imageSize) {
        double size = (double) imageSize / cells;
        return new Cell((cell % cells + 0.5) * size, (cell / cells + 0.5) * size);
    }

    private static Optional<DetectedFace> face(float score, Cell cell, float[] values) {
        double centreX = cell.centreX + values[0];
        double centreY = cell.centreY + values[1];
        double halfWidth = values[2] / 2.0;
        double halfHeight = values[3] / 2.0;
        if (!(halfWidth > 0 && halfHeight > 0)) {
            return Optional.empty();
        }
        FaceBox box = new FaceBox(centreX - halfWidth, centreY - halfHeight, centreX + halfWidth, centreY + halfHeight);
        return Optional.of(
                values.length < BOX_AND_KEY_POINT_VALUES
                        ? new DetectedFace(box, score)
                        : new DetectedFace(box, score, keyPoints(cell, values)));
    }

    private static FaceKeyPoints keyPoints(Cell cell, float[] values) {
        FramePoint[] points = new FramePoint[6];
        for (int point = 0; point < points.length; point++) {
            int start = BOX_VALUES + 2 * point;
            points[point] = new FramePoint(cell.centreX + values[start], cell.centreY + values[start + 1]);
        }
        return new FaceKeyPoints(points[0], points[1], points[2], points[3], points[4], points[5]);
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
