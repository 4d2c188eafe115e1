package oragen.training.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import oragen.label.Gender;
import oragen.label.Labels;
import oragen.label.MaskType;
import oragen.label.Task;
import oragen.model.WeightRecipe;
import oragen.network.Deviation;
import oragen.network.FusionNetwork;
import oragen.network.FusionNetwork.Level;
import oragen.network.FusionSize;
import oragen.network.HeadOutputs;
import oragen.network.MaskHead;
import oragen.training.feature.ClipView;
import oragen.training.feature.FeatureWindow;
import oragen.training.feature.TestingFeatures;
import oragen.training.feature.WindowBatch;
import oragen.training.torch.ArrayLayers;
import oragen.training.torch.ArrayLayers.Phase;
import oragen.training.torch.Dropouts;
import oragen.training.torch.OptimizerRecipe;
import oragen.training.torch.Schedule;
import oragen.training.torch.TorchEngine;
import oragen.training.torch.Trainable;
import org.junit.jupiter.api.Test;

/** Losses, gradients and steps of a small fusion against PyTorch's own; {@code make_training.py} made the numbers. */
final class TrainingParityIT {
    private static final FusionSize SIZE = new FusionSize(8, 16, List.of(2, 6), MaskHead.PRESENT);
    private static final int BATCH = 6;

    /** What 32-bit runtimes differ by, as a part of a tensor's norm. */
    private static final double AGREEMENT = 1e-4;

    private final JsonNode golden = golden();

    private static JsonNode golden() {
        try {
            return JsonMapper.builder()
                    .build()
                    .readTree(
                            Path.of("src/test/resources/training/training.json").toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Map<String, float[]> parameters() {
        Map<String, float[]> values = new LinkedHashMap<>();
        SIZE.parameters().forEach((name, shape) -> values.put(name, new WeightRecipe.Golden().draw(name, shape)));
        return values;
    }

    private static WindowBatch batch() {
        Gender[] genders = {Gender.FEMALE, Gender.MALE, null, Gender.MALE, Gender.MALE, Gender.FEMALE};
        Double[] ages = {20.0, 35.0, 50.0, null, 64.0, 41.0};
        int[] masks = {0, 5, 2, 2, -1, 3};
        List<FeatureWindow> windows = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            MaskType mask = masks[i] < 0 ? null : MaskType.values()[masks[i]];
            windows.add(new FeatureWindow(
                    new ClipView("clip " + i, "clip " + i, null),
                    null,
                    new Labels(genders[i], ages[i], mask),
                    null,
                    null));
        }
        WindowBatch batch = new WindowBatch(
                windows,
                WeightRecipe.Golden.input("audio", BATCH * 8 * 16),
                WeightRecipe.Golden.input("visual", BATCH * 4 * 2 * 6));
        batch.dropAudio(4);
        batch.dropVideo(5);
        return batch;
    }

    /** The tensors' sum, product with made-up numbers and norm. */
    private static void assertAgreement(JsonNode expected, String name, float[] values) {
        double[] probe = new double[values.length];
        float[] drawn = WeightRecipe.Golden.even("probe." + name, values.length, 1, 0);
        double sum = 0;
        double product = 0;
        double squares = 0;
        for (int i = 0; i < probe.length; i++) {
            sum += values[i];
            product += values[i] * (double) drawn[i];
            squares += values[i] * (double) values[i];
        }
        double norm = expected.get(2).asDouble();
        // Summing n values of a tensor may add up their differences.
        double reach = AGREEMENT * norm * Math.sqrt(values.length) + 1e-6;
        assertThat(sum).as(name).isCloseTo(expected.get(0).asDouble(), within(reach));
        assertThat(product).as(name).isCloseTo(expected.get(1).asDouble(), within(reach));
        assertThat(Math.sqrt(squares)).as(name).isCloseTo(norm, within(AGREEMENT * norm + 1e-6));
    }

    @Test
    void lossesAndGradientsAgree() {
        TorchEngine engine = TorchEngine.start(TestingFeatures.MACHINE);
        try (NDManager manager = engine.newManager();
                GradientCollector collector = engine.collectGradients()) {
            Map<String, NDArray> arrays = new LinkedHashMap<>();
            Map<String, float[]> values = parameters();
            SIZE.parameters().forEach((name, shape) -> {
                NDArray array = manager.create(values.get(name), new Shape(shape));
                array.setRequiresGradient(true);
                arrays.put(name, array);
            });
            WindowBatch batch = batch();
            HeadOutputs<NDArray> outputs = new FusionNetwork<>(
                            new ArrayLayers(arrays, new Dropouts(0, 0, 0, 0), Phase.TRAINING), Deviation.POPULATION)
                    .answer(
                            manager.create(batch.audio(), new Shape(SIZE.audioShape(BATCH))),
                            manager.create(batch.visual(), new Shape(SIZE.visualShape(BATCH))),
                            Level.INTERMEDIATE);
            float[] ages = {.2f, .35f, .5f, Float.NaN, .64f, .41f};
            NDArray gender = FusionLoss.crossEntropy(
                    outputs.genderLogits(), new int[] {0, 1, -1, 1, 1, 0}, new float[] {1.5f, 0.75f});
            NDArray age = FusionLoss.discordance(outputs.age(), ages, 1e-8);
            NDArray mask = FusionLoss.crossEntropy(
                    outputs.maskLogits(), new int[] {0, 5, 2, 2, -1, 3}, new float[] {1, 0.5f, 2, 0.25f, 3, 1.25f});
            JsonNode losses = golden.at("/firstStep/losses");
            assertThat((double) gender.getFloat()).isCloseTo(losses.get(0).asDouble(), within(1e-5));
            assertThat((double) age.getFloat()).isCloseTo(losses.get(1).asDouble(), within(1e-5));
            assertThat((double) mask.getFloat()).isCloseTo(losses.get(2).asDouble(), within(1e-5));
            collector.backward(gender.add(age).add(mask));
            arrays.forEach((name, array) -> assertAgreement(
                    golden.at("/firstStep/gradients").get(name),
                    name,
                    array.getGradient().toFloatArray()));
        }
    }

    /** Class weights of the golden numbers, as if counted; the steps are those of the trainer itself. */
    @Test
    void fiveStepsOfTheOptimizerAgree() {
        OptimizerRecipe optimizer =
                new OptimizerRecipe(1e-3, 0.01, 0.9, 0.999, 1e-8, 1, Schedule.NONE, new Schedule.Cycles(10, 2));
        Recipe released = Preset.RELEASED.recipe(Set.of());
        Recipe recipe = new Recipe(
                1,
                0,
                new Recipe.Batches(BATCH, LastBatch.KEEP, 1),
                optimizer,
                released.loss(),
                new Dropouts(0, 0, 0, 0),
                Deviation.POPULATION,
                1);
        Map<Task, float[]> weights = new HashMap<>();
        weights.put(Task.GENDER, new float[] {1.5f, 0.75f});
        weights.put(Task.MASK, new float[] {1, 0.5f, 2, 0.25f, 3, 1.25f});
        FusionLoss loss = new FusionLoss(Set.of(Task.values()), recipe.loss(), weights);
        TorchEngine engine = TorchEngine.start(TestingFeatures.MACHINE);
        FusionTrainer.Start start = new FusionTrainer.Start(SIZE, parameters(), Trainable.ALL);
        try (FusionTrainer trainer = new FusionTrainer(engine, start, recipe, loss)) {
            for (JsonNode total : golden.at("/fiveSteps/totals")) {
                double sum = trainer.step(batch(), 1e-3).values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum();
                assertThat(sum).isCloseTo(total.asDouble(), within(1e-3));
            }
            trainer.parameters()
                    .forEach((name, values) ->
                            assertAgreement(golden.at("/fiveSteps/parameters").get(name), name, values));
        }
    }

    @Test
    void theCosineScheduleAgrees() {
        Schedule.Cycles cycles = new Schedule.Cycles(10, 2);
        double[] rates = new double[golden.get("schedule").size()];
        Arrays.setAll(rates, i -> golden.get("schedule").get(i).asDouble());
        for (int epoch = 1; epoch <= rates.length / 3; epoch++) {
            for (int batch = 0; batch < 3; batch++) {
                assertThat(Schedule.COSINE.factor(epoch, batch, 3, cycles))
                        .as("epoch %d, batch %d", epoch, batch)
                        .isCloseTo(rates[(epoch - 1) * 3 + batch], within(1e-9));
            }
        }
    }
}
