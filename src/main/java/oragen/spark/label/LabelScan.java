package oragen.spark.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import oragen.bundle.BundleCache;
import oragen.bundle.ModelBundle;
import oragen.corpus.Clip;
import oragen.spark.clips.ClipRowCodec;
import oragen.spark.clips.PartitionPlan;
import oragen.spark.clips.PendingClips;
import oragen.spark.table.RunTables;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * A run that writes nothing, planned on the driver, which holds every clip of it; its tasks are Spark's own. A long file is
 * not split, and what has been labelled before is labelled again.
 *
 * @param bundleId of the bundle that labels
 * @param bundleChecksum of the same
 * @param protocol of windows and grouping, as tables spell it
 * @param partitions rows of {@link ClipRowCodec}, those of one task together
 * @param duplicates of clips that are listed again, as rows of {@link ScanTask#OUTCOME}, rejected already
 * @param task makes the rows of a partition
 */
public record LabelScan(
        String bundleId,
        String bundleChecksum,
        String protocol,
        List<List<Row>> partitions,
        List<Row> duplicates,
        ScanTask task) {
    /** How clips are dealt to partitions. */
    public enum Order {
        /** By size, so that all partitions end together. */
        BALANCED,
        /** By the clips' ids, so that the first partition holds the first clips. */
        BY_ID
    }

    static LabelScan of(SparkSession spark, LabelRequest request, Order order) {
        ModelBundle bundle = bundle(spark, request);
        try (PendingClips pending = PendingClips.of(spark, request.selection(), RunTables.nothing(spark))) {
            return new LabelScan(
                    bundle.manifest().id(),
                    bundle.checksum(),
                    request.method().protocol().label(),
                    partitions(spark, pending.firstWave(), request.execution(), order),
                    LabelCorpus.duplicates(pending).rows().collectAsList(),
                    task(spark, request, bundle));
        }
    }

    /** A task alone, for clips that are not listed. */
    static ScanTask task(SparkSession spark, LabelRequest request) {
        return task(spark, request, bundle(spark, request));
    }

    private static ModelBundle bundle(SparkSession spark, LabelRequest request) {
        request.method().requireDecoder(spark.sparkContext());
        return BundleCache.open(request.method().bundle(), spark.sparkContext().hadoopConfiguration());
    }

    private static ScanTask task(SparkSession spark, LabelRequest request, ModelBundle bundle) {
        return new ScanTask(
                request.method().job(),
                TaskSettings.of(request, bundle, request.precision(bundle.manifest()), spark.sparkContext()),
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()),
                WaveMeters.of(spark.sparkContext()));
    }

    private static List<List<Row>> partitions(
            SparkSession spark, List<Clip> clips, LabelExecution execution, Order order) {
        PartitionPlan balanced = LabelWave.partitions(clips, execution, spark, Map.of());
        List<List<Clip>> dealt = switch (order) {
            case BALANCED -> balanced.partitions();
            case BY_ID -> byId(clips, balanced.partitions().size());
        };
        return new PartitionPlan(dealt).rows();
    }

    private static List<List<Clip>> byId(List<Clip> clips, int count) {
        List<List<Clip>> partitions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) i * clips.size() / count);
            partitions.add(clips.subList(from, (int) ((i + 1L) * clips.size() / count)));
        }
        return partitions;
    }
}
