package oragen.spark.evaluate;

import java.util.Collections;
import java.util.List;
import oragen.evaluation.Estimate;
import oragen.evaluation.Interval;
import oragen.label.Task;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Estimates → rows of the table {@code metrics}. */
final class MetricRow {
    static final StructType SCHEMA = SliceColumns.KEY
            .add("task", DataTypes.StringType)
            .add("metric", DataTypes.StringType)
            .add("value", DataTypes.DoubleType)
            .add("speaker_value", DataTypes.DoubleType)
            .add("ci_low", DataTypes.DoubleType)
            .add("ci_high", DataTypes.DoubleType)
            .add("note", DataTypes.StringType)
            .add("clips", DataTypes.LongType)
            .add("speakers", DataTypes.LongType);

    private MetricRow() {}

    static Row of(Row key, Task task, String metric, Estimate estimate) {
        Interval interval = estimate.interval();
        List<@Nullable Object> cells = SliceColumns.cells(SliceColumns.KEY, key);
        Collections.addAll(
                cells,
                task.column(),
                metric,
                estimate.value(),
                estimate.speakerValue(),
                interval == null ? null : interval.low(),
                interval == null ? null : interval.high(),
                estimate.note(),
                estimate.clips(),
                estimate.speakers());
        return RowFactory.create(cells.toArray());
    }
}
