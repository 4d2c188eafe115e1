package oragen.spark.evaluate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import oragen.evaluation.SliceEstimates;
import oragen.evaluation.SliceEstimates.ChosenBy;
import oragen.evaluation.SliceEstimates.Unit;
import oragen.label.Task;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;

/** The units of one slice → its rows of the table {@code metrics}; holds the sums of every speaker of the slice. */
record SliceMetrics() implements FlatMapGroupsFunction<Row, Row, Row>, Serializable {
    @Override
    public Iterator<Row> call(Row key, Iterator<Row> rows) {
        List<Unit> units = StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED), false)
                .sorted(Comparator.comparing(SliceMetrics::unit))
                .map(row -> new Unit(SliceColumns.isSpeaker(unit(row)), SumColumns.read(row)))
                .toList();
        SliceEstimates estimates = new SliceEstimates();
        List<Row> metrics = new ArrayList<>();
        for (Task task : Task.values()) {
            estimates
                    .of(task, units, chosenBy(key, task))
                    .forEach((metric, estimate) -> metrics.add(MetricRow.of(key, task, metric.label(), estimate)));
        }
        return metrics.iterator();
    }

    private static ChosenBy chosenBy(Row key, Task task) {
        return task == Task.MASK && key.getAs("slice").equals(SliceColumns.PREDICTED_MASK_TYPE)
                ? ChosenBy.PREDICTION
                : ChosenBy.TRUTH;
    }

    static String unit(Row row) {
        return row.getAs("unit");
    }
}
