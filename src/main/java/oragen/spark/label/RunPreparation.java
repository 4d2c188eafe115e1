package oragen.spark.label;

import java.util.List;
import java.util.Map;
import oragen.bundle.BundleCache;
import oragen.bundle.ModelBundle;
import oragen.bundle.NetworkPrecision;
import oragen.fusion.Modality;
import oragen.run.OutputFolder;
import oragen.run.RunKey;
import oragen.run.RunRecord;
import oragen.run.RunStore;
import oragen.spark.clips.PendingClips;
import oragen.spark.table.RunTables;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run of {@code label} is to do, found out before anything is written.
 *
 * @param precision in which all tasks run networks that the bundle has in several
 * @param output locked before anything was read there, unless nothing will be written
 * @param record the run as it stands, with the waves that count already
 */
record RunPreparation(
        ModelBundle bundle,
        NetworkPrecision precision,
        OutputFolder output,
        RunStore store,
        RunRecord record,
        PendingClips pending)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunPreparation.class);

    /** Whether the output will be written. */
    enum Purpose {
        PLAN,
        EXECUTE
    }

    static RunPreparation of(SparkSession spark, LabelRequest request, String version, Purpose purpose) {
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        ModelBundle bundle = BundleCache.open(request.method().bundle(), configuration);
        Modality modality = request.method().modality(bundle.manifest());
        request.method().requireDecoder(spark.sparkContext());
        NetworkPrecision precision = request.precision(bundle.manifest());
        Map<String, String> deciding = request.method().deciding(modality, precision);
        String runKey = RunKey.of(bundle.checksum(), deciding);
        OutputFolder output = switch (purpose) {
            case PLAN -> OutputFolder.open(request.destination().output(), configuration);
            case EXECUTE -> OutputFolder.lock(request.destination().output(), configuration);
        };
        try {
            RunStore store = new RunStore(output, runKey);
            switch (purpose) {
                case PLAN -> {}
                // Before the waves are read: files that a reader has listed must not go.
                case EXECUTE -> store.deleteUnlisted();
            }
            return prepared(
                    spark,
                    request,
                    new Opened(bundle, precision, output, store),
                    fresh(bundle, runKey, deciding, version));
        } catch (RuntimeException e) {
            output.close();
            throw e;
        }
    }

    private record Opened(ModelBundle bundle, NetworkPrecision precision, OutputFolder output, RunStore store) {}

    private static RunPreparation prepared(SparkSession spark, LabelRequest request, Opened opened, RunRecord fresh) {
        RunStore store = opened.store();
        RunRecord record = switch (request.destination().existing()) {
            case CONTINUED -> store.record().orElse(fresh);
            case OVERWRITTEN -> fresh;
        };
        PendingClips pending = PendingClips.of(spark, request.selection(), doneBefore(spark, request, store));
        PendingClips.Totals totals = pending.totals();
        LOG.info(
                "run {}: {} clips to label, {} already done, {} duplicates",
                record.runKey(),
                totals.clips(),
                totals.skipped(),
                totals.duplicates());
        return new RunPreparation(opened.bundle(), opened.precision(), opened.output(), store, record, pending);
    }

    private static Dataset<Row> doneBefore(SparkSession spark, LabelRequest request, RunStore store) {
        return switch (request.destination().existing()) {
            case CONTINUED ->
                new RunTables(spark, store)
                        .done(
                                request.method().job().product(),
                                request.destination().retriedReasons());
            case OVERWRITTEN -> RunTables.nothing(spark);
        };
    }

    @Override
    public void close() {
        pending.close();
        output.close();
    }

    private static RunRecord fresh(ModelBundle bundle, String runKey, Map<String, String> deciding, String version) {
        return new RunRecord(
                RunRecord.SCHEMA_VERSION,
                version,
                runKey,
                bundle.manifest().id(),
                bundle.checksum(),
                deciding,
                List.of(),
                Map.of());
    }
}
