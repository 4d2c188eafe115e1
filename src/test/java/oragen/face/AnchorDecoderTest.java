package oragen.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import oragen.bundle.BundleManifest;
import oragen.onnx.Tensor;
import org.junit.jupiter.api.Test;

final class AnchorDecoderTest {
    private static final float CERTAIN = 10;

    private static List<DetectedFace> decode(float[] scores, float[] boxes, int valuesPerBox) {
        BundleManifest.FaceDetector parameters = new BundleManifest.FaceDetector(
                "detector.onnx",
                "image",
                100,
                null,
                0.5,
                0.3,
                List.of(new BundleManifest.AnchorGrid("scores", "boxes", 1, 2)));
        return new AnchorDecoder(parameters)
                .decode(
                        Map.of(
                                "scores", (Tensor.FloatTensor) Tensor.of(scores, 1, 2, 1),
                                "boxes", (Tensor.FloatTensor) Tensor.of(boxes, 1, 2, valuesPerBox)),
                        0,
                        new AnchorDecoder.Batch(1, 100));
    }

    @Test
    void keyPointsFollowTheBoxInTheOrderOfTheNetwork() {
        float[] boxes = new float[32];
        float[] second = {5, -5, 40, 60, -10, -20, 20, -21, 6, 1, 4, 12, -15, -11, 25, -12};
        System.arraycopy(second, 0, boxes, 16, 16);
        DetectedFace face = decode(new float[] {-CERTAIN, CERTAIN}, boxes, 16).get(0);
        assertThat(face.box()).isEqualTo(new FaceBox(35, 15, 75, 75));
        assertThat(face.keyPoints())
                .isEqualTo(new FaceKeyPoints(
                        new FramePoint(40, 30),
                        new FramePoint(70, 29),
                        new FramePoint(56, 51),
                        new FramePoint(54, 62),
                        new FramePoint(35, 39),
                        new FramePoint(75, 38)));
    }

    @Test
    void aDetectorOfBoxesHasItsKeyPointsEstimated() {
        float[] boxes = {0, 0, 20, 40, 0, 0, 0, 0};
        List<DetectedFace> faces = decode(new float[] {CERTAIN, CERTAIN}, boxes, 4);
        assertThat(faces).hasSize(1); // the second box is empty
        FaceBox box = new FaceBox(40, 30, 60, 70);
        assertThat(faces.get(0).keyPoints()).isEqualTo(FaceKeyPoints.estimated(box));
        assertThat(faces.get(0).keyPoints().noseTip().x()).isEqualTo(50);
    }
}
