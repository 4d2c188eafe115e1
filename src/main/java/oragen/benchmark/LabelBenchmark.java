package oragen.benchmark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import oragen.bundle.BundleCache;
import oragen.corpus.Clip;
import oragen.corpus.ClipIdentity;
import oragen.onnx.InferenceDevice;
import oragen.pipeline.ClipLabeller;
import oragen.pipeline.LabelModels;
import oragen.pipeline.LabelSettings;
import oragen.pipeline.decode.ClipShare;
import oragen.pipeline.decode.DecodeAhead;
import oragen.pipeline.decode.LabelWatch;
import oragen.pipeline.decode.StageClock;
import oragen.spark.clips.ChangeCheck;
import oragen.spark.clips.ClipRowCodec;
import oragen.spark.clips.ClipSelection;
import oragen.spark.clips.PendingClips;
import oragen.spark.label.ExecutorModels;
import oragen.spark.label.LabelSummary;
import oragen.spark.label.Labelling;
import oragen.spark.label.TaskSettings;
import oragen.spark.table.RunTables;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Measures what Spark costs: the same clips once through {@code label}, with listing, planning and Parquet, and once
 * through the same decoding and networks in a bare loop of as many threads, which writes nothing.
 */
public final class LabelBenchmark {
    private final SparkSession spark;
    private final String input;
    private final String output;
    private final int clipCount;
    private final String version;
    private final UnaryOperator<Labelling> options;

    /**
     * @param output folder for the repeated manifest and the labels; what an earlier benchmark left is replaced
     * @param clipCount the clips of the input are repeated to so many
     */
    public LabelBenchmark(SparkSession spark, String input, String output, int clipCount, String version) {
        this(spark, input, output, clipCount, version, UnaryOperator.identity());
    }

    private LabelBenchmark(
            SparkSession spark,
            String input,
            String output,
            int clipCount,
            String version,
            UnaryOperator<Labelling> options) {
        this.options = options;
        this.spark = spark;
        this.input = input;
        this.output = output;
        this.clipCount = clipCount;
        this.version = version;
    }

    /** The same with other options than {@code label}'s defaults. */
    public LabelBenchmark with(UnaryOperator<Labelling> wanted) {
        return new LabelBenchmark(spark, input, output, clipCount, version, wanted);
    }

    /**
     * {@code label} alone.
     *
     * @param busy part of the time in which the GPU was busy; nothing where it is not known
     */
    public record Observed(Cost cost, OptionalDouble busy) {}

    /** Labels the clips, after the first of them to warm up. */
    public Observed observe(InferenceDevice device) {
        List<Clip> listed = listed();
        List<Clip> repeated = repeat(listed);
        label(repeated.subList(0, Math.min(repeated.size(), listed.size() * threads())));
        try (GpuMeter meter = GpuMeter.open(device)) {
            Measurement labelled = label(repeated);
            return new Observed(labelled.cost(), meter.busy());
        }
    }

    /**
     * One way through the clips.
     *
     * @param stageSeconds thread time by stage, summed over threads
     */
    public record Measurement(Cost cost, Map<String, Double> stageSeconds) {}

    /** Both ways, measured in the same JVM after both were run once to warm up. */
    public record Comparison(int clips, int threads, Measurement bare, Measurement label) {
        /** Clips a second of {@code label} as a part of those of the bare loop. */
        public double ratio() {
            return bare.cost().wallSeconds() / label.cost().wallSeconds();
        }
    }

    /** Any clip of the input, for a run of its own. */
    public String firstFile() {
        return listed().get(0).identity().path();
    }

    public Comparison execute() {
        List<Clip> listed = listed();
        List<Clip> repeated = repeat(listed);
        List<Clip> warmUp = repeated.subList(0, Math.min(repeated.size(), listed.size() * threads()));
        label(warmUp);
        bare(warmUp);
        Measurement bare = bare(repeated);
        return new Comparison(clipCount, threads(), bare, label(repeated));
    }

    private List<Clip> listed() {
        ClipSelection selection = new ClipSelection(
                List.of(input), null, null, Labelling.DEFAULT_WAVE_CLIPS, ChangeCheck.MODIFICATION_TIME);
        try (PendingClips clips = PendingClips.of(spark, selection, RunTables.nothing(spark))) {
            return clips.firstWave();
        }
    }

    private int threads() {
        return spark.sparkContext().defaultParallelism();
    }

    /** A channel that is no number is only a name: it tells the copies of a clip apart. */
    private List<Clip> repeat(List<Clip> listed) {
        List<Clip> repeated = new ArrayList<>();
        for (int i = 0; i < clipCount; i++) {
            Clip clip = listed.get(i % listed.size());
            String copy = "copy-" + i / listed.size();
            repeated.add(new Clip(
                    new ClipIdentity(clip.identity().path(), copy, null, null, null),
                    clip.clipId() + "#" + copy,
                    clip.corpus(),
                    clip.subset(),
                    clip.speaker(),
                    clip.labels(),
                    Map.of(),
                    clip.file()));
        }
        return repeated;
    }

    private Measurement label(List<Clip> clips) {
        String manifest = output + "/clips.parquet";
        List<Row> rows = clips.stream().map(ClipRowCodec::encode).toList();
        spark.createDataFrame(rows, ClipRowCodec.SCHEMA)
                .select("clip_id", "path", "channel")
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(manifest);
        Cost.Measured<LabelSummary> labelled = Cost.of(() -> options.apply(Labelling.of(spark))
                .input(manifest)
                .output(output + "/labels")
                .overwrite()
                .version(version)
                .run());
        return new Measurement(labelled.cost(), labelled.result().record().stageSeconds());
    }

    private Measurement bare(List<Clip> clips) {
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        LabelSettings settings = options.apply(Labelling.of(spark)).settings(BundleCache.open(null, configuration));
        StageClock clock = new StageClock();
        Queue<Clip> waiting = new ConcurrentLinkedQueue<>(clips);
        Runnable loop = () -> drain(waiting, settings, configuration, clock);
        Cost.Measured<Map<String, Double>> labelled = Cost.of(() -> {
            inParallel(loop);
            return clock.secondsByStage();
        });
        return new Measurement(labelled.cost(), labelled.result());
    }

    private void inParallel(Runnable loop) {
        ExecutorService threads = Executors.newFixedThreadPool(threads());
        try {
            List<Future<?>> loops = new ArrayList<>();
            for (int i = 0; i < threads(); i++) {
                loops.add(threads.submit(loop));
            }
            for (Future<?> running : loops) {
                running.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the bare loop failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void drain(
            Queue<Clip> waiting, LabelSettings settings, Configuration configuration, StageClock clock) {
        LabelModels models = ExecutorModels.of(settings, configuration);
        Iterator<ClipShare> taken = Stream.generate(waiting::poll)
                .takeWhile(Objects::nonNull)
                .map(ClipShare::whole)
                .iterator();
        try (ClipLabeller labeller = new ClipLabeller(
                taken,
                models,
                settings,
                DecodeAhead.decoder(TaskSettings.decoding(settings, configuration), clock, LabelWatch.NOBODY),
                clock,
                LabelWatch.NOBODY)) {
            while (labeller.hasNext()) {
                labeller.next();
            }
        }
    }
}
