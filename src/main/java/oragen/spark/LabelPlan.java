package oragen.spark;

import org.jspecify.annotations.Nullable;

/**
 * What a run is going to do; partitions are those of the first wave.
 *
 * @param volume what will be written of features; null where predictions are the product
 */
public record LabelPlan(
        String runKey,
        long clips,
        long skippedClips,
        long bytes,
        int waves,
        int partitions,
        long largestPartitionBytes,
        @Nullable FeatureVolume volume) {}
