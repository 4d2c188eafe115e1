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
    /**
     * One wave.
     *
     * @param wallSeconds from its first clip to its last row
     * @param mediaSeconds of the predicted clips
     * @param slowest clips by the seconds between their first byte and their outcome
     */
    public record Wave(
            int number,
            long predictions,
            long rejects,
            double wallSeconds,
            double mediaSeconds,
            Map<String, Double> slowest) {
        @SuppressWarnings("NullAway") // a record of an earlier version has none
        public Wave {
            slowest = slowest == null ? Map.of() : slowest;
        }
    }

    /** Number of the wave to come. */
    int nextWave() {
        return waves.isEmpty() ? 0 : waves.get(waves.size() - 1).number() + 1;
    }

    /** The same run with other waves. */
    RunRecord withWaves(List<Wave> others) {
        return new RunRecord(
                schemaVersion, version, runKey, bundleId, bundleChecksum, options, List.copyOf(others), stageSeconds);
    }
}
