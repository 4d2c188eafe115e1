package oragen.spark.label;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import oragen.corpus.Clip;
import oragen.pipeline.LabelSettings;
import oragen.pipeline.decode.SeenPictures;
import oragen.run.RunRecord;
import oragen.run.RunStore;
import oragen.run.SlowClip;
import oragen.spark.clips.CellContents;
import oragen.spark.clips.PartitionPlan;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/** Labels the clips of one wave and writes its tables: long files' pictures → partitions → outcomes → Parquet. */
final class LabelWave {
    private static final Logger LOG = LoggerFactory.getLogger(LabelWave.class);

    private final SparkSession spark;
    private final LabelRequest request;
    private final RunPreparation prepared;
    private final LabelSettings settings;
    private final Set<String> suspects;

    /** @param suspects keys of clips that are tried alone */
    LabelWave(
            SparkSession spark,
            LabelRequest request,
            RunPreparation prepared,
            LabelSettings settings,
            Set<String> suspects) {
        this.spark = spark;
        this.request = request;
        this.prepared = prepared;
        this.settings = settings;
        this.suspects = suspects;
    }

    /** Clips that are listed again, as rows of {@link OutcomeRowCodec}. */
    record Duplicates(Dataset<Row> rows, long count) {}

    static PartitionPlan partitions(
            List<Clip> clips, LabelExecution execution, SparkSession spark, Map<String, SeenPictures> seen) {
        Integer asked = execution.partitions();
        int cores = spark.sparkContext().defaultParallelism();
        return PartitionPlan.of(clips, asked == null ? PartitionPlan.defaultCount(cores) : asked, seen.keySet());
    }

    /**
     * The record with the wave that was written.
     *
     * @param description of the wave, for Spark's pages
     * @param duplicates rejected already
     */
    RunRecord label(RunRecord record, String description, List<Clip> clips, Duplicates duplicates) {
        RunStore store = prepared.store();
        int number = record.nextWave();
        long began = System.nanoTime();
        store.deleteLeftovers(number);
        WaveMeters meters = WaveMeters.of(spark.sparkContext());
        LabelPartition.Journal journal = LabelPartition.Journal.ofWave(store.staging("journal"), number);
        spark.sparkContext().setJobDescription(description + ": pictures of long files");
        Map<String, SeenPictures> seen = see(clips, journal, meters);
        spark.sparkContext().setJobDescription(description);
        JavaRDD<Row> rows = rows(clips, seen, journal, meters);
        WaveTables tables = new WaveTables(
                spark,
                store,
                new WaveTables.Wave(
                        number,
                        prepared.pending().totals().furtherLabels(),
                        record,
                        request.method().protocol().label()));
        request.method().job().write(tables, rows, duplicates, meters);
        store.deleteStaging("seen");
        RunRecord.Wave wave = new RunRecord.Wave(
                number,
                meters.clips().value() - meters.rejects().value(),
                meters.rejects().value() + duplicates.count(),
                seen.size(),
                (System.nanoTime() - began) / 1e9,
                meters.decodedSeconds().value(),
                new RunRecord.Pictures(
                        meters.decodedPictures().value(),
                        meters.wantedPictures().value()),
                SlowClip.slowest(meters.slow().value()));
        return record.with(wave, meters.stageSeconds(record.stageSeconds()));
    }

    private Map<String, SeenPictures> see(List<Clip> clips, LabelPartition.Journal journal, WaveMeters meters) {
        if (!settings.modality().looks()) {
            return Map.of();
        }
        return LongFiles.of(
                        clips,
                        spark.sparkContext().defaultParallelism(),
                        request.execution().splitBytes(),
                        suspects)
                .see(
                        JavaSparkContext.fromSparkContext(spark.sparkContext()),
                        settings,
                        new LongFiles.Look(journal, meters, prepared.store().staging("seen")));
    }

    private JavaRDD<Row> rows(
            List<Clip> clips, Map<String, SeenPictures> seen, LabelPartition.Journal journal, WaveMeters meters) {
        PartitionPlan plan = partitions(clips, request.execution(), spark, seen);
        LOG.info(
                "{} clips in {} partitions, the largest {} MB",
                clips.size(),
                plan.partitions().size(),
                plan.largestBytes() / 1_000_000);
        List<List<Row>> partitions = plan.rows();
        JavaRDD<List<Row>> planned =
                JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(partitions, partitions.size());
        LabelPartition task = new LabelPartition(
                request.method().job(),
                settings,
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()),
                journal,
                suspects,
                seen,
                meters);
        return request.selection().columns() == null
                ? planned.mapPartitions(task)
                : planned.zipPartitions(contents(plan), new CellPartition(task));
    }

    /** Rows of {@link CellOutcomes} of the clips that lie in tables, each in the partition of its clip. */
    private JavaPairRDD<Integer, Row> contents(PartitionPlan plan) {
        HashMap<String, Integer> partitions = new HashMap<>();
        List<Clip> clips = new ArrayList<>();
        for (int i = 0; i < plan.partitions().size(); i++) {
            for (Clip clip : plan.partitions().get(i)) {
                partitions.put(clip.identity().key(), i);
                clips.add(clip);
            }
        }
        return CellShuffle.partitioned(
                CellContents.of(spark, request.selection(), clips)
                        .mapToPair(cell ->
                                new Tuple2<>(partitions.get(cell._1()), CellOutcomes.row(cell._1(), cell._2()))),
                plan.partitions().size());
    }
}
