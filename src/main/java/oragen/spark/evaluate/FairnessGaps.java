package oragen.spark.evaluate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import oragen.evaluation.Comparisons;
import oragen.evaluation.Estimate;
import oragen.evaluation.Gaps;
import oragen.evaluation.Gaps.Gap;
import oragen.evaluation.Interval;
import oragen.evaluation.SliceEstimates.Unit;
import oragen.evaluation.UnitSums;
import oragen.label.Task;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The units of all values of one slice → its rows of the table {@code gaps}. */
record FairnessGaps(int resamples, long seed) implements FlatMapGroupsFunction<Row, Row, Row>, Serializable {
    /** Slices whose gaps are told: what a person is, and what covers the face. */
    static final List<String> SLICES = List.of("gender", "age_band", "mask_type");

    /** With fewer clips the best and the worst slice are a matter of luck. */
    private static final long MIN_CLIPS = 10;

    static final StructType KEY = new StructType()
            .add("run", DataTypes.StringType)
            .add("imputed", DataTypes.BooleanType)
            .add("corpus", DataTypes.StringType)
            .add("subset", DataTypes.StringType)
            .add("slice", DataTypes.StringType);

    static final StructType SCHEMA = KEY.add("task", DataTypes.StringType)
            .add("metric", DataTypes.StringType)
            .add("best_slice", DataTypes.StringType)
            .add("best", DataTypes.DoubleType)
            .add("worst_slice", DataTypes.StringType)
            .add("worst", DataTypes.DoubleType)
            .add("gap", DataTypes.DoubleType)
            .add("speaker_gap", DataTypes.DoubleType)
            .add("ci_low", DataTypes.DoubleType)
            .add("ci_high", DataTypes.DoubleType)
            .add("note", DataTypes.StringType)
            .add("speakers", DataTypes.LongType)
            .add("p_value", DataTypes.DoubleType);

    @Override
    public Iterator<Row> call(Row key, Iterator<Row> rows) {
        Map<String, Map<String, UnitSums>> sums = new TreeMap<>();
        TreeSet<String> names = new TreeSet<>();
        rows.forEachRemaining(row -> {
            names.add(SliceMetrics.unit(row));
            sums.computeIfAbsent(row.getAs("slice_value"), value -> new TreeMap<>())
                    .put(SliceMetrics.unit(row), SumColumns.read(row));
        });
        UnitSums nothing = new UnitSums();
        Map<String, List<Unit>> slices = new TreeMap<>();
        sums.forEach((value, units) -> slices.put(
                value,
                names.stream()
                        .map(name -> new Unit(SliceColumns.isSpeaker(name), units.getOrDefault(name, nothing)))
                        .toList()));
        Gaps found = new Gaps(new Comparisons(resamples, seed));
        List<Row> gaps = new ArrayList<>();
        for (Task task : Task.values()) {
            found.of(task, slices, MIN_CLIPS).forEach(gap -> gaps.add(row(key, gap)));
        }
        return gaps.iterator();
    }

    private static Row row(Row key, Gap gap) {
        Estimate estimate = gap.gap();
        Interval interval = estimate.interval();
        List<@Nullable Object> cells = SliceColumns.cells(KEY, key);
        Collections.addAll(
                cells,
                gap.metric().task().column(),
                gap.metric().label(),
                gap.best(),
                gap.bestValue(),
                gap.worst(),
                gap.worstValue(),
                Math.abs(gap.bestValue() - gap.worstValue()),
                estimate.speakerValue(),
                interval == null ? null : interval.low(),
                interval == null ? null : interval.high(),
                estimate.note(),
                estimate.speakers(),
                gap.probability());
        return RowFactory.create(cells.toArray());
    }
}
