package oragen.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import oragen.media.VideoFrame;
import oragen.onnx.BundleManifest;
import org.junit.jupiter.api.Test;

final class FaceCropperTest {
    private static FaceCropper cropper(String channelOrder, double cropScale) {
        return new FaceCropper(new BundleManifest.VisualEncoder(
                "visual.onnx",
                "crops",
                "features",
                List.of(1),
                2,
                2,
                channelOrder,
                List.of(0.5, 0.5, 0.25),
                List.of(0.5, 0.5, 0.5),
                cropScale));
    }

    /** Four pixels in a row: red, green, blue and white, twice. */
    private static VideoFrame frame() {
        byte full = (byte) 255;
        byte[] row = {full, 0, 0, 0, full, 0, 0, 0, full, full, full, full};
        byte[] rgb = new byte[24];
        System.arraycopy(row, 0, rgb, 0, 12);
        System.arraycopy(row, 0, rgb, 12, 12);
        return new VideoFrame(0, 4, 2, rgb);
    }

    @Test
    void aCropIsPlanarNormalisedAndInTheBundlesOrder() {
        FaceBox firstTwo = new FaceBox(0, 0, 2, 2);
        assertThat(cropper("RGB", 1).crop(frame(), firstTwo))
                .containsExactly(new float[] {1, -1, 1, -1, -1, 1, -1, 1, -0.5f, -0.5f, -0.5f, -0.5f}, within(1e-6f));
        assertThat(cropper("BGR", 1).crop(frame(), firstTwo))
                .containsExactly(new float[] {-1, -1, -1, -1, -1, 1, -1, 1, 1.5f, -0.5f, 1.5f, -0.5f}, within(1e-6f));
    }

    @Test
    void beyondTheFrameIsBlack() {
        float[] crop = cropper("RGB", 1).crop(frame(), new FaceBox(3, 0, 5, 2));
        assertThat(crop).startsWith(1, -1, 1, -1);
    }

    @Test
    void theMarginWidensTheSquareAroundTheBox() {
        // A box of 1 × 2 becomes a square of 4: the frame's four columns, and a black row above and below.
        float[] crop = cropper("RGB", 2).crop(frame(), new FaceBox(1.5, 0, 2.5, 2));
        assertThat(crop).hasSize(12);
        assertThat(crop[0]).isBetween(-1f, 0f); // red mixed with black
    }

    @Test
    void anUnknownChannelOrderIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> cropper("GBR", 1))
                .withMessageContaining("GBR");
    }
}
