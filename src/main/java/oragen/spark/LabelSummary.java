package oragen.spark;

/**
 * What a run did.
 *
 * @param newClips clips labelled or rejected now
 * @param skippedClips clips that an earlier run of the same key had done
 * @param predicted clips that were not rejected
 * @param table folder of all predictions or features
 */
public record LabelSummary(
        RunRecord record,
        long newClips,
        long skippedClips,
        long predicted,
        long rejected,
        double wallSeconds,
        Product product,
        String table,
        String rejects,
        String recordFile) {}
