package oragen.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import oragen.bundle.BundleManifest;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;
import org.junit.jupiter.api.Test;

final class FaceDetectorTest {
    private static final int SIZE = 8;
    private static final BundleManifest.FaceDetector PARAMETERS = new BundleManifest.FaceDetector(
            "detector.onnx",
            "image",
            SIZE,
            null,
            0.3,
            0.3,
            List.of(new BundleManifest.AnchorGrid("scores", "boxes", 1, 1)));

    private static final BundleManifest.FaceDetector GLANCING = new BundleManifest.FaceDetector(
            "detector.onnx",
            "image",
            SIZE,
            SIZE / 2,
            0.3,
            0.3,
            List.of(new BundleManifest.AnchorGrid("scores", "boxes", 2, 1)));

    /** A network that sees the same face in the middle of every image, and remembers the images' sides. */
    private static final class TestingNetwork implements TensorModel {
        private static final float UNSEEN = -10;

        private final float logit;
        private final int faceSide;
        private final int cellSide;
        private final List<Integer> sides = new ArrayList<>();

        TestingNetwork(float logit) {
            this(logit, SIZE / 2, SIZE);
        }

        TestingNetwork(float logit, int faceSide, int cellSide) {
            this.logit = logit;
            this.faceSide = faceSide;
            this.cellSide = cellSide;
        }

        int calls() {
            return sides.size();
        }

        @Override
        public Set<String> inputNames() {
            return Set.of(PARAMETERS.input());
        }

        @Override
        public Map<String, Tensor.FloatTensor> run(Map<String, Tensor> inputs) {
            int side =
                    (int) Objects.requireNonNull(inputs.get(PARAMETERS.input())).shape()[1];
            sides.add(side);
            int cells = (side / cellSide) * (side / cellSide);
            float[] scores = new float[cells];
            Arrays.fill(scores, UNSEEN);
            scores[0] = logit;
            float[] boxes = new float[4 * cells];
            // From the middle of the first cell to that of the image.
            boxes[0] = boxes[1] = (side - cellSide) / 2f;
            boxes[2] = boxes[3] = faceSide;
            return Map.of(
                    "scores", new Tensor.FloatTensor(new long[] {1, cells, 1}, scores),
                    "boxes", new Tensor.FloatTensor(new long[] {1, cells, 4}, boxes));
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
        int before = unsure.calls();
        assertThat(detector.detectInClips(
                                List.of(new FaceDetector.ClipFrame(TestingFrames.black(second, 16, 16), faces)))
                        .get(0))
                .hasSize(1);
        return unsure.calls() - before;
    }

    @Test
    void anUnsureFaceIsLookedAtTwice() {
        assertThat(callsFor(known, 0)).isEqualTo(2);
        assertThat(detector.detect(List.of(TestingFrames.black(1, 16, 16))).get(0))
                .hasSize(1);
        assertThat(unsure.calls()).as("a picture that belongs to no clip").isEqualTo(4);
    }

    @Test
    void aSureFaceIsLookedAtOnce() {
        TestingNetwork sure = new TestingNetwork(3);
        new FaceDetector(sure, PARAMETERS).detect(List.of(TestingFrames.black(0, 16, 16)));
        assertThat(sure.calls()).isEqualTo(1);
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

    private static List<Integer> sidesFor(TestingNetwork network) {
        List<DetectedFace> faces = new FaceDetector(network, GLANCING)
                .detect(List.of(TestingFrames.black(0, 16, 16)))
                .get(0);
        assertThat(faces).hasSize(1);
        return network.sides;
    }

    @Test
    void aSureCloseUpIsSeenAtAGlance() {
        assertThat(sidesFor(new TestingNetwork(3, 3, 4))).containsExactly(4);
    }

    @Test
    void aSmallFaceIsLookedAtInFull() {
        assertThat(sidesFor(new TestingNetwork(3, 1, 4))).containsExactly(4, 8);
    }

    @Test
    void aFaceThatAGlanceLeavesUnsureIsLookedAtInFullAndOnceMore() {
        assertThat(sidesFor(new TestingNetwork(0, 3, 4))).containsExactly(4, 8, 8);
    }

    @Test
    void aGlanceMustHaveWholeCells() {
        List<BundleManifest.AnchorGrid> odd = List.of(new BundleManifest.AnchorGrid("scores", "boxes", 5, 1));
        assertThatThrownBy(() -> new BundleManifest.FaceDetector("detector.onnx", "image", 8, 4, 0.3, 0.3, odd))
                .hasMessage("glanceSize 4 does not give whole cells to a grid of 5 at imageSize 8");
    }
}
