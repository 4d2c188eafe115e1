package oragen.training.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import oragen.InputException;
import oragen.bundle.BundleManifest;
import oragen.bundle.ModelBundle;
import oragen.checkpoint.Checkpoint;
import oragen.checkpoint.RenamedCheckpoint;
import oragen.checkpoint.TorchWriter;
import oragen.label.Gender;
import oragen.label.Labels;
import oragen.label.MaskType;
import oragen.label.Task;
import oragen.model.TestingBundle;
import oragen.network.FusionSize;
import oragen.network.MaskHead;
import oragen.onnx.InferenceDevice;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;
import oragen.training.feature.FeatureFolders;
import oragen.training.feature.FeatureSet;
import oragen.training.feature.FeatureWriter;
import oragen.training.feature.GeneratedFeatures;
import oragen.training.feature.TestingFeatures;
import oragen.training.feature.WindowBatch;
import oragen.training.feature.WindowStream;
import oragen.training.fusion.FusionTrainer.BatchAnswers;
import oragen.training.fusion.TrainingLoop.Given;
import oragen.training.fusion.TrainingRequest.Beginning;
import oragen.training.fusion.TrainingRequest.Continuation;
import oragen.training.fusion.TrainingRequest.Source;
import oragen.training.torch.OptimizerRecipe;
import oragen.training.torch.Schedule;
import oragen.training.torch.TorchEngine;
import oragen.training.torch.Trainable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FusionTrainingIT {
    private static final double AGREEMENT = 1e-4;
    private static final Beginning SCRATCH = new Beginning(null, Trainable.ALL);

    @TempDir
    private Path folder;

    private TestingFeatures features;
    private Path training;
    private Path validation;

    @BeforeEach
    void write() throws IOException {
        features = TestingFeatures.ofNewBundle(folder.resolve("base"));
        training = features.write(folder.resolve("training"), 24, 1);
        validation = features.write(folder.resolve("validation"), 12, 2);
    }

    private static Recipe recipe(int epochs) {
        return recipe(epochs, 1e-3);
    }

    private static Recipe recipe(int epochs, double learningRate) {
        return recipe(epochs, learningRate, Schedule.COSINE);
    }

    private static Recipe recipe(int epochs, double learningRate, Schedule schedule) {
        Recipe released = Preset.RELEASED.recipe(Set.of());
        OptimizerRecipe optimizer =
                new OptimizerRecipe(learningRate, 0.01, 0.9, 0.999, 1e-8, 1, schedule, new Schedule.Cycles(2, 2));
        Recipe.Batches batches = new Recipe.Batches(8, LastBatch.DROP, 16);
        return new Recipe(epochs, 0, batches, optimizer, released.loss(), released.dropouts(), released.deviation(), 5);
    }

    private TrainingRequest request(Path output, Set<Task> tasks, Beginning beginning, Recipe recipe) {
        return new TrainingRequest(
                new Source(List.of(training.toString()), Set.of()),
                new Source(List.of(validation.toString()), Set.of()),
                features.bundle(),
                output,
                tasks,
                beginning,
                recipe,
                TestingFeatures.MACHINE,
                Continuation.RESUMED,
                "none");
    }

    private FusionTraining.Result train(TrainingRequest request) throws IOException {
        return new FusionTraining(request, new Silent()).execute();
    }

    /** Says nothing. */
    private static class Silent implements TrainingListener {
        @Override
        public void began(String line) {}

        @Override
        public void ended(List<Epoch> epochs, Path training) {}
    }

    private static Map<String, float[]> weights(Path checkpoint) {
        Map<String, float[]> weights = new LinkedHashMap<>();
        try (Checkpoint opened = Checkpoint.open(checkpoint)) {
            opened.names().forEach(name -> weights.put(name, opened.values(name)));
        }
        return weights;
    }

    private static Path checkpoint(Path output, int epoch) {
        return TrainingFolder.beside(output).resolve("epoch-" + epoch + ".safetensors");
    }

    /** Windows that no training has seen. */
    private WindowBatch fresh(Given given) throws IOException {
        Path file = folder.resolve("fresh").resolve(given.name());
        Files.createDirectories(file);
        new GeneratedFeatures(features.size())
                .write(file.resolve("a.parquet"), new GeneratedFeatures.Amount(5, 1, 99), features.stamp());
        FeatureWriter.Stamp stamp = features.stamp();
        FeatureSet set = FeatureSet.read(
                FeatureFolders.find("--features", List.of(file.toString())),
                Set.of(),
                new FeatureSet.Expectation(stamp.bundle(), stamp.checksum(), stamp.size()));
        try (WindowStream stream = WindowStream.inOrder(set)) {
            WindowBatch batch = WindowBatch.of(stream.next(5), features.size());
            for (int i = 0; i < batch.size(); i++) {
                switch (given) {
                    case BOTH -> {}
                    case AUDIO -> batch.dropVideo(i);
                    case VIDEO -> batch.dropAudio(i);
                }
            }
            return batch;
        }
    }

    private static void assertClose(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow(actual[i] - expected[i], 2);
            norm += Math.pow(expected[i], 2);
        }
        assertThat(Math.sqrt(difference / norm)).isLessThan(AGREEMENT);
    }

    private static float[] softmax(float[] logits, int classes) {
        float[] probabilities = new float[logits.length];
        for (int row = 0; row < logits.length; row += classes) {
            double sum = 0;
            for (int i = row; i < row + classes; i++) {
                sum += Math.exp(logits[i]);
            }
            for (int i = row; i < row + classes; i++) {
                probabilities[i] = (float) (Math.exp(logits[i]) / sum);
            }
        }
        return probabilities;
    }

    @ParameterizedTest
    @EnumSource(Given.class)
    void theExportedNetworkIsTheTrainedOne(Given given) throws IOException {
        Path output = folder.resolve("mine");
        FusionTraining.Result result = train(request(output, EnumSet.allOf(Task.class), SCRATCH, recipe(2)));
        WindowBatch batch = fresh(given);
        BatchAnswers answers;
        Map<String, float[]> weights = weights(checkpoint(output, result.kept()));
        FusionTrainer.Start start = new FusionTrainer.Start(features.size(), weights, Trainable.ALL);
        Recipe recipe = recipe(2);
        FusionLoss loss = new FusionLoss(Set.of(), recipe.loss(), Map.of());
        try (FusionTrainer trainer =
                new FusionTrainer(TorchEngine.start(TestingFeatures.MACHINE), start, recipe, loss)) {
            answers = trainer.answer(batch);
        }
        ModelBundle bundle = ModelBundle.open(output);
        BundleManifest.Fusion fusion = bundle.manifest().fusion();
        try (TensorModel model = bundle.load(fusion.file(), InferenceDevice.CPU, 1)) {
            Map<String, Tensor.FloatTensor> outputs = model.run(Map.of(
                    "audio_features", Tensor.of(batch.audio(), features.size().audioShape(batch.size())),
                    "visual_features", Tensor.of(batch.visual(), features.size().visualShape(batch.size()))));
            assertClose(softmax(outputs.get("gender_logits").values(), 2), answers.gender());
            assertClose(outputs.get("age_years").values(), answers.ageYears());
            assertClose(softmax(outputs.get("mask_logits").values(), 6), answers.mask());
        }
    }

    @Test
    void theBundleSaysHowItCameToBe() throws IOException {
        Path output = folder.resolve("mine");
        FusionTraining.Result result = train(request(output, EnumSet.of(Task.GENDER, Task.AGE), SCRATCH, recipe(2)));
        BundleManifest manifest = ModelBundle.open(output).manifest();
        BundleManifest.Training recorded = manifest.training();
        assertThat(recorded.baseChecksum())
                .isEqualTo(ModelBundle.open(features.bundle()).checksum());
        assertThat(recorded.options()).containsEntry("learning-rate", "0.001").containsEntry("tasks", "gender,age");
        assertThat(recorded.seed()).isEqualTo(5);
        assertThat(recorded.epochs()).isEqualTo(2);
        assertThat(recorded.metrics()).containsOnlyKeys("gender_uar", "age_mae");
        assertThat(recorded.data())
                .extracting(BundleManifest.TrainingSet::windows)
                .containsExactly(48L, 24L);
        assertThat(manifest.fusion().maskClasses()).isNull();
        assertThat(manifest.audioHead()).isNotNull();
        assertThat(manifest.files())
                .containsKeys("fusion.onnx", "fusion.weights", "audio_encoder.onnx", "README.md", "training.csv");
        assertThat(Files.readString(output.resolve("README.md")))
                .contains("guesses personal traits")
                .contains("Do not use it to")
                .contains("After epoch " + result.kept() + " of 2");
        assertThat(Files.readAllLines(output.resolve("training.csv"))).hasSize(3);
    }

    @Test
    void aTrainingThatWasCutOffGoesOnToTheSameWeights() throws IOException {
        Path whole = folder.resolve("whole");
        train(request(whole, EnumSet.allOf(Task.class), SCRATCH, recipe(3)));
        Path cut = folder.resolve("cut");
        TrainingRequest request = request(cut, EnumSet.allOf(Task.class), SCRATCH, recipe(3));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> new FusionTraining(request, new Silent() {
                            @Override
                            public void ended(List<Epoch> epochs, Path training) {
                                throw new IllegalStateException("cut off");
                            }
                        })
                        .execute());
        assertThat(cut).doesNotExist();
        List<String> lines = new ArrayList<>();
        new FusionTraining(request, new Silent() {
                    @Override
                    public void began(String line) {
                        lines.add(line);
                    }
                })
                .execute();
        assertThat(lines.get(0)).contains("resuming after epoch 1");
        Map<String, float[]> expected = weights(checkpoint(whole, 3));
        weights(checkpoint(cut, 3)).forEach((name, values) -> {
            for (int i = 0; i < values.length; i++) {
                assertThat(values[i]).as(name).isCloseTo(expected.get(name)[i], within(1e-6f));
            }
        });
    }

    /** With the cosine, whose cycles do not depend on the number of epochs, and with an even rate. */
    @ParameterizedTest
    @EnumSource(Schedule.class)
    void epochsAddedToAFinishedTrainingAreThoseOfOneGo(Schedule schedule) throws IOException {
        Path whole = folder.resolve("whole");
        Set<Task> all = EnumSet.allOf(Task.class);
        train(request(whole, all, SCRATCH, recipe(4, 1e-3, schedule)));
        Path added = folder.resolve("added");
        train(request(added, all, SCRATCH, recipe(2, 1e-3, schedule)));
        String before = ModelBundle.open(added).checksum();
        FusionTraining.Result result = train(request(added, all, SCRATCH, recipe(4, 1e-3, schedule)));
        assertThat(result.epochs()).extracting(Epoch::number).containsExactly(1, 2, 3, 4);
        Map<String, float[]> expected = weights(checkpoint(whole, 4));
        weights(checkpoint(added, 4)).forEach((name, values) -> {
            for (int i = 0; i < values.length; i++) {
                assertThat(values[i]).as(name).isCloseTo(expected.get(name)[i], within(1e-6f));
            }
        });
        ModelBundle bundle = ModelBundle.open(added);
        assertThat(bundle.checksum()).isNotEqualTo(before);
        assertThat(bundle.manifest().training().epochs()).isEqualTo(4);
        assertThat(Files.readAllLines(added.resolve("training.csv"))).hasSize(5);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> train(request(added, all, SCRATCH, recipe(4, 1e-3, schedule))))
                .withMessageContaining("is trained: 4 epochs")
                .withMessageContaining("use --epochs above 4");
    }

    @Test
    void theBatchesSayHowTheyAreMixed() throws IOException {
        Path output = folder.resolve("mine");
        Epoch epoch = train(request(output, EnumSet.allOf(Task.class), SCRATCH, recipe(1)))
                .epochs()
                .get(0);
        assertThat(epoch.mixing().corpora()).as("one corpus, which has no name").isNull();
        assertThat(epoch.mixing().masks().batches()).isGreaterThan(0.9);
        assertThat(epoch.mixing().masks().atRandom()).isGreaterThan(0.99);
        assertThat(Files.readString(output.resolve("README.md")))
                .contains("In the last epoch: batches with several mask types 100.0 % (100.0 % if drawn at random).");
    }

    @Test
    void aNewHeadLeavesTheOthersAsTheyWere() throws IOException {
        Path first = folder.resolve("first");
        FusionTraining.Result result = train(request(first, EnumSet.of(Task.GENDER, Task.AGE), SCRATCH, recipe(1)));
        Path imported = checkpoint(first, result.kept());
        Path published = folder.resolve("multimodal_model.pt");
        try (Checkpoint own = Checkpoint.open(imported)) {
            new TorchWriter(List.of("model_state_dict"), Map.of())
                    .write(published, new RenamedCheckpoint(own, name -> name.replace("av_model.", "module.")));
        }
        Path second = folder.resolve("second");
        train(request(second, EnumSet.of(Task.MASK), new Beginning(published, Trainable.NEW_HEADS), recipe(2)));
        Map<String, float[]> before = weights(imported);
        Map<String, float[]> after = weights(checkpoint(second, 2));
        assertThat(after.keySet()).containsAll(before.keySet()).hasSize(before.size() + 2);
        before.forEach((name, values) -> assertThat(after.get(name)).as(name).isEqualTo(values));
        BundleManifest.Fusion fusion = ModelBundle.open(second).manifest().fusion();
        assertThat(fusion.genderClasses()).containsExactly("female", "male");
        assertThat(fusion.age()).isTrue();
        assertThat(fusion.maskClasses()).hasSize(6);
        assertThat(ModelBundle.open(second).manifest().training().initialChecksum())
                .isNotNull();
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> train(request(
                        folder.resolve("third"),
                        EnumSet.of(Task.MASK),
                        new Beginning(checkpoint(second, 2), Trainable.NEW_HEADS),
                        recipe(1))))
                .withMessageContaining("already has a mask head; use --train heads");
    }

    @Test
    void onlyTheHeadsMoveWhereTheBodyIsFrozen() throws IOException {
        Path first = folder.resolve("first");
        train(request(first, EnumSet.of(Task.GENDER, Task.AGE), SCRATCH, recipe(1)));
        Path second = folder.resolve("second");
        Beginning frozen = new Beginning(checkpoint(first, 1), Trainable.HEADS);
        train(request(second, EnumSet.allOf(Task.class), frozen, recipe(1)));
        Map<String, float[]> before = weights(checkpoint(first, 1));
        weights(checkpoint(second, 1)).forEach((name, values) -> {
            if (!name.startsWith("av_model.cl_head.")) {
                assertThat(values).as(name).isEqualTo(before.get(name));
            } else if (before.containsKey(name)) {
                assertThat(values).as(name).isNotEqualTo(before.get(name));
            }
        });
    }

    private List<FeatureWriter.Row> rows(Labels... labels) {
        Random random = new Random(3);
        List<FeatureWriter.Row> rows = new ArrayList<>();
        FusionSize size = features.size();
        for (Labels label : labels) {
            float[] audio = new float[size.audioFrames() * size.audioWidth()];
            float[] visual = new float[FusionSize.SLOTS * size.frameValues()];
            for (int i = 0; i < audio.length; i++) {
                audio[i] = (float) random.nextGaussian();
            }
            rows.add(new FeatureWriter.Row("clip " + rows.size(), null, "train", 0, label, audio, visual));
        }
        return rows;
    }

    private void assertRefused(
            List<FeatureWriter.Row> rows, FeatureWriter.Stamp stamp, Set<Task> tasks, String... words)
            throws IOException {
        Path bad = features.write(Files.createTempDirectory(folder, "bad"), stamp, rows);
        training = bad;
        Path output = folder.resolve("refused");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> train(request(output, tasks, SCRATCH, recipe(1))))
                .satisfies(failure -> assertThat(failure.getMessage()).contains(words));
        assertThat(output).doesNotExist();
    }

    @Test
    void featuresThatDoNotServeAreRefusedByName() throws IOException {
        FeatureWriter.Stamp stamp = features.stamp();
        Labels female = new Labels(Gender.FEMALE, 30.0, null);
        Labels male = new Labels(Gender.MALE, 40.0, MaskType.MEDICAL);
        Set<Task> both = EnumSet.of(Task.GENDER, Task.AGE);
        Labels unaged = new Labels(Gender.MALE, null, null);
        assertRefused(rows(unaged, unaged), stamp, both, "--features", "no row has a label_age", "from --tasks");
        assertRefused(rows(female, female), stamp, both, "every label_gender is the same", "add clips with another");
        assertRefused(rows(female, male), stamp, EnumSet.allOf(Task.class), "every label_mask_type is the same");
        assertRefused(
                rows(female, male),
                new FeatureWriter.Stamp("other", "abc", stamp.size(), stamp.schemaVersion()),
                both,
                "clip 0",
                "features of the bundle other with checksum abc, not of base",
                "--bundle");
        assertRefused(
                rows(female, male),
                new FeatureWriter.Stamp(
                        stamp.bundle(),
                        stamp.checksum(),
                        new FusionSize(199, 32, List.of(3, 64), MaskHead.PRESENT),
                        stamp.schemaVersion()),
                both,
                "audio_shape 199x32",
                "the encoders of the bundle produce 199x64");
        assertRefused(
                rows(female, male),
                new FeatureWriter.Stamp(stamp.bundle(), stamp.checksum(), stamp.size(), 99),
                both,
                "schema_version 99");
        List<FeatureWriter.Row> broken = rows(female, male, male);
        broken.get(1).audio()[17] = Float.NaN;
        assertRefused(broken, stamp, both, "clip 1", "audio_features", "NaN or infinite value (NaN at 17)");
        List<FeatureWriter.Row> short1 = rows(female, male);
        short1.set(
                0,
                new FeatureWriter.Row(
                        "short",
                        null,
                        "train",
                        0,
                        female,
                        new float[5],
                        short1.get(0).visual()));
        assertRefused(short1, stamp, both, "clip short", "audio_features has 10 bytes, not 25472");
        assertRefused(rows(), stamp, both, "contains no windows");
        Source dev = new Source(List.of(training.toString()), Set.of("dev"));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> FeatureSet.read(
                        FeatureFolders.find("--features", dev.locations()),
                        dev.subsets(),
                        new FeatureSet.Expectation(stamp.bundle(), stamp.checksum(), stamp.size())))
                .withMessageContaining("contains no window of the subset dev");
    }

    @Test
    void foldersThatDoNotServeAreRefusedByName() throws IOException {
        Path output = folder.resolve("refused");
        training = Files.createDirectories(folder.resolve("empty"));
        Set<Task> both = EnumSet.of(Task.GENDER, Task.AGE);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> train(request(output, both, SCRATCH, recipe(1))))
                .withMessageContaining("contains no Parquet file");
        training = folder.resolve("nowhere");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> train(request(output, both, SCRATCH, recipe(1))))
                .withMessageContaining("does not exist");
        Files.writeString(folder.resolve("empty/part.parquet"), "no Parquet at all, but long enough to be looked at");
        training = folder.resolve("empty");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> train(request(output, both, SCRATCH, recipe(1))))
                .withMessageContaining("part.parquet: cannot be read");
        training = folder.resolve("training");
        Files.createDirectories(output);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> train(request(output, both, SCRATCH, recipe(1))))
                .withMessageContaining("already exists");
    }

    @Test
    void aBundleThatDoesNotListenCannotBeFused() throws IOException {
        Path deaf = TestingBundle.deaf(folder.resolve("deaf"), Path.of("models/compact"));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> train(new TrainingRequest(
                        new Source(List.of(training.toString()), Set.of()),
                        new Source(List.of(validation.toString()), Set.of()),
                        deaf,
                        folder.resolve("refused"),
                        EnumSet.of(Task.AGE),
                        SCRATCH,
                        recipe(1),
                        TestingFeatures.MACHINE,
                        Continuation.REFUSED,
                        "none")))
                .withMessageContaining("bundle compact: has no audio encoder");
    }

    @Test
    void anotherTrainingIsNotGoneOnWith() throws IOException {
        Path output = folder.resolve("mine");
        Set<Task> both = EnumSet.of(Task.GENDER, Task.AGE);
        train(request(output, both, SCRATCH, recipe(1)));
        Files.move(output, folder.resolve("moved"));
        training = validation;
        List<String> lines = new ArrayList<>();
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> train(request(output, both, SCRATCH, recipe(2))))
                .withMessageContaining("contains a training with other features, another bundle or other options");
        new FusionTraining(request(folder.resolve("other"), both, SCRATCH, recipe(1)), new Silent() {
                    @Override
                    public void began(String line) {
                        lines.add(line);
                    }
                })
                .execute();
        assertThat(lines.get(0)).contains("12 of them are also in the training set");
    }

    /** A folder stands where a checkpoint should be written: what a full disk does, at any time and for anybody. */
    @Test
    void whatCannotBeWrittenLosesNothing() throws IOException {
        Path output = folder.resolve("mine");
        Set<Task> both = EnumSet.of(Task.GENDER, Task.AGE);
        Path obstacle = TrainingFolder.beside(output).resolve(".epoch-2.safetensors.part/x");
        Files.createDirectories(obstacle);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> train(request(output, both, SCRATCH, recipe(2))))
                .withMessageContaining("cannot be written")
                .withMessageContaining("epoch 1 is saved")
                .withMessageContaining("--resume");
        Map<String, float[]> kept = weights(checkpoint(output, 1));
        Files.delete(obstacle);
        Files.delete(obstacle.getParent());
        train(request(output, both, SCRATCH, recipe(2)));
        assertThat(ModelBundle.open(output).manifest().training().epochs()).isEqualTo(2);
        assertThat(kept).isNotEmpty();
    }

    /** Links to the device of Linux that is always full, at the checkpoint of the second epoch and at the bundle's graph. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskLosesNeitherEpochsNorTheTraining() throws IOException {
        Path output = folder.resolve("mine");
        Path full = Path.of("/dev/full");
        Path second = TrainingFolder.beside(output).resolve(".epoch-2.safetensors.part");
        TrainingRequest request = request(output, EnumSet.of(Task.GENDER, Task.AGE), SCRATCH, recipe(2));
        TrainingListener linking = new Silent() {
            @Override
            public void began(String line) {
                if (line.startsWith("writing fusion")) {
                    link(output.resolveSibling(".mine.part/fusion.onnx"), full);
                }
            }

            @Override
            public void ended(List<Epoch> epochs, Path training) {
                if (epochs.size() == 1) {
                    link(second, full);
                }
            }
        };
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new FusionTraining(request, linking).execute())
                .withMessageContaining("No space left on device")
                .withMessageContaining("epoch 1 is saved; free some space");
        Files.delete(second);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new FusionTraining(request, linking).execute())
                .withMessageContaining("--output " + output + ": cannot be written")
                .withMessageContaining("No space left on device")
                .withMessageContaining("run this again with --resume");
        assertThat(output).doesNotExist();
        assertThat(output.resolveSibling(".mine.part")).doesNotExist();
        train(request);
        assertThat(ModelBundle.open(output).manifest().training().epochs()).isEqualTo(2);
    }

    @Test
    void aLossThatIsNoNumberEndsTheTrainingAndNamesTheRate() {
        Path output = folder.resolve("mine");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> train(request(output, EnumSet.allOf(Task.class), SCRATCH, recipe(2, 1e30))))
                .withMessageContaining("--learning-rate: the loss of ")
                .withMessageContaining("became NaN or infinite (NaN); use a lower one");
        assertThat(output).doesNotExist();
    }

    private static void link(Path place, Path target) {
        try {
            Files.createSymbolicLink(place, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
