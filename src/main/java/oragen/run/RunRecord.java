package oragen.run;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
    /** Of the tables of predictions, windows and rejects. */
    public static final int SCHEMA_VERSION = 3;

    /**
     * One wave.
     *
     * @param longFiles clips whose pictures were looked at in parts
     * @param wallSeconds from its first clip to its last row
     * @param mediaSeconds of the predicted clips
     * @param pictures of its files, those of rejected clips among them
     * @param slowest clips by the seconds between their first byte and their outcome
     */
    public record Wave(
            int number,
            long predictions,
            long rejects,
            int longFiles,
            double wallSeconds,
            double mediaSeconds,
            Pictures pictures,
            Map<String, Double> slowest) {
        @SuppressWarnings("NullAway") // a record of an earlier version has none
        public Wave {
            pictures = pictures == null ? Pictures.NONE : pictures;
            slowest = slowest == null ? Map.of() : slowest;
        }
    }

    /**
     * Pictures of the files that were decoded to their end.
     *
     * @param decoded that decoders gave out
     * @param wanted of those, shown for a second or for several
     */
    public record Pictures(long decoded, long wanted) {
        public static final Pictures NONE = new Pictures(0, 0);

        public Pictures plus(Pictures other) {
            return new Pictures(decoded + other.decoded, wanted + other.wanted);
        }
    }

    /** What the run makes; a record of an earlier version names none: it was a run of {@code label}. */
    public Product product() {
        String table = options.get("product");
        return Stream.of(Product.values())
                .filter(product -> product.table().equals(table))
                .findFirst()
                .orElse(Product.PREDICTIONS);
    }

    /** Number of the wave to come. */
    public int nextWave() {
        return waves.isEmpty() ? 0 : waves.get(waves.size() - 1).number() + 1;
    }

    /** The same run with other waves. */
    public RunRecord withWaves(List<Wave> others) {
        return with(others, stageSeconds);
    }

    /** The same run with one wave more. */
    public RunRecord with(Wave wave, Map<String, Double> seconds) {
        return with(Stream.concat(waves.stream(), Stream.of(wave)).toList(), seconds);
    }

    private RunRecord with(List<Wave> others, Map<String, Double> seconds) {
        return new RunRecord(
                schemaVersion, version, runKey, bundleId, bundleChecksum, options, List.copyOf(others), seconds);
    }
}
