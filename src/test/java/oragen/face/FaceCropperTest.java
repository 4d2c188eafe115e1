package oragen.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import oragen.bundle.BundleManifest;
import oragen.bundle.BundleManifest.CropEdge;
import oragen.bundle.BundleManifest.CropShape;
import oragen.bundle.BundleManifest.FaceCrop;
import oragen.bundle.ModelBundle;
import oragen.media.VideoFrame;
import org.junit.jupiter.api.Test;

final class FaceCropperTest {
    private static final FaceCrop BARE = new FaceCrop(CropShape.SQUARE, CropEdge.PADDED, 0);

    private static FaceCropper cropper(String channelOrder, FaceCrop crop) {
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
                crop));
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
        assertThat(cropper("RGB", BARE).crop(frame(), firstTwo))
                .containsExactly(new float[] {1, -1, 1, -1, -1, 1, -1, 1, -0.5f, -0.5f, -0.5f, -0.5f}, within(1e-6f));
        assertThat(cropper("BGR", BARE).crop(frame(), firstTwo))
                .containsExactly(new float[] {-1, -1, -1, -1, -1, 1, -1, 1, 1.5f, -0.5f, 1.5f, -0.5f}, within(1e-6f));
    }

    @Test
    void beyondTheFrameIsBlack() {
        float[] crop = cropper("RGB", BARE).crop(frame(), new FaceBox(3, 0, 5, 2));
        assertThat(crop).startsWith(1, -1, 1, -1);
    }

    @Test
    void theMarginWidensTheSquareAroundTheBox() {
        // A box of 1 × 2 becomes a square of 4: the frame's four columns, and a black row above and below.
        float[] crop = cropper("RGB", new FaceCrop(CropShape.SQUARE, CropEdge.PADDED, 0.5))
                .crop(frame(), new FaceBox(1.5, 0, 2.5, 2));
        assertThat(crop).hasSize(12);
        assertThat(crop[0]).isBetween(-1f, 0f); // red mixed with black
    }

    @Test
    void aClippedCropIsStretchedOverTheWholeTensor() {
        // Of the box the last two columns, blue and white, lie on the frame; two rows become two.
        FaceBox beyond = new FaceBox(2, -5, 9, 9);
        assertThat(cropper("RGB", new FaceCrop(CropShape.STRETCHED, CropEdge.CLIPPED, 0))
                        .crop(frame(), beyond))
                .containsExactly(new float[] {-1, 1, -1, 1, -1, 1, -1, 1, 1.5f, 1.5f, 1.5f, 1.5f}, within(1e-6f));
    }

    @Test
    void theCompactRuleGivesTheCropsThatItAlwaysGave() {
        Random random = new Random(7);
        byte[] rgb = new byte[90 * 70 * 3];
        random.nextBytes(rgb);
        VideoFrame frame = new VideoFrame(0, 90, 70, rgb);
        FaceCropper cropper = new FaceCropper(Objects.requireNonNull(
                ModelBundle.readManifest(Path.of("models/compact")).visualEncoder()));
        int hash = 1;
        for (int i = 0; i < 20; i++) {
            double left = random.nextDouble() * 100 - 20;
            double top = random.nextDouble() * 80 - 20;
            double right = left + 0.2 + 60 * random.nextDouble();
            double bottom = top + 0.2 + 60 * random.nextDouble();
            hash = 31 * hash + Arrays.hashCode(cropper.crop(frame, new FaceBox(left, top, right, bottom)));
        }
        // As the bundle 2.0.0 was cropped for, whose manifest knew only cropScale 1.25.
        assertThat(hash).isEqualTo(1989722118);
    }

    @Test
    void aFaceThatIsNotShownCannotBeCropped() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> cropper("RGB", TestingFrames.ORAGEN).crop(frame(), new FaceBox(10, 0, 12, 2)))
                .withMessageContaining("lies beyond the frame");
    }

    @Test
    void anUnknownChannelOrderIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> cropper("GBR", BARE))
                .withMessageContaining("GBR");
    }
}
