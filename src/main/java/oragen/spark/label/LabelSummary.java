package oragen.spark.label;

import oragen.run.Product;
import oragen.run.RunRecord;
import oragen.spark.clips.SkippedFiles;
import org.jspecify.annotations.Nullable;

/**
 * What a run did.
 *
 * @param newClips clips labelled or rejected now
 * @param skippedClips clips that an earlier run of the same key had done
 * @param skippedFiles that were not taken for clips
 * @param predicted clips that were not rejected
 * @param table folder of all predictions or features
 * @param newest folder of those of the last wave that this run has made of any; null where it has made none
 */
public record LabelSummary(
        RunRecord record,
        long newClips,
        long skippedClips,
        SkippedFiles skippedFiles,
        long predicted,
        long rejected,
        double wallSeconds,
        Product product,
        String table,
        @Nullable String newest,
        String rejects,
        String recordFile) {}
