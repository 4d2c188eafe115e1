package oragen.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import oragen.evaluation.Bootstrap;
import oragen.evaluation.SumMetric;
import oragen.evaluation.UnitSums;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The units of one slice → its rows of the table of metrics. */
record SliceMetrics(int resamples, long seed) implements FlatMapGroupsFunction<Row, Row, Row>, Serializable {
    static final StructType KEY = new StructType()
            .add("run", DataTypes.StringType)
            .add("corpus", DataTypes.StringType)
            .add("subset", DataTypes.StringType)
            .add("slice", DataTypes.StringType)
            .add("slice_value", DataTypes.StringType);

    static final StructType SCHEMA = KEY.add("task", DataTypes.StringType)
            .add("metric", DataTypes.StringType)
            .add("value", DataTypes.DoubleType)
            .add("ci_low", DataTypes.DoubleType)
            .add("ci_high", DataTypes.DoubleType)
            .add("ci_missing", DataTypes.StringType)
            .add("clips", DataTypes.LongType)
            .add("speakers", DataTypes.LongType);

    @Override
    public Iterator<Row> call(Row key, Iterator<Row> rows) {
        List<Row> units = StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED), false)
                .sorted((one, other) -> unit(one).compareTo(unit(other)))
                .toList();
        List<UnitSums> sums = units.stream().map(SumColumns::read).toList();
        UnitSums total = new UnitSums();
        sums.forEach(unit -> total.add(unit, 1));
        long speakers = units.stream().filter(row -> unit(row).startsWith("@")).count();
        Map<SumMetric, Bootstrap.Interval> intervals = new Bootstrap(resamples, seed).intervals(sums);
        List<Row> metrics = new ArrayList<>();
        for (SumMetric metric : SumMetric.values()) {
            OptionalDouble value = metric.of(total);
            if (value.isPresent()) {
                metrics.add(row(
                        key,
                        metric,
                        value.getAsDouble(),
                        new Support(clips(metric, total), speakers),
                        intervals.get(metric),
                        sums.size()));
            }
        }
        return metrics.iterator();
    }

    private record Support(long clips, long speakers) {}

    private static String unit(Row row) {
        return row.getAs("unit");
    }

    private static long clips(SumMetric metric, UnitSums total) {
        return Math.round(
                switch (metric.task()) {
                    case "gender" -> total.gender().total();
                    case "mask_type" -> total.maskType().total();
                    default -> total.age().count();
                });
    }

    private static Row row(
            Row key,
            SumMetric metric,
            double value,
            Support support,
            Bootstrap.@Nullable Interval interval,
            int units) {
        String missing = units < 2 ? "one_speaker" : "undefined_in_a_resample";
        return RowFactory.create(
                key.get(0),
                key.get(1),
                key.get(2),
                key.get(3),
                key.get(4),
                metric.task(),
                metric.label(),
                value,
                interval == null ? null : interval.low(),
                interval == null ? null : interval.high(),
                interval == null ? missing : null,
                support.clips(),
                support.speakers());
    }
}
