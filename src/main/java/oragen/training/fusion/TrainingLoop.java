package oragen.training.fusion;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import oragen.label.Task;
import oragen.network.FusionSize;
import oragen.training.feature.BatchSource;
import oragen.training.feature.FeatureSet;
import oragen.training.feature.FeatureWindow;
import oragen.training.feature.WindowBatch;
import oragen.training.feature.WindowStream;
import oragen.training.torch.Dropouts;

/** Trains a fusion epoch by epoch; what one epoch does depends on the seed and its number alone. */
public final class TrainingLoop {
    private static final double NANOS = 1e9;

    private final FusionTrainer trainer;
    private final FusionSize size;
    private final Recipe recipe;
    private final Sets sets;

    /** What is learnt from, and what is judged by. */
    public record Sets(FeatureSet training, FeatureSet validation, Set<Task> tasks) {}

    public TrainingLoop(FusionTrainer trainer, FusionSize size, Recipe recipe, Sets sets) {
        this.trainer = trainer;
        this.size = size;
        this.recipe = recipe;
        this.sets = sets;
    }

    /** Which features of every window are zeroed for a judgement. */
    public enum Given {
        BOTH,
        AUDIO,
        VIDEO
    }

    /** Goes through the training set once, and then through the validation set. */
    Epoch run(int epoch) {
        Pass pass = train(epoch);
        return new Epoch(
                epoch, pass.learningRate(), pass.losses(), pass.mixing(), judge(Given.BOTH), pass.windowsPerSecond());
    }

    /** What one pass over the training set gave, as an epoch has it. */
    public record Pass(double learningRate, Map<String, Double> losses, Mixing mixing, double windowsPerSecond) {}

    /** Goes through the training set once. */
    public Pass train(int epoch) {
        SplittableRandom random = new SplittableRandom(recipe.seed() * 1_000_003 + epoch);
        trainer.seed(random.nextLong());
        long shuffle = random.nextLong();
        FeatureSet training = sets.training();
        Recipe.Batches sizes = recipe.batches();
        int batches = sizes.of(training.windows());
        LossMeans means = new LossMeans();
        BatchMix mix = new BatchMix(training.counts(), sizes.windows());
        double rate = 0;
        long start = System.nanoTime();
        long trained = 0;
        WindowStream shuffled = WindowStream.shuffled(training, sizes.shuffleRows(), shuffle);
        try (BatchSource source = new BatchSource(shuffled, size, sizes.windows())) {
            int number = 0;
            WindowBatch batch = source.next();
            while (batch != null && sizes.serves(batch.size(), number)) {
                mix.add(batch.windows());
                dropModalities(batch, random);
                rate = recipe.optimizer().learningRate()
                        * recipe.optimizer()
                                .schedule()
                                .factor(
                                        epoch,
                                        number++,
                                        batches,
                                        recipe.optimizer().cycles());
                means.add(trainer.step(batch, rate));
                trained += batch.size();
                batch = source.next();
            }
        }
        double seconds = (System.nanoTime() - start) / NANOS;
        return new Pass(rate, means.means(), mix.mixing(), trained / seconds);
    }

    /**
     * Zeroes the audio of some windows and the video of others. A window that has one modality only keeps it: the
     * reference would train with nothing but zeros there.
     */
    private void dropModalities(WindowBatch batch, SplittableRandom random) {
        Dropouts dropouts = recipe.dropouts();
        for (int i = 0; i < batch.size(); i++) {
            double drawn = random.nextDouble();
            FeatureWindow window = batch.windows().get(i);
            boolean both = window.audio() != null && window.visual() != null;
            if (drawn < dropouts.audio() && both) {
                batch.dropAudio(i);
            } else if (drawn >= dropouts.audio() && drawn < dropouts.audio() + dropouts.video() && both) {
                batch.dropVideo(i);
            }
        }
    }

    /** How well the clips of the validation set are predicted from what is given. */
    public Scores judge(Given given) {
        ClipScores scores = new ClipScores(sets.tasks());
        WindowStream stream = WindowStream.inOrder(sets.validation());
        try (BatchSource source = new BatchSource(stream, size, recipe.batches().windows())) {
            for (WindowBatch batch = source.next(); batch != null; batch = source.next()) {
                for (int i = 0; i < batch.size(); i++) {
                    switch (given) {
                        case BOTH -> {}
                        case AUDIO -> batch.dropVideo(i);
                        case VIDEO -> batch.dropAudio(i);
                    }
                }
                scores.add(batch.windows(), trainer.answer(batch));
            }
        }
        return scores.scores();
    }

    /** Means over the batches that had a label. */
    private final class LossMeans {
        private final Map<Task, double[]> sums = new LinkedHashMap<>();

        private void add(Map<Task, Double> losses) {
            losses.forEach((task, loss) -> {
                double[] sum = sums.computeIfAbsent(task, key -> new double[2]);
                sum[0] += loss;
                sum[1]++;
            });
        }

        private Map<String, Double> means() {
            Map<String, Double> means = new LinkedHashMap<>();
            double total = 0;
            for (Map.Entry<Task, double[]> sum : sums.entrySet()) {
                double mean = sum.getValue()[0] / sum.getValue()[1];
                means.put(sum.getKey().label(), mean);
                total += mean * recipe.loss().weight(sum.getKey());
            }
            means.put(Epoch.TOTAL, total);
            return means;
        }
    }
}
