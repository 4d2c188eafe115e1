package oragen.spark.evaluate;

import oragen.evaluation.Bootstrap.Interval;
import oragen.evaluation.Estimate;
import oragen.evaluation.Task;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Estimates → rows of the table {@code metrics}. */
final class MetricRow {
    static final StructType SCHEMA = SliceColumns.KEY
            .add("task", DataTypes.StringType)
            .add("metric", DataTypes.StringType)
            .add("value", DataTypes.DoubleType)
            .add("ci_low", DataTypes.DoubleType)
            .add("ci_high", DataTypes.DoubleType)
            .add("note", DataTypes.StringType)
            .add("clips", DataTypes.LongType)
            .add("speakers", DataTypes.LongType);

    private MetricRow() {}

    static Row of(Row key, Task task, String metric, Estimate estimate) {
        Interval interval = estimate.interval();
        return RowFactory.create(
                key.get(0),
                key.get(1),
                key.get(2),
                key.get(3),
                key.get(4),
                key.get(5),
                task.label(),
                metric,
                estimate.value(),
                interval == null ? null : interval.low(),
                interval == null ? null : interval.high(),
                estimate.note(),
                estimate.clips(),
                estimate.speakers());
    }
}
