package oragen.spark;

/** What {@code label} would do: clips, bytes and partitions. */
public record LabelPlan(
        String runKey, long clips, long skippedClips, long bytes, int partitions, long largestPartitionBytes) {}
