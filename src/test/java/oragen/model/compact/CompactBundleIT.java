package oragen.model.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import oragen.InputException;
import oragen.bundle.BundleManifest;
import oragen.bundle.ModelBundle;
import oragen.network.VoiceNetwork;
import oragen.onnx.InferenceDevice;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactBundleIT {
    private static final int SIDE = MobileNetDescriptor.SIDE;
    private static final int FEATURES = RegionFeatures.COUNT;
    /** The slots that make_compact_golden.py fills; slot 2 is missing. */
    private static final int[] SLOTS = {0, 1, 3};

    private static final double RELATIVE_TOLERANCE = 2e-3;

    private final ModelBundle bundle = ModelBundle.open(Path.of("models", "compact"));
    private final BundleManifest manifest = bundle.manifest();

    @Test
    void theManifestListsTheFilesOfTheFolder() throws IOException {
        try (var files = Files.list(Path.of("models", "compact"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("manifest.json")))
                    .containsExactlyInAnyOrderElementsOf(manifest.files().keySet());
        }
        assertThat(Objects.requireNonNull(manifest.audioEncoder()).featureShape())
                .containsExactly(VoiceNetwork.FEATURES);
        assertThat(Objects.requireNonNull(manifest.fusion()).maskClasses()).hasSize(6);
        assertThat(Objects.requireNonNull(manifest.audioHead()).age())
                .as("ages are not learned from voices")
                .isFalse();
        assertThat(manifest.fusion().genderClasses()).containsExactly("female", "male");
    }

    @Test
    void whatIsPartOfTheProgramIsWrittenByteForByte() throws IOException {
        Path compact = Path.of("models", "compact");
        assertThat(compact.resolve(CompactVoice.FILE))
                .hasBinaryContent(CompactVoice.build().toByteArray());
        for (String name : List.of("NOTICE", "README.md")) {
            assertThat(compact.resolve(name)).hasBinaryContent(CompactBundle.resource(name));
        }
    }

    @Test
    void theManifestIsTheOneThatBuildCompactWrites() throws IOException {
        assertThat(Path.of("models", "compact", "manifest.json"))
                .hasBinaryContent(CompactBundle.manifest(new TreeMap<>(manifest.files())));
        assertThat(Objects.requireNonNull(manifest.visualEncoder()).crop())
                .isEqualTo(new BundleManifest.FaceCrop(
                        BundleManifest.CropShape.SQUARE, BundleManifest.CropEdge.PADDED, 0.125));
    }

    @Test
    void featuresAndAnswersAreThoseOfTheOriginalNetwork() throws IOException {
        JsonNode golden = golden("compact_golden.json");
        float[] features = features();
        for (int image = 0; image < SLOTS.length; image++) {
            assertClose(Arrays.copyOfRange(features, image * FEATURES, (image + 1) * FEATURES), golden, image);
        }
        try (TensorModel fusion = bundle.load(manifest.fusion().file(), InferenceDevice.CPU, 1)) {
            // The second window shows no face at all, the third one neither, but a voice is heard.
            float[] windows = new float[3 * 4 * FEATURES];
            float[] present = new float[3 * 4];
            float[] heard = new float[3 * VoiceNetwork.FEATURES];
            Arrays.fill(heard, 0, 2 * VoiceNetwork.FEATURES, 9f);
            heard[2 * VoiceNetwork.FEATURES + VoiceNetwork.LOG_ODDS_MALE] = 1.5f;
            for (int image = 0; image < SLOTS.length; image++) {
                System.arraycopy(features, image * FEATURES, windows, SLOTS[image] * FEATURES, FEATURES);
                present[SLOTS[image]] = 1;
            }
            Arrays.fill(windows, 2 * FEATURES, 3 * FEATURES, 7f);
            Map<String, Tensor.FloatTensor> answer = fusion.run(Map.of(
                    "audio_features", Tensor.of(heard, 3, VoiceNetwork.FEATURES),
                    "audio_present", Tensor.of(new float[] {0, 0, 1}, 3),
                    "visual_features", Tensor.of(windows, 3, 4, FEATURES),
                    "slot_present", Tensor.of(present, 3, 4)));

            List<FaceHeads.Judged> judged = new ArrayList<>();
            double ownYears = 0;
            double ownMale = 0;
            for (int image = 0; image < SLOTS.length; image++) {
                float years = Objects.requireNonNull(answer.get("own_years")).values()[SLOTS[image]];
                float odds =
                        Objects.requireNonNull(answer.get("own_male_log_odds")).values()[SLOTS[image]];
                ownYears += years / SLOTS.length;
                ownMale += 1 / (1 + Math.exp(-odds)) / SLOTS.length;
                judged.add(heads().judge(
                                Arrays.copyOfRange(features, image * FEATURES, (image + 1) * FEATURES),
                                new OwnAnswers.Answer(years, odds)));
            }
            assertThat(ownYears)
                    .as("the public network's own age")
                    .isCloseTo(
                            golden.path("years").asDouble(),
                            tolerance(golden.path("years").asDouble()));
            assertThat(ownMale)
                    .as("its own gender")
                    .isCloseTo(
                            golden.path("male").asDouble(),
                            tolerance(golden.path("male").asDouble()));

            float[] logits = Objects.requireNonNull(answer.get("gender_logits")).values();
            double male = judged.stream()
                    .mapToDouble(face -> 1 / (1 + Math.exp(-face.maleOdds())))
                    .average()
                    .orElseThrow();
            double odds = DescriptorFusion.TRUST_IN_FACE * (Math.log(male) - Math.log(1 - male));
            assertThat((double) logits[1] - logits[0]).isCloseTo(odds, Offset.offset(0.01));
            assertThat(logits[2]).isEqualTo(logits[3]);
            assertThat(logits[5] - logits[4])
                    .isCloseTo(DescriptorFusion.TRUST_IN_VOICE_ALONE * 1.5f, Offset.offset(1e-4f));
            float[] years = Objects.requireNonNull(answer.get("age_years")).values();
            assertThat(Objects.requireNonNull(answer.get("age_years")).shape()).containsExactly(3);
            assertThat((double) years[0])
                    .isCloseTo(
                            judged.stream()
                                    .mapToDouble(FaceHeads.Judged::years)
                                    .average()
                                    .orElseThrow(),
                            Offset.offset(0.05));
            assertThat(years[1]).as("nothing is known").isNaN();
            float[] masks = Objects.requireNonNull(answer.get("mask_logits")).values();
            double sum = 0;
            for (int type = 0; type < 6; type++) {
                sum += Math.exp(masks[type]);
                assertThat(masks[6 + type]).isNaN();
            }
            assertThat(sum).isCloseTo(1, Offset.offset(1e-5));
        }
    }

    @Test
    void theDetectorAnswersEachImageOfABatchAsIfItWereAlone() {
        BundleManifest.FaceDetector description = manifest.faceDetector();
        int size = description.imageSize() * description.imageSize() * 3;
        float[] images = new float[3 * size];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) Math.sin(0.001 * i + i / size);
        }
        try (TensorModel detector = bundle.load(description.file(), InferenceDevice.CPU, 1)) {
            Map<String, Tensor.FloatTensor> batch =
                    detector.run(Map.of(description.input(), Tensor.of(images, 3, 256, 256, 3)));
            for (int image = 0; image < 3; image++) {
                float[] pixels = Arrays.copyOfRange(images, image * size, (image + 1) * size);
                Map<String, Tensor.FloatTensor> alone =
                        detector.run(Map.of(description.input(), Tensor.of(pixels, 1, 256, 256, 3)));
                for (BundleManifest.AnchorGrid grid : description.grids()) {
                    int anchors = grid.cells() * grid.cells() * grid.anchors();
                    assertRow(
                            Objects.requireNonNull(batch.get(grid.scores())),
                            Objects.requireNonNull(alone.get(grid.scores())),
                            image,
                            anchors);
                    assertRow(
                            Objects.requireNonNull(batch.get(grid.boxes())),
                            Objects.requireNonNull(alone.get(grid.boxes())),
                            image,
                            16 * anchors);
                }
            }
        }
    }

    /** The file is the published one with a dynamic batch and wider layers (make_detector_golden.py). */
    @Test
    void theDetectorAnswersAsThePublishedOne() throws IOException {
        BundleManifest.FaceDetector description = manifest.faceDetector();
        float[] image = new float[description.imageSize() * description.imageSize() * 3];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) Math.sin(0.001 * i);
        }
        JsonNode golden = golden("detector_golden.json");
        try (TensorModel detector = bundle.load(description.file(), InferenceDevice.CPU, 1)) {
            Map<String, Tensor.FloatTensor> answers =
                    detector.run(Map.of(description.input(), Tensor.of(image, 1, 256, 256, 3)));
            assertThat(answers.keySet()).hasSize(golden.size());
            answers.forEach((name, answer) -> assertAnchors(name, answer, golden.path(name)));
        }
    }

    /** Every 16th anchor, as the golden file has them. */
    private static void assertAnchors(String name, Tensor.FloatTensor answer, JsonNode golden) {
        int width = (int) answer.shape()[2];
        assertThat(golden.size()).as(name).isEqualTo(answer.shape()[1] / 16);
        for (int anchor = 0; anchor < golden.size(); anchor++) {
            for (int value = 0; value < width; value++) {
                assertThat((double) answer.values()[16 * anchor * width + value])
                        .as("%s of anchor %d", name, 16 * anchor)
                        .isCloseTo(golden.path(anchor).path(value).asDouble(), Offset.offset(1e-4));
            }
        }
    }

    @Test
    void aMissingPackageIsNamed(@TempDir Path empty) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> CompactBundle.build(empty, empty.resolve("out")))
                .withMessageContaining("npm pack @vladmandic/human@3.3.6");
    }

    private static void assertRow(Tensor.FloatTensor batch, Tensor.FloatTensor alone, int row, int length) {
        assertThat(alone.values()).hasSize(length);
        assertThat(Arrays.copyOfRange(batch.values(), row * length, (row + 1) * length))
                .containsExactly(alone.values(), Offset.offset(1e-3f));
    }

    private static FaceHeads heads() throws IOException {
        return OwnWeights.use(FaceHeads.FILE, FaceHeads::read);
    }

    private float[] features() {
        BundleManifest.VisualEncoder description = Objects.requireNonNull(manifest.visualEncoder());
        float[] crops = new float[SLOTS.length * 3 * SIDE * SIDE];
        int next = 0;
        for (int slot : SLOTS) {
            for (int channel = 0; channel < 3; channel++) {
                double mean = description.mean().get(channel);
                double deviation = description.deviation().get(channel);
                for (int y = 0; y < SIDE; y++) {
                    for (int x = 0; x < SIDE; x++) {
                        int pixel = (y * x / (9 + slot) + 37 * channel + 2 * y + 29 * slot) % 256;
                        crops[next++] = (float) ((pixel / 255.0 - mean) / deviation);
                    }
                }
            }
        }
        try (TensorModel encoder = bundle.load(description.file(), InferenceDevice.CPU, 1)) {
            Tensor.FloatTensor output = Objects.requireNonNull(
                    encoder.run(Map.of(description.input(), Tensor.of(crops, SLOTS.length, 3, SIDE, SIDE)))
                            .get(description.output()));
            assertThat(output.shape()).containsExactly(SLOTS.length, FEATURES);
            return output.values();
        }
    }

    /** Within the tolerance of the largest feature. */
    private static void assertClose(float[] features, JsonNode golden, int image) {
        JsonNode expected = golden.path("features").path(image);
        assertThat(expected).hasSize(MobileNetDescriptor.FEATURES);
        double largest = 0;
        double error = 0;
        for (int i = 0; i < MobileNetDescriptor.FEATURES; i++) {
            largest = Math.max(largest, expected.path(i).asDouble());
            error = Math.max(error, Math.abs(expected.path(i).asDouble() - features[i]));
        }
        assertThat(largest).isGreaterThan(0.1);
        assertThat(error / largest).isLessThan(RELATIVE_TOLERANCE);
    }

    private static Offset<Double> tolerance(double value) {
        return Offset.offset(RELATIVE_TOLERANCE * Math.abs(value));
    }

    private static JsonNode golden(String name) throws IOException {
        try (InputStream stream = CompactBundleIT.class.getResourceAsStream(name)) {
            return new JsonMapper().readTree(Objects.requireNonNull(stream));
        }
    }
}
