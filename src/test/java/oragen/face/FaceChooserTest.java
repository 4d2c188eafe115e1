package oragen.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FaceChooserTest {
    private static DetectedFace face(double left, double side) {
        return new DetectedFace(new FaceBox(left, 0, left + side, side), 0.9f);
    }

    @Test
    void theLargestIsTakenAndOfEqualOnesTheLeftmost() {
        FaceChooser chooser = FaceChooser.of(FaceChoice.LARGEST);
        assertThat(chooser.choose(0, List.of(face(0, 10), face(100, 20)))).contains(face(100, 20));
        assertThat(chooser.choose(1, List.of(face(100, 10), face(0, 10)))).contains(face(0, 10));
        assertThat(chooser.choose(2, List.of())).isEmpty();
    }

    @Test
    void theFaceOfThePreviousSecondContinues() {
        FaceChooser chooser = FaceChooser.of(FaceChoice.CONTINUOUS);
        assertThat(chooser.choose(0, List.of(face(0, 100)))).contains(face(0, 100));
        assertThat(chooser.choose(1, List.of(face(10, 95), face(300, 120)))).contains(face(10, 95));
        assertThat(chooser.choose(2, List.of(face(12, 90), face(300, 120)))).contains(face(12, 90));
    }

    @Test
    void aFaceOfLessThanHalfTheLargestAreaDoesNotContinue() {
        FaceChooser chooser = FaceChooser.of(FaceChoice.CONTINUOUS);
        chooser.choose(0, List.of(face(0, 100)));
        assertThat(chooser.choose(1, List.of(face(0, 100), face(300, 142)))).contains(face(300, 142));
        chooser = FaceChooser.of(FaceChoice.CONTINUOUS);
        chooser.choose(0, List.of(face(0, 100)));
        assertThat(chooser.choose(1, List.of(face(0, 100), face(300, 141)))).contains(face(0, 100));
    }

    @Test
    void aFaceThatMovedAwayOrPausedDoesNotContinue() {
        FaceChooser chooser = FaceChooser.of(FaceChoice.CONTINUOUS);
        chooser.choose(0, List.of(face(0, 100)));
        assertThat(chooser.choose(1, List.of(face(60, 100), face(300, 120)))).contains(face(300, 120));
        chooser = FaceChooser.of(FaceChoice.CONTINUOUS);
        chooser.choose(0, List.of(face(0, 100)));
        chooser.choose(1, List.of());
        assertThat(chooser.choose(2, List.of(face(0, 100), face(300, 120)))).contains(face(300, 120));
    }

    @Test
    void continuityRestartsEveryMinute() {
        FaceChooser chooser = FaceChooser.of(FaceChoice.CONTINUOUS);
        chooser.choose(58, List.of(face(0, 100)));
        assertThat(chooser.choose(59, List.of(face(0, 100), face(300, 120)))).contains(face(0, 100));
        assertThat(chooser.choose(60, List.of(face(0, 100), face(300, 120)))).contains(face(300, 120));
    }

    @Test
    void overlapIsIntersectionOverUnion() {
        FaceBox box = new FaceBox(0, 0, 2, 2);
        assertThat(box.intersectionOverUnion(box)).isEqualTo(1);
        assertThat(box.intersectionOverUnion(new FaceBox(1, 0, 3, 2))).isEqualTo(1.0 / 3);
        assertThat(box.intersectionOverUnion(new FaceBox(2, 0, 4, 2))).isZero();
    }
}
