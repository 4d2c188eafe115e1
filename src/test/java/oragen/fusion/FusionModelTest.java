package oragen.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import oragen.InputException;
import oragen.bundle.BundleManifest;
import oragen.encode.AudioFeatures;
import oragen.encode.VisualFeatures;
import oragen.label.MaskType;
import oragen.onnx.Tensor;
import oragen.onnx.TestingModel;
import org.junit.jupiter.api.Test;

final class FusionModelTest {
    private static final List<String> GENDERS_REVERSED = List.of("male", "female");
    private static final List<String> MASKS_REVERSED =
            List.of("face_shield", "respirator", "protective_ffp", "medical", "tissue", "no_mask");
    private static final Set<String> ALL_INPUTS =
            Set.of("audio_features", "audio_present", "visual_features", "slot_present");

    private static final WindowFeatures BOTH = new WindowFeatures(
            new AudioFeatures(new float[] {1, 2}), Arrays.asList(new VisualFeatures(new float[] {3}), null));
    private static final WindowFeatures NEITHER = new WindowFeatures(null, Arrays.asList(null, null));

    private static FusionModel fusion(TestingModel network, BundleManifest.Fusion tasks) {
        List<Double> halves = List.of(0.5, 0.5, 0.5);
        return new FusionModel(
                network,
                new BundleManifest(
                        1,
                        "testing",
                        "1",
                        "",
                        new BundleManifest.Windows(4, 2, 1, 2),
                        null,
                        null,
                        new BundleManifest.AudioEncoder("audio.onnx", "waveform", "features", List.of(2)),
                        new BundleManifest.VisualEncoder(
                                "visual.onnx",
                                "crops",
                                "features",
                                List.of(1),
                                2,
                                2,
                                "RGB",
                                halves,
                                halves,
                                new BundleManifest.FaceCrop(
                                        BundleManifest.CropShape.SQUARE, BundleManifest.CropEdge.PADDED, 0.1)),
                        tasks,
                        null,
                        null,
                        null,
                        null,
                        Map.of()),
                tasks);
    }

    /** Answers for two windows. */
    private static Map<String, Tensor.FloatTensor> answers(float... gender) {
        float[] masks = {9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9};
        return Map.of(
                "gender_logits", new Tensor.FloatTensor(new long[] {2, 2}, gender),
                "age_years", new Tensor.FloatTensor(new long[] {2}, new float[] {40, 50}),
                "mask_logits", new Tensor.FloatTensor(new long[] {2, 6}, masks));
    }

    private static BundleManifest.Fusion ageOnly() {
        return new BundleManifest.Fusion("fusion.onnx", null, true, null);
    }

    @Test
    void whatIsAbsentIsZeroAndSaidToBe() {
        TestingModel network = new TestingModel(ALL_INPUTS, inputs -> answers(0, 0, 0, 0));
        fusion(network, ageOnly()).predict(List.of(BOTH, NEITHER));
        assertThat(network.given("audio_features").values()).containsExactly(1, 2, 0, 0);
        assertThat(network.given("audio_present").values()).containsExactly(1, 0);
        assertThat(network.given("visual_features").values()).containsExactly(3, 0, 0, 0);
        assertThat(network.given("visual_features").shape()).containsExactly(2, 2, 1);
        assertThat(network.given("slot_present").values()).containsExactly(1, 0, 0, 0);
    }

    @Test
    void aGraphIsGivenOnlyTheInputsThatItDeclares() {
        TestingModel network = new TestingModel(Set.of("audio_features"), inputs -> answers(0, 0, 0, 0));
        fusion(network, ageOnly()).predict(List.of(BOTH, NEITHER));
        assertThat(network.given()).containsExactly("audio_features");
    }

    @Test
    void classesComeInTheOrderOfTheManifest() {
        TestingModel network = new TestingModel(ALL_INPUTS, inputs -> answers(2, 0, 0, 0));
        List<WindowPrediction> predictions = fusion(
                        network, new BundleManifest.Fusion("fusion.onnx", GENDERS_REVERSED, true, MASKS_REVERSED))
                .predict(List.of(BOTH, NEITHER));
        double male = 1 / (1 + Math.exp(-2));
        assertThat(predictions.get(0).genderProbabilities())
                .containsExactly(new double[] {1 - male, male}, within(1e-9));
        assertThat(predictions.get(0).maskProbabilities()[MaskType.FACE_SHIELD.ordinal()])
                .isGreaterThan(0.9);
        assertThat(predictions.get(1).maskProbabilities()[MaskType.NO_MASK.ordinal()])
                .isGreaterThan(0.9);
        assertThat(predictions.get(1).ageYears()).isEqualTo(50);
    }

    @Test
    void aTaskThatTheBundleLacksIsNull() {
        TestingModel network = new TestingModel(ALL_INPUTS, inputs -> answers(0, 0, 0, 0));
        WindowPrediction prediction = fusion(network, new BundleManifest.Fusion("fusion.onnx", null, false, null))
                .predict(List.of(BOTH, NEITHER))
                .get(0);
        assertThat(prediction.genderProbabilities()).isNull();
        assertThat(prediction.ageYears()).isNull();
        assertThat(prediction.maskProbabilities()).isNull();
    }

    @Test
    void aGraphThatBreaksItsManifestIsNamed() {
        TestingModel silent = new TestingModel(ALL_INPUTS, inputs -> Map.of());
        FusionModel fusion = fusion(silent, ageOnly());
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> fusion.predict(List.of(BOTH)))
                .withMessageContaining("fusion.onnx")
                .withMessageContaining("age_years");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() ->
                        fusion(silent, new BundleManifest.Fusion("fusion.onnx", List.of("male", "male"), true, null)))
                .withMessageContaining("list each class once");
    }

    @Test
    void anAnswerThatIsNotANumberIsNone() {
        Map<String, Tensor.FloatTensor> answers = Map.of(
                "gender_logits", new Tensor.FloatTensor(new long[] {2, 2}, new float[] {0, 1, 0, 1}),
                "age_years", new Tensor.FloatTensor(new long[] {2}, new float[] {40, Float.NaN}),
                "mask_logits",
                        new Tensor.FloatTensor(new long[] {2, 6}, new float[] {
                            0, 0, 0, 0, 0, 0, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN
                        }));
        BundleManifest.Fusion tasks = new BundleManifest.Fusion("fusion.onnx", GENDERS_REVERSED, true, MASKS_REVERSED);
        List<WindowPrediction> predictions =
                fusion(new TestingModel(ALL_INPUTS, inputs -> answers), tasks).predict(List.of(BOTH, NEITHER));
        assertThat(predictions.get(0).ageYears()).isEqualTo(40);
        assertThat(predictions.get(1).ageYears()).isNull();
        assertThat(predictions.get(1).maskProbabilities()).isNull();
        assertThat(predictions.get(1).genderProbabilities()).isNotNull();
    }
}
