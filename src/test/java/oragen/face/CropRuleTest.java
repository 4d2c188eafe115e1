package oragen.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import oragen.bundle.BundleManifest.CropEdge;
import oragen.bundle.BundleManifest.CropShape;
import oragen.bundle.BundleManifest.FaceCrop;
import oragen.media.VideoFrame;
import org.junit.jupiter.api.Test;

final class CropRuleTest {
    private static final VideoFrame FRAME = TestingFrames.black(0, 100, 80);
    private static final CropRule ORAGEN = new CropRule(TestingFrames.ORAGEN);
    private static final CropRule COMPACT = new CropRule(TestingFrames.COMPACT);

    private static CropRule rule(CropShape shape, CropEdge edge, double margin) {
        return new CropRule(new FaceCrop(shape, edge, margin));
    }

    private static Optional<PixelRegion> oragen(double left, double top, double right, double bottom) {
        return ORAGEN.region(FRAME, new FaceBox(left, top, right, bottom));
    }

    private static PixelRegion edges(int left, int top, int right, int bottom) {
        return new PixelRegion(left, top, right - left, bottom - top);
    }

    @Test
    void boxesOfTheReleasedInferenceAreCroppedAsThere() {
        // clipped_box of the authors' program for the demo clips steady.mp4 and wide.mp4
        assertThat(ORAGEN.region(TestingFrames.black(0, 320, 320), new FaceBox(90, 60, 230, 250)))
                .contains(edges(76, 41, 244, 269));
        assertThat(ORAGEN.region(TestingFrames.black(0, 640, 360), new FaceBox(150, 20, 300, 200)))
                .contains(edges(135, 2, 315, 218));
    }

    @Test
    void edgesAreRoundedHalfToEven() {
        CropRule bare = rule(CropShape.STRETCHED, CropEdge.CLIPPED, 0);
        assertThat(bare.region(FRAME, new FaceBox(0.5, 1.5, 32.5, 43.5))).contains(edges(0, 2, 32, 44));
        assertThat(bare.region(FRAME, new FaceBox(2.5, 3.5, 32.51, 42.49))).contains(edges(2, 4, 33, 42));
    }

    @Test
    void marginsAreRoundedHalfToEven() {
        assertThat(oragen(30, 30, 35, 45)).as("0.5 and 1.5").contains(edges(30, 28, 35, 47));
        assertThat(oragen(30, 30, 55, 65)).as("2.5 and 3.5").contains(edges(28, 26, 57, 69));
        assertThat(oragen(30, 30, 36, 44)).as("0.6 and 1.4").contains(edges(29, 29, 37, 45));
    }

    @Test
    void marginsAreThoseOfTheRoundedBox() {
        // 14.2 pixels, which would be a margin of 1, lie on the pixels 4 to 19: half to even, a margin of 2.
        assertThat(oragen(4.4, 30, 18.6, 40)).contains(edges(2, 29, 21, 41));
    }

    @Test
    void aBoxIsAtLeastOnePixelWideAndHigh() {
        assertThat(oragen(10.1, 20.6, 10.4, 20.9)).contains(edges(10, 21, 11, 22));
        assertThat(oragen(99.6, 10, 99.9, 20))
                .as("its pixel is the first beyond the frame")
                .isEmpty();
    }

    @Test
    void theCropEndsAtEachSideOfTheFrame() {
        assertThat(oragen(2, 30, 42, 50)).contains(edges(0, 28, 46, 52));
        assertThat(oragen(30, 1, 50, 41)).contains(edges(28, 0, 52, 45));
        assertThat(oragen(58, 30, 98, 50)).contains(edges(54, 28, 100, 52));
        assertThat(oragen(30, 38, 50, 78)).contains(edges(28, 34, 52, 80));
        assertThat(oragen(-50, -50, 200, 200)).contains(edges(0, 0, 100, 80));
        assertThat(oragen(-1e30, -1e30, 1e30, 1e30)).contains(edges(0, 0, 100, 80));
    }

    @Test
    void nothingIsShownOfABoxBeyondTheFrame() {
        assertThat(oragen(-30, 10, -3, 20)).as("its margin touches the frame").isEmpty();
        assertThat(oragen(-30, 10, -2, 20)).as("its margin is seen").contains(edges(0, 9, 1, 21));
        assertThat(oragen(103, 10, 130, 20)).isEmpty();
        assertThat(oragen(10, -30, 20, -3)).isEmpty();
        assertThat(oragen(10, 83, 20, 110)).isEmpty();
        assertThat(COMPACT.region(FRAME, new FaceBox(103, 10, 130, 20)))
                .as("all black")
                .isPresent();
    }

    @Test
    void shapeAndEdgeAreIndependent() {
        FaceBox box = new FaceBox(-10, 20, 10, 60);
        assertThat(rule(CropShape.SQUARE, CropEdge.PADDED, 0.125).region(FRAME, box))
                .contains(edges(-25, 15, 25, 65));
        assertThat(rule(CropShape.SQUARE, CropEdge.CLIPPED, 0.125).region(FRAME, box))
                .contains(edges(0, 15, 25, 65));
        assertThat(rule(CropShape.STRETCHED, CropEdge.PADDED, 0.1).region(FRAME, box))
                .contains(edges(-12, 16, 12, 64));
        assertThat(rule(CropShape.STRETCHED, CropEdge.CLIPPED, 0.1).region(FRAME, box))
                .contains(edges(0, 16, 12, 64));
    }

    private static DetectedFace face(double left, double top, double right, double bottom, float score) {
        return new DetectedFace(new FaceBox(left, top, right, bottom), score);
    }

    private static DetectedFace largest(CropRule rule, DetectedFace... faces) {
        return FaceChooser.of(FaceChoice.LARGEST, rule)
                .choose(FRAME, List.of(faces))
                .orElseThrow();
    }

    @Test
    void theLargestFaceIsTheOneOfWhichMostIsLeft() {
        DetectedFace cut = face(-60, 10, 20, 70, 0.9f);
        DetectedFace whole = face(30, 10, 80, 60, 0.5f);
        assertThat(largest(ORAGEN, cut, whole)).isEqualTo(whole);
        assertThat(largest(COMPACT, cut, whole)).as("by the boxes").isEqualTo(cut);
    }

    @Test
    void theMarginCountsWhereCropsAreClipped() {
        // 35 × 20 and 25 × 28 pixels: equal boxes, but margins of 4 and 2, and of 2 and 3.
        DetectedFace broad = face(10, 10, 45, 30, 0.5f);
        DetectedFace narrow = face(50, 10, 75, 38, 0.5f);
        assertThat(broad.box().area()).isEqualTo(narrow.box().area());
        assertThat(largest(ORAGEN, narrow, broad)).isEqualTo(broad);
    }

    @Test
    void ofEquallyLargeClippedFacesTheSurerIsTakenAndElseTheFirst() {
        DetectedFace left = face(10, 10, 30, 30, 0.6f);
        DetectedFace surer = face(60, 10, 80, 30, 0.7f);
        assertThat(largest(ORAGEN, left, surer)).isEqualTo(surer);
        DetectedFace sameScore = face(40, 40, 60, 60, 0.6f);
        assertThat(largest(ORAGEN, left, sameScore)).isEqualTo(left);
        assertThat(largest(ORAGEN, sameScore, left)).isEqualTo(sameScore);
        assertThat(largest(COMPACT, sameScore, surer, left)).as("the leftmost").isEqualTo(left);
    }

    @Test
    void aFaceThatIsNotShownIsNotChosen() {
        DetectedFace beyond = face(200, 10, 280, 80, 0.9f);
        DetectedFace small = face(10, 10, 12, 12, 0.3f);
        assertThat(largest(ORAGEN, beyond, small)).isEqualTo(small);
        for (FaceChoice choice : FaceChoice.values()) {
            assertThat(FaceChooser.of(choice, ORAGEN).choose(FRAME, List.of(beyond)))
                    .isEmpty();
        }
    }
}
