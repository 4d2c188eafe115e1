package oragen.spark;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * @param clips to be labelled now
 * @param duplicates of a clip that is listed before
 * @param skipped clips that an earlier run of the same key has done
 */
record RunPreparation(
        ModelBundle bundle,
        RunStore store,
        RunRecord record,
        List<ListedClip> clips,
        List<ListedClip> duplicates,
        long skipped) {
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
        Set<String> done = new RunTables(spark, store).done(record);
        List<ListedClip> clips = new ArrayList<>();
        List<ListedClip> duplicates = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        long skipped = 0;
        for (ListedClip listed : new ClipListing(spark).list(options.inputs())) {
            String key = listed.clip().identity().key();
            if (!seen.add(key)) {
                duplicates.add(listed);
            } else if (done.contains(key)) {
                skipped++;
            } else if (options.limit() == null || clips.size() < options.limit()) {
                clips.add(listed);
            }
        }
        LOG.info(
                "run {}: {} clips to label, {} done before, {} duplicates",
                runKey,
                clips.size(),
                skipped,
                duplicates.size());
        return new RunPreparation(bundle, store, record, clips, duplicates, skipped);
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
