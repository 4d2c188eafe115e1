package oragen.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import oragen.media.VideoFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class FaceTurnTest {
    private static final FaceKeyPoints UPRIGHT = FaceKeyPoints.estimated(new FaceBox(-50, -50, 50, 50));

    /** The key points of a face whose picture is turned clockwise around its centre. */
    private static FaceKeyPoints turned(FaceKeyPoints face, double degrees) {
        return new FaceKeyPoints(
                turned(face.rightEye(), degrees),
                turned(face.leftEye(), degrees),
                turned(face.noseTip(), degrees),
                turned(face.mouthCentre(), degrees),
                turned(face.rightTragion(), degrees),
                turned(face.leftTragion(), degrees));
    }

    private static FramePoint turned(FramePoint point, double degrees) {
        double sine = Math.sin(Math.toRadians(degrees));
        double cosine = Math.cos(Math.toRadians(degrees));
        return new FramePoint(cosine * point.x() - sine * point.y(), sine * point.x() + cosine * point.y());
    }

    @ParameterizedTest
    @CsvSource({
        "0, UPRIGHT",
        "45, UPRIGHT",
        "-54, UPRIGHT",
        "56, CLOCKWISE",
        "90, CLOCKWISE",
        "124, CLOCKWISE",
        "-90, COUNTERCLOCKWISE",
        "126, UPSIDE_DOWN",
        "179, UPSIDE_DOWN",
        "-135, UPSIDE_DOWN"
    })
    void keyPointsSayHowAFaceLies(double degrees, FaceTurn turn) {
        FaceKeyPoints face = turned(UPRIGHT, degrees);
        assertThat(face.tiltDegrees()).isCloseTo(degrees, within(1e-6));
        assertThat(FaceTurn.of(face)).isEqualTo(turn);
    }

    @Test
    void aFaceInProfileIsUprightThoughItsEyesAreInOnePlace() {
        FramePoint eyes = new FramePoint(10, 0);
        FaceKeyPoints profile = new FaceKeyPoints(
                eyes, eyes, new FramePoint(25, 10), new FramePoint(12, 25), new FramePoint(-20, 0), eyes);
        assertThat(FaceTurn.of(profile)).isEqualTo(FaceTurn.UPRIGHT);
    }

    @Test
    void aGivenBoxIsUpright() {
        assertThat(new DetectedFace(new FaceBox(3, 4, 200, 30), 1).turn()).isEqualTo(FaceTurn.UPRIGHT);
    }

    /** A picture of 2 × 2 pixels whose only bright one is where a face of that turn has its right eye. */
    @ParameterizedTest
    @CsvSource({"UPRIGHT, 0", "CLOCKWISE, 1", "UPSIDE_DOWN, 3", "COUNTERCLOCKWISE, 2"})
    void theUprightPictureHasTheRightEyeInItsUpperLeftCorner(FaceTurn turn, int pixel) {
        byte[] rgb = new byte[12];
        rgb[pixel * 3] = 100;
        VideoFrame upright = turn.upright(new VideoFrame(0, 2, 2, rgb));
        assertThat(upright.rgb()[0]).isEqualTo((byte) 100);
        FramePoint eye = turn.turned(new FramePoint(0.5, 0.5), 2);
        assertThat((int) eye.y() * 2 + (int) eye.x()).isEqualTo(pixel);
    }

    @ParameterizedTest
    @EnumSource(FaceTurn.class)
    void theOppositeOfTheOppositeIsTheSame(FaceTurn turn) {
        assertThat(turn.opposite()).isNotEqualTo(turn);
        assertThat(turn.opposite().opposite()).isEqualTo(turn);
        assertThat(turn.opposite().isSideways()).isEqualTo(turn.isSideways());
    }
}
