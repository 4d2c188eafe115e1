package oragen.spark;

import java.util.List;
import java.util.Map;
import oragen.InputException;
import oragen.fusion.Modality;
import oragen.onnx.ModelBundle;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run of {@code label} is to do, found out before anything is written.
 *
 * @param lock of the output, taken before anything was read there; null where nothing will be written
 * @param record the run as it stands, with the waves that count already
 */
record RunPreparation(
        ModelBundle bundle,
        RunStore store,
        RunRecord record,
        PendingClips pending,
        @Nullable RunLock lock) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunPreparation.class);

    /** Whether the output will be written. */
    enum Purpose {
        PLAN,
        EXECUTE
    }

    static RunPreparation of(SparkSession spark, LabelOptions options, String version, Purpose purpose) {
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        ModelBundle bundle = BundleCache.open(options.bundle(), configuration);
        Modality modality = LabelSettings.modality(options, bundle.manifest());
        if (!options.occlusions().isEmpty() && !modality.looks()) {
            throw new InputException(
                    "--occlude",
                    "nothing is painted where nobody looks: the modality is " + modality.label(),
                    "leave --occlude out, or use a bundle that looks");
        }
        Map<String, String> deciding = RunKey.decidingOptions(options, modality);
        String runKey = RunKey.of(bundle.checksum(), deciding);
        RunStore store = RunStore.open(options.output(), runKey, configuration);
        RunLock lock = switch (purpose) {
            case PLAN -> null;
            case EXECUTE -> store.lock();
        };
        try {
            return prepared(spark, options, new Opened(bundle, store, lock), fresh(bundle, runKey, deciding, version));
        } catch (RuntimeException e) {
            if (lock != null) {
                lock.close();
            }
            throw e;
        }
    }

    private record Opened(
            ModelBundle bundle, RunStore store, @Nullable RunLock lock) {}

    private static RunPreparation prepared(SparkSession spark, LabelOptions options, Opened opened, RunRecord fresh) {
        RunStore store = opened.store();
        RunRecord record = switch (options.existing()) {
            case CONTINUED -> store.record().orElse(fresh);
            case OVERWRITTEN -> fresh;
        };
        PendingClips pending = PendingClips.of(spark, options, doneBefore(spark, options, store));
        PendingClips.Totals totals = pending.totals();
        LOG.info(
                "run {}: {} clips to label, {} done before, {} duplicates",
                record.runKey(),
                totals.clips(),
                totals.skipped(),
                totals.duplicates());
        return new RunPreparation(opened.bundle(), store, record, pending, opened.lock());
    }

    private static Dataset<Row> doneBefore(SparkSession spark, LabelOptions options, RunStore store) {
        RunTables tables = new RunTables(spark, store);
        return switch (options.existing()) {
            case CONTINUED -> tables.done(options.product(), options.retriedReasons());
            case OVERWRITTEN ->
                tables.done(options.product(), options.retriedReasons()).limit(0);
        };
    }

    @Override
    public void close() {
        pending.close();
        if (lock != null) {
            lock.close();
        }
    }

    private static RunRecord fresh(ModelBundle bundle, String runKey, Map<String, String> deciding, String version) {
        return new RunRecord(
                LabelCorpus.SCHEMA_VERSION,
                version,
                runKey,
                bundle.manifest().id(),
                bundle.checksum(),
                deciding,
                List.of(),
                Map.of());
    }
}
