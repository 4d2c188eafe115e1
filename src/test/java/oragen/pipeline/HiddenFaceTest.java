package oragen.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oragen.bundle.BundleManifest;
import oragen.bundle.NetworkPrecision;
import oragen.encode.VisualFeatures;
import oragen.face.DetectedFace;
import oragen.face.FaceBox;
import oragen.face.FaceChoice;
import oragen.face.KnownFaces;
import oragen.fusion.Modality;
import oragen.label.MaskType;
import oragen.media.VideoFrame;
import oragen.onnx.DevicePreference;
import oragen.onnx.InferenceDevice;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;
import oragen.onnx.TestingModel;
import oragen.pipeline.decode.PictureDecoder;
import oragen.pipeline.decode.StageClock;
import oragen.run.Product;
import oragen.window.Protocol;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A painted face is looked for anew: by a detector that sees one only where the mouth is as dark as it was. */
final class HiddenFaceTest {
    private static final int SIDE = 128;
    private static final float SURE = 10;
    /** A bare mouth is 60 of 255, which is −0.53 for the network; a white mask in the same light is brighter. */
    private static final float LARGEST_BARE = -0.45f;
    /** A face from 32 to 96 with key points where faces have them; centre, size, and points from the cell's centre. */
    private static final float[] FACE = {0, 0, 64, 64, -14, -12, 14, -12, 0, 4, 0, 16, -28, -6, 28, -6};

    private static TensorModel network(String file) {
        return switch (file) {
            case "detector.onnx" ->
                new TestingModel(Set.of("image"), inputs -> {
                    float[] image = ((Tensor.FloatTensor) inputs.get("image")).values();
                    int images = image.length / (SIDE * SIDE * 3);
                    float[] scores = new float[images];
                    float[] boxes = new float[images * FACE.length];
                    for (int i = 0; i < images; i++) {
                        float mouth = image[i * SIDE * SIDE * 3 + (80 * SIDE + 64) * 3];
                        scores[i] = mouth < LARGEST_BARE ? SURE : -SURE;
                        System.arraycopy(FACE, 0, boxes, i * FACE.length, FACE.length);
                    }
                    return Map.of(
                            "scores",
                            new Tensor.FloatTensor(new long[] {images, 1, 1}, scores),
                            "boxes",
                            new Tensor.FloatTensor(new long[] {images, 1, FACE.length}, boxes));
                });
            case "visual.onnx" ->
                new TestingModel(
                        Set.of("crops"),
                        inputs -> Map.of("features", new Tensor.FloatTensor(new long[] {1, 1}, new float[] {1})));
            default -> new TestingModel(Set.of(), inputs -> Map.of());
        };
    }

    private static LabelModels models(List<Occlusion> occlusions) {
        BundleManifest manifest = TestingManifest.seeing(
                List.of(new BundleManifest.AnchorGrid("scores", "boxes", 1, 1)),
                new BundleManifest.FaceCrop(BundleManifest.CropShape.SQUARE, BundleManifest.CropEdge.PADDED, 0.125));
        LabelSettings settings = new LabelSettings(
                null,
                "",
                Modality.VISUAL,
                Protocol.RELEASED,
                FaceChoice.LARGEST,
                DevicePreference.CPU,
                NetworkPrecision.FP32,
                PictureDecoder.CPU,
                null,
                1,
                1,
                Product.PREDICTIONS,
                occlusions,
                WindowTable.WRITTEN);
        return new LabelModels(manifest, settings, InferenceDevice.CPU, HiddenFaceTest::network);
    }

    /** Notes what is told of each second. */
    private static final class TestingOwner implements FrameOwner {
        private final @Nullable FaceBox given;
        private final Map<Integer, List<@Nullable VisualFeatures>> told = new HashMap<>();

        TestingOwner(@Nullable FaceBox given) {
            this.given = given;
        }

        @Override
        public @Nullable FaceBox givenFace() {
            return given;
        }

        @Override
        public long paintSeed() {
            return 1;
        }

        @Override
        public KnownFaces knownFaces() {
            return new KnownFaces();
        }

        @Override
        public Optional<DetectedFace> choose(VideoFrame frame, List<DetectedFace> found) {
            return found.stream().findFirst();
        }

        @Override
        public void addFace(int second, List<@Nullable VisualFeatures> features) {
            told.put(second, features);
        }

        @Override
        public void addFrameWithoutFace(int second) {
            told.put(second, List.of());
        }
    }

    private static List<@Nullable VisualFeatures> look(TestingOwner owner) {
        List<Occlusion> occlusions =
                List.of(Occlusion.NONE, new Occlusion(MaskType.NO_MASK), new Occlusion(MaskType.PROTECTIVE_FFP));
        FrameBatch batch = new FrameBatch(models(occlusions), occlusions, new StageClock());
        byte[] dark = new byte[SIDE * SIDE * 3];
        Arrays.fill(dark, (byte) 60);
        batch.add(owner, new VideoFrame(7, SIDE, SIDE, dark));
        batch.flush();
        return new ArrayList<>(owner.told.get(7));
    }

    @Test
    void aFaceThatItsMaskHidesHasNoFeaturesUnderThatMaskAlone() {
        List<@Nullable VisualFeatures> seen = look(new TestingOwner(null));
        assertThat(seen).hasSize(3);
        assertThat(seen.get(0)).isNotNull();
        assertThat(seen.get(1)).isNotNull();
        assertThat(seen.get(2)).isNull();
    }

    @Test
    void aGivenFaceIsNotLookedFor() {
        assertThat(look(new TestingOwner(new FaceBox(32, 32, 96, 96))))
                .hasSize(3)
                .doesNotContainNull();
    }
}
