package oragen.spark;

import java.util.List;
import java.util.Map;

/** {@code runs/<run_key>.json}: what a run was and what it left; a wave counts once it is listed here. */
public record RunRecord(
        int schemaVersion,
        String version,
        String runKey,
        String bundleId,
        String bundleChecksum,
        Map<String, String> options,
        List<Wave> waves,
        Map<String, Double> stageSeconds) {
    /** Rows of one wave. */
    public record Wave(int number, long predictions, long rejects) {}
}
