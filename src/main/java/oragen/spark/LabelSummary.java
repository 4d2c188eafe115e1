package oragen.spark;

/**
 * What a run of {@code label} did.
 *
 * @param newClips clips labelled or rejected now
 * @param skippedClips clips that an earlier run of the same key had done
 * @param predictions folder of all predictions
 */
public record LabelSummary(
        RunRecord record,
        long newClips,
        long skippedClips,
        long predicted,
        long rejected,
        double wallSeconds,
        String predictions,
        String rejects,
        String recordFile) {}
