package oragen.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import oragen.bundle.BundleManifest;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;
import org.junit.jupiter.api.Test;

final class FaceDetectorTest {
    private static final int SIZE = 8;
    private static final BundleManifest.FaceDetector PARAMETERS = new BundleManifest.FaceDetector(
            "detector.onnx", "image", SIZE, 0.3, 0.3, List.of(new BundleManifest.AnchorGrid("scores", "boxes", 1, 1)));

    /** A network that sees the same face in the middle of every image, and counts how often it is asked. */
    private static final class TestingNetwork implements TensorModel {
        private final float logit;
        private int calls;

        TestingNetwork(float logit) {
            this.logit = logit;
        }

        @Override
        public Set<String> inputNames() {
            return Set.of(PARAMETERS.input());
        }

        @Override
        public Map<String, Tensor.FloatTensor> run(Map<String, Tensor> inputs) {
            calls++;
            return Map.of(
                    "scores", new Tensor.FloatTensor(new long[] {1, 1, 1}, new float[] {logit}),
                    "boxes", new Tensor.FloatTensor(new long[] {1, 1, 4}, new float[] {0, 0, SIZE / 2f, SIZE / 2f}));
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    private final TestingNetwork unsure = new TestingNetwork(0);
    private final FaceDetector detector = new FaceDetector(unsure, PARAMETERS);
    private final KnownFaces known = new KnownFaces();

    private int callsFor(KnownFaces faces, int second) {
        int before = unsure.calls;
        assertThat(detector.detectInClips(
                                List.of(new FaceDetector.ClipFrame(TestingFrames.black(second, 16, 16), faces)))
                        .get(0))
                .hasSize(1);
        return unsure.calls - before;
    }

    @Test
    void anUnsureFaceIsLookedAtTwice() {
        assertThat(callsFor(known, 0)).isEqualTo(2);
        assertThat(detector.detect(List.of(TestingFrames.black(1, 16, 16))).get(0))
                .hasSize(1);
        assertThat(unsure.calls).as("a picture that belongs to no clip").isEqualTo(4);
    }

    @Test
    void aSureFaceIsLookedAtOnce() {
        TestingNetwork sure = new TestingNetwork(3);
        new FaceDetector(sure, PARAMETERS).detect(List.of(TestingFrames.black(0, 16, 16)));
        assertThat(sure.calls).isEqualTo(1);
    }

    @Test
    void aFaceOfTheSecondBeforeNeedsNoSecondLook() {
        assertThat(callsFor(known, 0)).isEqualTo(2);
        assertThat(callsFor(known, 1)).isEqualTo(1);
        assertThat(callsFor(known, 2)).isEqualTo(1);
        assertThat(callsFor(new KnownFaces(), 3)).as("another clip").isEqualTo(2);
    }

    @Test
    void afterAGapAndWhereAMinuteBeginsItIsLookedAtAnew() {
        assertThat(callsFor(known, 57)).isEqualTo(2);
        assertThat(callsFor(known, 59)).isEqualTo(2);
        assertThat(callsFor(known, 60)).isEqualTo(2);
        assertThat(callsFor(known, 61)).isEqualTo(1);
    }

    @Test
    void aFaceElsewhereIsNotKnown() {
        known.replace(4, List.of(new DetectedFace(new FaceBox(0, 0, 4, 4), 0.9f)));
        assertThat(callsFor(known, 5)).isEqualTo(2);
    }

    @Test
    void whereNoFaceWasFoundNoneIsKnown() {
        known.replace(4, List.of());
        assertThat(callsFor(known, 5)).isEqualTo(2);
    }
}
