package oragen.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import oragen.media.VideoFrame;
import org.junit.jupiter.api.Test;

final class FaceChooserTest {
    private static DetectedFace face(double left, double side) {
        return new DetectedFace(new FaceBox(left, 0, left + side, side), 0.9f);
    }

    private static VideoFrame at(int second) {
        return TestingFrames.black(second, 450, 150);
    }

    private static FaceChooser chooser(FaceChoice choice) {
        return FaceChooser.of(choice, new CropRule(TestingFrames.COMPACT));
    }

    @Test
    void theLargestIsTakenAndOfEqualOnesTheLeftmost() {
        FaceChooser chooser = chooser(FaceChoice.LARGEST);
        assertThat(chooser.choose(at(0), List.of(face(0, 10), face(100, 20)))).contains(face(100, 20));
        assertThat(chooser.choose(at(1), List.of(face(100, 10), face(0, 10)))).contains(face(0, 10));
        assertThat(chooser.choose(at(2), List.of())).isEmpty();
    }

    @Test
    void theFaceOfThePreviousSecondContinues() {
        FaceChooser chooser = chooser(FaceChoice.CONTINUOUS);
        assertThat(chooser.choose(at(0), List.of(face(0, 100)))).contains(face(0, 100));
        assertThat(chooser.choose(at(1), List.of(face(10, 95), face(300, 120)))).contains(face(10, 95));
        assertThat(chooser.choose(at(2), List.of(face(12, 90), face(300, 120)))).contains(face(12, 90));
    }

    @Test
    void aFaceOfLessThanHalfTheLargestAreaDoesNotContinue() {
        FaceChooser chooser = chooser(FaceChoice.CONTINUOUS);
        chooser.choose(at(0), List.of(face(0, 100)));
        assertThat(chooser.choose(at(1), List.of(face(0, 100), face(300, 142)))).contains(face(300, 142));
        chooser = chooser(FaceChoice.CONTINUOUS);
        chooser.choose(at(0), List.of(face(0, 100)));
        assertThat(chooser.choose(at(1), List.of(face(0, 100), face(300, 141)))).contains(face(0, 100));
    }

    @Test
    void aFaceThatMovedAwayOrPausedDoesNotContinue() {
        FaceChooser chooser = chooser(FaceChoice.CONTINUOUS);
        chooser.choose(at(0), List.of(face(0, 100)));
        assertThat(chooser.choose(at(1), List.of(face(60, 100), face(300, 120))))
                .contains(face(300, 120));
        chooser = chooser(FaceChoice.CONTINUOUS);
        chooser.choose(at(0), List.of(face(0, 100)));
        chooser.choose(at(1), List.of());
        assertThat(chooser.choose(at(2), List.of(face(0, 100), face(300, 120)))).contains(face(300, 120));
    }

    @Test
    void continuityRestartsEveryMinute() {
        FaceChooser chooser = chooser(FaceChoice.CONTINUOUS);
        chooser.choose(at(58), List.of(face(0, 100)));
        assertThat(chooser.choose(at(59), List.of(face(0, 100), face(300, 120))))
                .contains(face(0, 100));
        assertThat(chooser.choose(at(60), List.of(face(0, 100), face(300, 120))))
                .contains(face(300, 120));
    }

    @Test
    void howLargeAFaceMustBeToContinueFollowsTheCropRule() {
        // A box of more than twice the area, but of its crop the frame cuts off so much that less than twice is left.
        List<DetectedFace> faces = List.of(face(0, 100), face(320, 142));
        FaceChooser byBox = chooser(FaceChoice.CONTINUOUS);
        byBox.choose(at(0), List.of(face(0, 100)));
        assertThat(byBox.choose(at(1), faces)).contains(face(320, 142));
        FaceChooser byCrop = FaceChooser.of(FaceChoice.CONTINUOUS, new CropRule(TestingFrames.ORAGEN));
        byCrop.choose(at(0), List.of(face(0, 100)));
        assertThat(byCrop.choose(at(1), faces)).contains(face(0, 100));
    }

    @Test
    void overlapIsIntersectionOverUnion() {
        FaceBox box = new FaceBox(0, 0, 2, 2);
        assertThat(box.intersectionOverUnion(box)).isEqualTo(1);
        assertThat(box.intersectionOverUnion(new FaceBox(1, 0, 3, 2))).isEqualTo(1.0 / 3);
        assertThat(box.intersectionOverUnion(new FaceBox(2, 0, 4, 2))).isZero();
    }
}
