package oragen.spark.label;

import java.util.List;
import java.util.Map;
import java.util.Set;
import oragen.corpus.Clip;
import oragen.corpus.Packing;
import oragen.pipeline.ClipOutcome;
import oragen.pipeline.LabelSettings;
import oragen.run.InFlightJournal;
import oragen.run.RejectReason;
import oragen.run.RunRecord;
import oragen.run.RunStore;
import oragen.spark.clips.ClipRowCodec;
import oragen.spark.clips.PartitionPlan;
import oragen.spark.clips.PendingClips;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs {@code label} and {@code extract}: clips → plan → waves of clips → Parquet → run record. */
final class LabelCorpus {
    private static final Logger LOG = LoggerFactory.getLogger(LabelCorpus.class);

    private final SparkSession spark;
    private final LabelRequest request;
    private final LabelProgress progress;
    private final String version;

    LabelCorpus(SparkSession spark, LabelRequest request, LabelProgress progress, String version) {
        this.spark = spark;
        this.request = request;
        this.progress = progress;
        this.version = version;
    }

    /** Labels the clips that no earlier run of the same key has done, wave by wave: a wave that is written stays. */
    LabelSummary execute() {
        long began = System.nanoTime();
        try (RunPreparation prepared = RunPreparation.of(spark, request, version, RunPreparation.Purpose.EXECUTE)) {
            RunStore store = prepared.store();
            if (request.destination().existing() == LabelDestination.Existing.OVERWRITTEN) {
                store.deleteRun();
            }
            RunRecord record = labelUnlessCancelled(prepared);
            List<RunRecord.Wave> waves = record.waves()
                    .subList(prepared.record().waves().size(), record.waves().size());
            long predicted =
                    waves.stream().mapToLong(RunRecord.Wave::predictions).sum();
            long rejected = waves.stream().mapToLong(RunRecord.Wave::rejects).sum();
            return new LabelSummary(
                    record,
                    predicted + rejected,
                    prepared.pending().totals().skipped(),
                    prepared.pending().totals().skippedFiles(),
                    predicted,
                    rejected,
                    (System.nanoTime() - began) / 1e9,
                    request.method().job().product(),
                    store.table(request.method().job().product().table()),
                    newest(store, waves),
                    store.table("rejects"),
                    store.recordFile().toString());
        }
    }

    private @Nullable String newest(RunStore store, List<RunRecord.Wave> waves) {
        return waves.stream()
                .filter(wave -> wave.predictions() > 0)
                .reduce((earlier, later) -> later)
                .map(wave -> store.wave(request.method().job().product().table(), wave.number()))
                .orElse(null);
    }

    /** Says what {@link #execute} would do and writes nothing. */
    LabelPlan plan() {
        try (RunPreparation prepared = RunPreparation.of(spark, request, version, RunPreparation.Purpose.PLAN)) {
            LabelSettings settings =
                    TaskSettings.of(request, prepared.bundle(), prepared.precision(), spark.sparkContext());
            return plan(prepared, settings, prepared.pending().firstWave(), new Suspicion(null, Set.of()));
        }
    }

    /**
     * Clips that killed a JVM.
     *
     * @param journal where clips in hand are noted; null where nothing may be written
     */
    private record Suspicion(LabelPartition.@Nullable Journal journal, Set<String> suspects) {}

    private LabelPlan plan(RunPreparation prepared, LabelSettings settings, List<Clip> firstWave, Suspicion suspicion) {
        PendingClips.Totals totals = prepared.pending().totals();
        PartitionPlan first = LabelWave.partitions(firstWave, request.execution(), spark, Map.of());
        FeatureVolume volume = request.method()
                .job()
                .volume(() -> FeatureVolume.of(
                        FeatureVolume.opened(
                                spark,
                                request.selection(),
                                FeatureVolume.sample(firstWave, request.selection(), suspicion.suspects())),
                        totals.clips(),
                        new FeatureVolume.Encoding(prepared.bundle().manifest(), settings),
                        suspicion.journal()));
        return new LabelPlan(
                prepared.record().runKey(),
                totals.clips(),
                totals.skipped(),
                totals.skippedFiles(),
                totals.bytes(),
                totals.waves(request.selection().waveClips()),
                first.partitions().size(),
                first.largestBytes(),
                volume);
    }

    /** Where the user ends the run nothing stays that the next one would not use. */
    private RunRecord labelUnlessCancelled(RunPreparation prepared) {
        try {
            return labelWaves(prepared);
        } catch (Exception e) {
            if (CancelledJob.is(e)) {
                new CancelledJob(spark).awaitTasks();
                prepared.store().deleteStaging();
            }
            throw e;
        }
    }

    private RunRecord labelWaves(RunPreparation prepared) {
        RunStore store = prepared.store();
        PendingClips pending = prepared.pending();
        RunRecord record = prepared.record();
        long total = pending.totals().clips();
        if (total == 0) {
            store.write(record);
            return record;
        }
        LabelSettings settings =
                TaskSettings.of(request, prepared.bundle(), prepared.precision(), spark.sparkContext());
        if (spark.sparkContext().isLocal()) {
            // A bundle or device that fails does so before anything is written.
            ExecutorModels.of(settings, spark.sparkContext().hadoopConfiguration());
        }
        Set<String> suspects = InFlightJournal.suspects(
                store.staging("journal"), "", spark.sparkContext().hadoopConfiguration());
        if (!suspects.isEmpty()) {
            LOG.info(
                    "{} clips were in progress when the previous run crashed: retrying them in a separate JVM",
                    suspects.size());
        }
        store.deleteStaging("pending");
        store.write(record);
        int waves = pending.totals().waves(request.selection().waveClips());
        if (waves > 1) {
            pending.stage(store.staging("pending"));
        }
        Suspicion suspicion =
                new Suspicion(LabelPartition.Journal.ofWave(store.staging("journal"), record.nextWave()), suspects);
        List<Clip> clips = pending.firstWave();
        progress.begins(plan(prepared, settings, clips, suspicion));
        LabelWave job = new LabelWave(spark, request, prepared, settings, suspects);
        ProgressListener listener = new ProgressListener(progress, total);
        spark.sparkContext().addSparkListener(listener);
        try {
            for (int wave = 0; wave < waves; wave++) {
                clips = wave == 0 ? clips : pending.wave(store.staging("pending"), wave);
                String description = "label wave " + (wave + 1) + " of " + waves + ": " + clips.size() + " clips";
                LabelWave.Duplicates duplicates = wave == 0 && pending.totals().duplicates() > 0
                        ? duplicates(pending)
                        : new LabelWave.Duplicates(noRows(), 0);
                record = job.label(record, description, clips, duplicates);
                store.write(record);
                LOG.info("wave {} of {} committed: {} clips", wave + 1, waves, clips.size());
            }
        } finally {
            spark.sparkContext().setJobDescription(null);
            spark.sparkContext().removeSparkListener(listener);
        }
        store.deleteStaging();
        return record;
    }

    private Dataset<Row> noRows() {
        return spark.createDataFrame(List.<Row>of(), OutcomeRowCodec.SCHEMA);
    }

    static LabelWave.Duplicates duplicates(PendingClips pending) {
        return new LabelWave.Duplicates(
                pending.duplicates()
                        .map((MapFunction<Row, Row>) LabelCorpus::duplicate, Encoders.row(OutcomeRowCodec.SCHEMA)),
                pending.totals().duplicates());
    }

    private static Row duplicate(Row row) {
        Clip clip = ClipRowCodec.decode(row);
        Packing packing = clip.file().packing();
        boolean cell = packing != null && packing.kind() == Packing.Kind.CELL;
        if (cell && clip.file().sha256() == null) { // where ids tell rows apart none is there twice
            return OutcomeRowCodec.rejected(CellOutcomes.withoutContent(clip));
        }
        return OutcomeRowCodec.rejected(new ClipOutcome.Rejected(
                clip,
                "list",
                RejectReason.DUPLICATE,
                "clip " + clip.clipId() + ": " + clip.identity().key() + " is already listed",
                cell
                        ? "list it once, or name a column that tells rows apart by --id-column"
                        : "list it once, or distinguish its parts by channel, seconds or face_box"));
    }
}
