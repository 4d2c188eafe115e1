package oragen.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import oragen.face.FaceBox;
import oragen.face.FaceKeyPoints;
import oragen.face.FramePoint;
import oragen.label.MaskType;
import oragen.media.VideoFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MaskPainterTest {
    /** Chequers differ by 60, in shadow by 37, and neighbouring pixels of cloth or rubber along some way by less. */
    private static final int LARGEST_CONTRAST = 20;

    private static VideoFrame painted(TestingFace face, MaskType type, long seed) {
        return new MaskPainter(PaintStyle.TRAIN).paint(TestingFace.picture(), face.keyPoints(), type, seed);
    }

    /** Pixels that differ from the picture. */
    private static BitSet changed(VideoFrame frame) {
        BitSet changed = new BitSet();
        byte[] before = TestingFace.picture().rgb();
        for (int index = 0; index < before.length; index++) {
            if (frame.rgb()[index] != before[index]) {
                changed.set(index / 3);
            }
        }
        return changed;
    }

    /** Pixels in whose place no chequers are seen. */
    private static BitSet covered(VideoFrame frame) {
        BitSet covered = new BitSet();
        for (int pixel = 0; pixel < TestingFace.SIDE * (TestingFace.SIDE - 1) - 1; pixel++) {
            int contrast = Math.min(contrast(frame, pixel, 1), contrast(frame, pixel, TestingFace.SIDE));
            if (contrast < LARGEST_CONTRAST) {
                covered.set(pixel);
            }
        }
        return covered;
    }

    private static int contrast(VideoFrame frame, int pixel, int step) {
        return Math.abs((frame.rgb()[3 * pixel + 1] & 0xff) - (frame.rgb()[3 * (pixel + step) + 1] & 0xff));
    }

    private static FramePoint middle(BitSet pixels) {
        double x = pixels.stream()
                .mapToDouble(pixel -> pixel % TestingFace.SIDE)
                .average()
                .orElseThrow();
        double y = pixels.stream()
                .mapToDouble(pixel -> pixel / TestingFace.SIDE)
                .average()
                .orElseThrow();
        return new FramePoint(x, y);
    }

    private static boolean any(BitSet pixels, FramePoint around, double radius) {
        return pixels.stream()
                .anyMatch(pixel ->
                        Math.hypot(pixel % TestingFace.SIDE - around.x(), pixel / TestingFace.SIDE - around.y())
                                < radius);
    }

    @Test
    void withoutAMaskThePictureIsUntouched() {
        assertThat(changed(painted(TestingFace.upright(), MaskType.NO_MASK, 1)).isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(value = MaskType.class, names = "NO_MASK", mode = EnumSource.Mode.EXCLUDE)
    void equalSeedsPaintEqualMasksAndOthersOthers(MaskType type) {
        VideoFrame first = painted(TestingFace.upright(), type, 5);
        assertThat(painted(TestingFace.upright(), type, 5).rgb()).isEqualTo(first.rgb());
        assertThat(painted(TestingFace.upright(), type, 6).rgb()).isNotEqualTo(first.rgb());
    }

    @Test
    void theGivenPictureIsNotWrittenTo() {
        VideoFrame frame = TestingFace.picture();
        new MaskPainter(PaintStyle.TRAIN).paint(frame, TestingFace.upright().keyPoints(), MaskType.MEDICAL, 1);
        assertThat(frame.rgb()).isEqualTo(TestingFace.picture().rgb());
    }

    @ParameterizedTest
    @EnumSource(value = MaskType.class, names = "NO_MASK", mode = EnumSource.Mode.EXCLUDE)
    void theMaskTurnsWithTheFace(MaskType type) {
        BitSet upright = covered(painted(TestingFace.upright(), type, 3));
        BitSet turned = covered(painted(TestingFace.upright().turnedBy(90), type, 3));
        BitSet expected = new BitSet();
        upright.stream().forEach(pixel -> {
            int x = TestingFace.SIDE - pixel / TestingFace.SIDE;
            int y = pixel % TestingFace.SIDE;
            expected.set(y * TestingFace.SIDE + Math.min(TestingFace.SIDE - 1, x));
        });
        assertThat(middle(turned).x()).isCloseTo(middle(expected).x(), within(4.0));
        assertThat(middle(turned).y()).isCloseTo(middle(expected).y(), within(4.0));
        BitSet both = (BitSet) turned.clone();
        both.and(expected);
        turned.or(expected);
        assertThat((double) both.cardinality() / turned.cardinality()).isGreaterThan(0.8);
    }

    @ParameterizedTest
    @EnumSource(value = MaskType.class, names = "NO_MASK", mode = EnumSource.Mode.EXCLUDE)
    void theMaskGrowsWithTheFace(MaskType type) {
        double small =
                covered(painted(TestingFace.upright().sized(30), type, 2)).cardinality();
        double large =
                covered(painted(TestingFace.upright().sized(60), type, 2)).cardinality();
        assertThat(large / small).isBetween(3.3, 4.8);
    }

    @ParameterizedTest
    @EnumSource(
            value = MaskType.class,
            names = {"NO_MASK", "FACE_SHIELD"},
            mode = EnumSource.Mode.EXCLUDE)
    void mouthAndNoseAreCoveredAndTheEyesAreFree(MaskType type) {
        for (int seed = 0; seed < 12; seed++) {
            TestingFace face = TestingFace.upright().turnedBy(seed * 5 - 30).lookingAside((seed % 3 - 1) * 0.2);
            FaceKeyPoints points = face.keyPoints();
            BitSet changed = changed(new MaskPainter(PaintStyle.TEST).paint(TestingFace.picture(), points, type, seed));
            assertThat(any(changed, points.rightEye(), 10))
                    .as("right eye, seed %d", seed)
                    .isFalse();
            assertThat(any(changed, points.leftEye(), 10))
                    .as("left eye, seed %d", seed)
                    .isFalse();
            assertThat(any(changed, points.mouthCentre(), 2))
                    .as("mouth, seed %d", seed)
                    .isTrue();
            assertThat(any(changed, points.noseTip(), 2))
                    .as("nose, seed %d", seed)
                    .isTrue();
        }
    }

    @Test
    void inTrainingTheMouthIsAlwaysCoveredTheNoseMostlyAndNoTwoFitAlike() {
        FaceKeyPoints points = TestingFace.upright().keyPoints();
        int noses = 0;
        int masks = 100;
        for (int seed = 0; seed < masks; seed++) {
            BitSet changed = changed(painted(TestingFace.upright(), MaskType.MEDICAL, seed));
            assertThat(any(changed, points.mouthCentre(), 2))
                    .as("mouth, seed %d", seed)
                    .isTrue();
            assertThat(any(changed, points.leftEye(), 4))
                    .as("left eye, seed %d", seed)
                    .isFalse();
            noses += any(changed, points.noseTip(), 2) ? 1 : 0;
        }
        assertThat(noses).isBetween(85, masks - 1);
    }

    @Test
    void aShieldCoversTheWholeFaceAndLetsItBeSeen() {
        FaceKeyPoints points = TestingFace.upright().keyPoints();
        VideoFrame frame = painted(TestingFace.upright(), MaskType.FACE_SHIELD, 1);
        BitSet changed = changed(frame);
        BitSet hidden = covered(frame);
        for (FramePoint point : new FramePoint[] {
            points.rightEye(),
            points.leftEye(),
            points.mouthCentre(),
            new FramePoint(200, 285),
            new FramePoint(200, 135)
        }) {
            assertThat(any(changed, point, 1.5)).as("%s", point).isTrue();
            assertThat(any(hidden, point, 1.5)).as("%s", point).isFalse();
        }
    }

    @Test
    void facesAtTheEdgeArePaintedAsFarAsTheyAreSeen() {
        for (MaskType type : MaskType.values()) {
            assertThat(changed(painted(TestingFace.upright().at(2, 398), type, 1))
                            .isEmpty())
                    .as("%s", type)
                    .isEqualTo(type == MaskType.NO_MASK);
            assertThat(changed(painted(TestingFace.upright().at(-900, 2000), type, 1))
                            .isEmpty())
                    .as("%s", type)
                    .isTrue();
        }
    }

    @Test
    void aFaceOfWhichOnlyTheBoxIsKnownIsPaintedToo() {
        FaceKeyPoints points = FaceKeyPoints.estimated(new FaceBox(130, 120, 270, 280));
        BitSet changed =
                covered(new MaskPainter(PaintStyle.TEST).paint(TestingFace.picture(), points, MaskType.MEDICAL, 1));
        assertThat(middle(changed).x()).isCloseTo(200, within(4.0));
        assertThat(any(changed, points.mouthCentre(), 2)).isTrue();
    }

    @Test
    void keyPointsInOnePlaceAreRefused() {
        FramePoint place = new FramePoint(5, 5);
        FaceKeyPoints none = new FaceKeyPoints(place, place, place, place, place, place);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(
                        () -> new MaskPainter(PaintStyle.TRAIN).paint(TestingFace.picture(), none, MaskType.TISSUE, 1))
                .withMessageContaining("span no face");
    }
}
