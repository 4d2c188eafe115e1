package oragen.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import oragen.bundle.LocalFolder;
import oragen.label.Task;
import oragen.network.FusionSize;
import oragen.network.MaskHead;
import oragen.run.FeatureTable;
import oragen.training.feature.FeatureFolders;
import oragen.training.feature.FeatureSet;
import oragen.training.feature.FeatureWriter;
import oragen.training.feature.GeneratedFeatures;
import oragen.training.fusion.FusionLoss;
import oragen.training.fusion.FusionParameters;
import oragen.training.fusion.FusionTrainer;
import oragen.training.fusion.Preset;
import oragen.training.fusion.Recipe;
import oragen.training.fusion.Scores;
import oragen.training.fusion.TrainingLoop;
import oragen.training.fusion.TrainingLoop.Given;
import oragen.training.torch.Dropouts;
import oragen.training.torch.Machine;
import oragen.training.torch.OptimizerRecipe;
import oragen.training.torch.Schedule;
import oragen.training.torch.TorchEngine;
import oragen.training.torch.Trainable;

/**
 * Whether a fusion is worth its training: made-up features are learnt from with both modalities, with each alone, and
 * with both but without modality dropout, and each fusion is judged with all and with half of what it was given.
 */
public final class TrainBenchmark {
    private static final Set<Task> TASKS = EnumSet.allOf(Task.class);
    private static final int WINDOWS_PER_CLIP = 2;
    private static final long TRAINING_SEED = 11;
    private static final long VALIDATION_SEED = 12;

    /** From scratch on few clips, and down to 0 in one cosine; the presets' rate is for fine-tuning on many. */
    private static final double LEARNING_RATE = 5e-4;

    private final Scale scale;
    private final Path folder;
    private final Machine machine;

    /**
     * How much is learnt from.
     *
     * @param clips to learn from; as many others are judged
     * @param sizes of the features
     */
    public record Scale(int clips, int epochs, Sizes sizes) {}

    /** Sizes of made-up features. */
    public enum Sizes {
        /** Audio [50, 64], visual [4, 3, 64]. */
        SMALL(50, 64, List.of(3, 64)),
        /** Audio [199, 1024], visual [4, 13, 768]. */
        PUBLISHED(199, 1024, List.of(13, 768));

        private final FusionSize size;

        Sizes(int frames, int width, List<Integer> frameShape) {
            this.size = new FusionSize(frames, width, frameShape, MaskHead.PRESENT);
        }
    }

    /** One judgement of one fusion. */
    public record Row(String name, Scores scores) {}

    /** @param peakMemoryBytes of the process, PyTorch's memory included; 0 where the system does not say */
    public record Comparison(List<Row> rows, double windowsPerSecond, long peakMemoryBytes) {
        /** The scores of a row. */
        public Scores scores(String name) {
            return rows.stream()
                    .filter(row -> row.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no row " + name))
                    .scores();
        }
    }

    /** What a fusion is given while it learns, as the dropouts of modalities say it. */
    private enum Kind {
        AUDIO_ALONE("audio alone", 0, 1),
        VIDEO_ALONE("video alone", 1, 0),
        FUSION("fusion", 0.25, 0.25),
        WITHOUT_DROPOUT("fusion without modality dropout", 0, 0);

        private final String label;
        private final double audioDropout;
        private final double videoDropout;

        Kind(String label, double audioDropout, double videoDropout) {
            this.label = label;
            this.audioDropout = audioDropout;
            this.videoDropout = videoDropout;
        }

        private Map<String, Given> judgements() {
            return switch (this) {
                case AUDIO_ALONE -> Map.of(label, Given.AUDIO);
                case VIDEO_ALONE -> Map.of(label, Given.VIDEO);
                case FUSION, WITHOUT_DROPOUT ->
                    Map.of(label, Given.BOTH, label + ", no video", Given.AUDIO, label + ", no audio", Given.VIDEO);
            };
        }
    }

    /** Writes features to the folder, which is replaced. */
    public TrainBenchmark(Scale scale, Path folder, Machine machine) {
        this.scale = scale;
        this.folder = folder;
        this.machine = machine;
    }

    public Comparison execute() throws IOException {
        TorchEngine engine = TorchEngine.start(machine);
        FusionSize size = scale.sizes().size;
        FeatureWriter.Stamp stamp = new FeatureWriter.Stamp("made up", "none", size, FeatureTable.SCHEMA_VERSION);
        TrainingLoop.Sets sets = new TrainingLoop.Sets(
                features("training", scale.clips(), TRAINING_SEED, stamp),
                features("validation", scale.clips(), VALIDATION_SEED, stamp),
                TASKS);
        List<Row> rows = new ArrayList<>();
        double fastest = 0;
        for (Kind kind : Kind.values()) {
            Recipe recipe = recipe(kind);
            FusionLoss loss = new FusionLoss(TASKS, recipe.loss(), sets.training());
            FusionTrainer.Start start =
                    new FusionTrainer.Start(size, FusionParameters.drawn(size, recipe.seed()), Trainable.ALL);
            try (FusionTrainer trainer = new FusionTrainer(engine, start, recipe, loss)) {
                TrainingLoop loop = new TrainingLoop(trainer, size, recipe, sets);
                for (int epoch = 1; epoch <= recipe.epochs(); epoch++) {
                    fastest = Math.max(fastest, loop.train(epoch).windowsPerSecond());
                }
                kind.judgements().entrySet().stream()
                        .sorted(Comparator.comparing(Map.Entry::getValue))
                        .forEach(judged -> rows.add(new Row(judged.getKey(), loop.judge(judged.getValue()))));
            }
        }
        return new Comparison(rows, fastest, peakMemory());
    }

    private Recipe recipe(Kind kind) {
        Recipe released = Preset.RELEASED.recipe(Set.of(Task.values()));
        OptimizerRecipe adam = released.optimizer();
        OptimizerRecipe optimizer = new OptimizerRecipe(
                LEARNING_RATE,
                adam.weightDecay(),
                adam.beta1(),
                adam.beta2(),
                adam.epsilon(),
                adam.clipNorm(),
                Schedule.COSINE,
                new Schedule.Cycles(scale.epochs() + 1, 1));
        Dropouts dropouts = new Dropouts(
                released.dropouts().perceptron(), released.dropouts().branch(), kind.audioDropout, kind.videoDropout);
        return new Recipe(
                scale.epochs(),
                0,
                released.batches(),
                optimizer,
                released.loss(),
                dropouts,
                released.deviation(),
                released.seed());
    }

    private FeatureSet features(String name, int clips, long seed, FeatureWriter.Stamp stamp) throws IOException {
        Path place = folder.resolve(name);
        LocalFolder.delete(place);
        Files.createDirectories(place);
        new GeneratedFeatures(stamp.size())
                .write(
                        place.resolve("features.parquet"),
                        new GeneratedFeatures.Amount(clips, WINDOWS_PER_CLIP, seed),
                        stamp);
        FeatureSet.Expectation expected = new FeatureSet.Expectation(stamp.bundle(), stamp.checksum(), stamp.size());
        return FeatureSet.read(FeatureFolders.find("--output", List.of(place.toString())), Set.of(), expected);
    }

    /** The high-water mark that Linux keeps of a process. */
    private static long peakMemory() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        return 0;
    }
}
