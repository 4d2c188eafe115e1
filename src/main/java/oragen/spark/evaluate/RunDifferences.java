package oragen.spark.evaluate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import oragen.evaluation.Comparisons;
import oragen.evaluation.Comparisons.Comparison;
import oragen.evaluation.Estimate;
import oragen.evaluation.Interval;
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
            .add("speaker_difference", DataTypes.DoubleType)
            .add("ci_low", DataTypes.DoubleType)
            .add("ci_high", DataTypes.DoubleType)
            .add("note", DataTypes.StringType)
            .add("clips", DataTypes.LongType)
            .add("speakers", DataTypes.LongType)
            .add("p_value", DataTypes.DoubleType);

    @Override
    public Iterator<Row> call(Row key, Iterator<Row> rows) {
        Map<String, UnitSums[]> sides = new TreeMap<>();
        rows.forEachRemaining(row -> {
            int side = row.getAs(SIDE);
            sides.computeIfAbsent(SliceMetrics.unit(row), unit -> new UnitSums[] {new UnitSums(), new UnitSums()})[
                            side] =
                    SumColumns.read(row);
        });
        List<PairedUnit> units = sides.entrySet().stream()
                .map(unit ->
                        new PairedUnit(SliceColumns.isSpeaker(unit.getKey()), unit.getValue()[0], unit.getValue()[1]))
                .toList();
        Comparisons comparisons = new Comparisons(resamples, seed);
        List<Row> differences = new ArrayList<>();
        for (Task task : Task.values()) {
            comparisons.of(task, units).forEach((metric, comparison) -> differences.add(row(key, metric, comparison)));
        }
        return differences.iterator();
    }

    private static Row row(Row key, SumMetric metric, Comparison comparison) {
        Estimate difference = comparison.difference();
        Interval interval = difference.interval();
        List<@Nullable Object> cells = SliceColumns.cells(SliceColumns.KEY, key);
        Collections.addAll(
                cells,
                metric.task().column(),
                metric.label(),
                comparison.oneValue(),
                comparison.otherValue(),
                difference.value(),
                difference.speakerValue(),
                interval == null ? null : interval.low(),
                interval == null ? null : interval.high(),
                difference.note(),
                difference.clips(),
                difference.speakers(),
                comparison.probability());
        return RowFactory.create(cells.toArray());
    }
}
