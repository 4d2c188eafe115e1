package oragen.spark;

/** What {@code label} would do; partitions are those of the first wave. */
public record LabelPlan(
        String runKey,
        long clips,
        long skippedClips,
        long bytes,
        int waves,
        int partitions,
        long largestPartitionBytes) {}
