package oragen.spark;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.DoubleAccumulator;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job {@code label}: clips → plan → label and group → Parquet → run record. */
public final class LabelCorpus {
    /** Version of the tables' columns. */
    public static final int SCHEMA_VERSION = 1;

    private static final Logger LOG = LoggerFactory.getLogger(LabelCorpus.class);

    private final SparkSession spark;
    private final LabelOptions options;
    private final LabelProgress progress;
    private final String version;

    public LabelCorpus(SparkSession spark, LabelOptions options, LabelProgress progress, String version) {
        this.spark = spark;
        this.options = options;
        this.progress = progress;
        this.version = version;
    }

    /** Labels the clips that no earlier run of the same key has done. */
    public LabelSummary execute() {
        long began = System.nanoTime();
        RunPreparation prepared = RunPreparation.of(spark, options, version);
        if (options.existing() == LabelOptions.Existing.OVERWRITTEN) {
            prepared.store().deleteRun();
        }
        RunRecord record = prepared.record();
        long predicted = 0;
        long rejected = 0;
        if (!prepared.clips().isEmpty()) {
            record = labelWave(prepared);
            RunRecord.Wave wave = record.waves().get(record.waves().size() - 1);
            predicted = wave.predictions();
            rejected = wave.rejects();
        }
        prepared.store().write(record);
        RunStore store = prepared.store();
        return new LabelSummary(
                record,
                predicted + rejected,
                prepared.skipped(),
                predicted,
                rejected,
                (System.nanoTime() - began) / 1e9,
                store.table("predictions"),
                store.table("rejects"),
                store.recordFile().toString());
    }

    /** Says what {@link #execute} would do and writes nothing. */
    public LabelPlan plan() {
        RunPreparation prepared = RunPreparation.of(spark, options, version);
        PartitionPlan plan = partitions(prepared.clips());
        return new LabelPlan(
                prepared.record().runKey(),
                prepared.clips().size(),
                prepared.skipped(),
                prepared.clips().stream().mapToLong(ListedClip::bytes).sum(),
                plan.partitions().size(),
                plan.largestBytes());
    }

    private PartitionPlan partitions(List<ListedClip> clips) {
        Integer asked = options.partitions();
        int cores = spark.sparkContext().defaultParallelism();
        return PartitionPlan.of(clips, asked == null ? PartitionPlan.defaultCount(cores) : asked);
    }

    private RunRecord labelWave(RunPreparation prepared) {
        RunStore store = prepared.store();
        RunRecord record = prepared.record();
        int number = record.waves().size();
        store.deleteLeftovers(number);
        Map<StageClock.Stage, DoubleAccumulator> seconds = stageAccumulators();
        label(prepared, seconds).write().parquet(store.staging());
        LOG.info("labelled {} clips, writing wave {}", prepared.clips().size(), number);
        Dataset<Row> outcomes = spark.read().schema(OutcomeRowCodec.SCHEMA).parquet(store.staging());
        RunRecord.Wave wave = new RunTables(spark, store)
                .write(
                        outcomes.unionByName(duplicateRows(prepared.duplicates())),
                        number,
                        furtherLabels(prepared),
                        RunTables.constants(
                                record.bundleId(), options.protocol().label()),
                        options.windowTable());
        store.deleteStaging();
        return extend(record, wave, seconds);
    }

    private Dataset<Row> label(RunPreparation prepared, Map<StageClock.Stage, DoubleAccumulator> seconds) {
        LabelSettings settings = LabelSettings.of(options, prepared.bundle(), spark.sparkContext());
        var configuration = spark.sparkContext().hadoopConfiguration();
        if (spark.sparkContext().isLocal()) {
            ExecutorModels.of(settings, configuration); // a bundle or device that fails does so before the first task
        }
        List<List<Row>> partitions = new ArrayList<>();
        for (List<ListedClip> clips : partitions(prepared.clips()).partitions()) {
            partitions.add(new ArrayList<>(clips.stream()
                    .map(listed -> ClipRowCodec.encode(listed.clip()))
                    .toList()));
        }
        LongAccumulator clips = spark.sparkContext().longAccumulator(ProgressListener.CLIPS);
        spark.sparkContext()
                .addSparkListener(
                        new ProgressListener(progress, prepared.clips().size()));
        JavaRDD<Row> outcomes = JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(partitions, partitions.size())
                .mapPartitions(
                        new LabelPartition(settings, new SerializableConfiguration(configuration), clips, seconds));
        return spark.createDataFrame(outcomes, OutcomeRowCodec.SCHEMA);
    }

    private Map<StageClock.Stage, DoubleAccumulator> stageAccumulators() {
        Map<StageClock.Stage, DoubleAccumulator> accumulators = new EnumMap<>(StageClock.Stage.class);
        for (StageClock.Stage stage : StageClock.Stage.values()) {
            accumulators.put(stage, spark.sparkContext().doubleAccumulator("oragen." + stage));
        }
        return accumulators;
    }

    private Dataset<Row> duplicateRows(List<ListedClip> duplicates) {
        List<Row> rows = duplicates.stream()
                .map(ListedClip::clip)
                .map(clip -> OutcomeRowCodec.encode(new ClipOutcome.Rejected(
                        clip,
                        "list",
                        RejectReasons.DUPLICATE,
                        "clip " + clip.clipId() + ": " + clip.identity().key() + " is listed before",
                        "list it once, or tell the parts apart by channel, seconds or face_box")))
                .toList();
        return spark.createDataFrame(rows, OutcomeRowCodec.SCHEMA);
    }

    private static Set<String> furtherLabels(RunPreparation prepared) {
        Set<String> names = new TreeSet<>();
        prepared.clips()
                .forEach(listed -> names.addAll(listed.clip().furtherLabels().keySet()));
        return names;
    }

    private static RunRecord extend(
            RunRecord record, RunRecord.Wave wave, Map<StageClock.Stage, DoubleAccumulator> seconds) {
        List<RunRecord.Wave> waves = new ArrayList<>(record.waves());
        waves.add(wave);
        Map<String, Double> total = new TreeMap<>(record.stageSeconds());
        seconds.forEach((stage, value) -> total.merge(stage.label(), value.value(), Double::sum));
        return new RunRecord(
                record.schemaVersion(),
                record.version(),
                record.runKey(),
                record.bundleId(),
                record.bundleChecksum(),
                record.options(),
                waves,
                total);
    }
}
