package oragen.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import oragen.media.VideoFrame;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LetterboxTest {
    private static final int SIZE = 8;

    /** Where the brightest pixel of an image of {@link #SIZE} is, at its centre. */
    private static FramePoint brightest(float[] image) {
        int best = 0;
        for (int pixel = 0; pixel < SIZE * SIZE; pixel++) {
            best = image[pixel * 3] > image[best * 3] ? pixel : best;
        }
        return new FramePoint(best % SIZE + 0.5, best / SIZE + 0.5);
    }

    /** A region that begins left of the frame and ends below it, with one bright square of 2 × 2 on the frame. */
    @ParameterizedTest
    @EnumSource(FaceTurn.class)
    void aPointOfTheImageIsFoundOnTheFrameHoweverItIsTurned(FaceTurn turn) {
        VideoFrame frame = TestingFrames.black(0, 20, 12);
        for (int pixel : new int[] {6 * 20 + 4, 6 * 20 + 5, 7 * 20 + 4, 7 * 20 + 5}) {
            frame.rgb()[pixel * 3] = (byte) 255;
        }
        Letterbox letterbox = new Letterbox(new PixelRegion(-2, 2, 16, 16), turn, SIZE);
        float[] image = new float[SIZE * SIZE * 3];
        letterbox.write(frame, image, 0);
        FramePoint bright = brightest(image);
        FaceBox box = new FaceBox(bright.x() - 0.5, bright.y() - 0.5, bright.x() + 0.5, bright.y() + 0.5);
        assertThat(letterbox.onFrame(new DetectedFace(box, 1)).box()).isEqualTo(new FaceBox(4, 6, 6, 8));
    }

    @ParameterizedTest
    @EnumSource(FaceTurn.class)
    void beyondTheFrameIsBlack(FaceTurn turn) {
        VideoFrame frame = TestingFrames.black(0, 4, 4);
        Arrays.fill(frame.rgb(), (byte) 255);
        float[] image = new float[SIZE * SIZE * 3];
        new Letterbox(new PixelRegion(100, 100, 50, 30), turn, SIZE).write(frame, image, 0);
        assertThat(image).containsOnly(-1f);
        new Letterbox(new PixelRegion(3, 3, 900, 900), turn, SIZE).write(frame, image, 0);
        assertThat(image).contains(-1f);
    }
}
