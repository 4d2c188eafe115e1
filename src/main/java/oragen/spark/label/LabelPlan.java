package oragen.spark.label;

import oragen.spark.clips.SkippedFiles;
import org.jspecify.annotations.Nullable;

/**
 * What a run is going to do; partitions are those of the first wave.
 *
 * @param skippedFiles that were not taken for clips
 * @param volume what will be written of features; null where predictions are the product
 */
public record LabelPlan(
        String runKey,
        long clips,
        long skippedClips,
        SkippedFiles skippedFiles,
        long bytes,
        int waves,
        int partitions,
        long largestPartitionBytes,
        @Nullable FeatureVolume volume) {}
