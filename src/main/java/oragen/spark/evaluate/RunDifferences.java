package oragen.spark.evaluate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import oragen.evaluation.Bootstrap;
import oragen.evaluation.Bootstrap.Interval;
import oragen.evaluation.Estimate;
import oragen.evaluation.SliceEstimates;
import oragen.evaluation.SliceEstimates.PairedUnit;
import oragen.evaluation.SumMetric;
import oragen.evaluation.UnitSums;
import oragen.label.Task;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The units of one slice, each in two runs → rows of the table {@code differences}. */
record RunDifferences(int resamples, long seed) implements FlatMapGroupsFunction<Row, Row, Row>, Serializable {
    /** {@code run} is {@code key} and the other run's key, with {@link #SEPARATOR} between them. */
    static final String SEPARATOR = " less ";

    /** The column that says whose prediction a row holds. */
    static final String SIDE = "side";

    static final StructType SCHEMA = SliceColumns.KEY
            .add("task", DataTypes.StringType)
            .add("metric", DataTypes.StringType)
            .add("value", DataTypes.DoubleType)
            .add("other_value", DataTypes.DoubleType)
            .add("difference", DataTypes.DoubleType)
            .add("ci_low", DataTypes.DoubleType)
            .add("ci_high", DataTypes.DoubleType)
            .add("note", DataTypes.StringType)
            .add("clips", DataTypes.LongType)
            .add("speakers", DataTypes.LongType);

    @Override
    public Iterator<Row> call(Row key, Iterator<Row> rows) {
        Map<String, UnitSums[]> sides = new TreeMap<>();
        UnitSums[] totals = {new UnitSums(), new UnitSums()};
        rows.forEachRemaining(row -> {
            int side = row.getAs(SIDE);
            UnitSums sums = SumColumns.read(row);
            totals[side].add(sums);
            sides.computeIfAbsent(SliceMetrics.unit(row), unit -> new UnitSums[] {new UnitSums(), new UnitSums()})[
                    side] = sums;
        });
        List<PairedUnit> units = sides.entrySet().stream()
                .map(unit ->
                        new PairedUnit(SliceColumns.isSpeaker(unit.getKey()), unit.getValue()[0], unit.getValue()[1]))
                .toList();
        SliceEstimates estimates = new SliceEstimates(new Bootstrap(resamples, seed));
        List<Row> differences = new ArrayList<>();
        for (Task task : Task.values()) {
            estimates
                    .differences(task, units)
                    .forEach((metric, estimate) -> differences.add(row(key, metric, totals, estimate)));
        }
        return differences.iterator();
    }

    private static Row row(Row key, SumMetric metric, UnitSums[] totals, Estimate difference) {
        Interval interval = difference.interval();
        List<@Nullable Object> cells = SliceColumns.cells(SliceColumns.KEY, key);
        Collections.addAll(
                cells,
                metric.task().column(),
                metric.label(),
                metric.value(totals[0]).orElseThrow(),
                metric.value(totals[1]).orElseThrow(),
                difference.value(),
                interval == null ? null : interval.low(),
                interval == null ? null : interval.high(),
                difference.note(),
                difference.clips(),
                difference.speakers());
        return RowFactory.create(cells.toArray());
    }
}
