package oragen.spark.label;

import oragen.onnx.DevicePreference;
import org.jspecify.annotations.Nullable;

/**
 * How a run is spread over a cluster, which decides no label.
 *
 * @param partitions number of partitions; null to plan by size
 * @param clipTimeLimitSeconds a file whose decoder produces nothing for so long is rejected as {@code timed_out}
 * @param splitBytes smaller files are never split
 */
record LabelExecution(
        DevicePreference device, @Nullable Integer partitions, int clipTimeLimitSeconds, long splitBytes) {}
