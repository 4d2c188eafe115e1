package oragen.spark;

import java.util.List;
import java.util.Map;
import oragen.fusion.Modality;
import oragen.onnx.ModelBundle;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run of {@code label} is to do, found out before anything is written.
 *
 * @param record the run as it stands, with the waves that count already
 */
record RunPreparation(ModelBundle bundle, RunStore store, RunRecord record, PendingClips pending)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunPreparation.class);

    static RunPreparation of(SparkSession spark, LabelOptions options, String version) {
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        ModelBundle bundle = BundleCache.open(options.bundle(), configuration);
        Map<String, String> deciding =
                RunKey.decidingOptions(options, Modality.served(bundle.manifest(), options.modality()));
        String runKey = RunKey.of(bundle.checksum(), deciding);
        RunStore store = RunStore.open(options.output(), runKey, configuration);
        RunRecord record = switch (options.existing()) {
            case CONTINUED -> store.record().orElseGet(() -> fresh(bundle, runKey, deciding, version));
            case OVERWRITTEN -> fresh(bundle, runKey, deciding, version);
        };
        PendingClips pending = PendingClips.of(spark, options, new RunTables(spark, store).done(record));
        PendingClips.Totals totals = pending.totals();
        LOG.info(
                "run {}: {} clips to label, {} done before, {} duplicates",
                runKey,
                totals.clips(),
                totals.skipped(),
                totals.duplicates());
        return new RunPreparation(bundle, store, record, pending);
    }

    @Override
    public void close() {
        pending.close();
    }

    private static RunRecord fresh(ModelBundle bundle, String runKey, Map<String, String> deciding, String version) {
        return new RunRecord(
                LabelCorpus.SCHEMA_VERSION,
                version,
                runKey,
                bundle.manifest().name() + "-" + bundle.manifest().version(),
                bundle.checksum(),
                deciding,
                List.of(),
                Map.of());
    }
}
