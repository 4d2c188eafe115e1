package oragen.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import oragen.evaluation.ErrorHistogram;
import oragen.evaluation.Estimate;
import oragen.evaluation.ScoreHistogram;
import oragen.spark.evaluate.BinCounter.Kind;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Judged clips → counts by bin → metrics, without a session. */
final class BinCounterTest {
    private static final Row KEY =
            new GenericRowWithSchema(new Object[] {"run", false, null, null, "overall", "all"}, SliceColumns.KEY);

    private static Row clip(
            @Nullable String gender, @Nullable Kind kind, @Nullable Integer bin, @Nullable Integer error) {
        return RowFactory.create(
                "run", false, "own", "test", "all", gender, kind == null ? null : kind.ordinal(), bin, error);
    }

    private static List<Row> counted(Row... clips) {
        List<Row> rows = new ArrayList<>();
        new BinCounter(List.of("overall", "gender"))
                .call(List.of(clips).iterator())
                .forEachRemaining(row -> {
                    Object[] cells = new Object[row.length()];
                    Arrays.setAll(cells, row::get);
                    rows.add(new GenericRowWithSchema(cells, BinCounter.SCHEMA));
                });
        return rows;
    }

    private static long[] counts(List<Row> rows, String slice, String value, Kind kind, int bins) {
        long[] counts = new long[bins];
        rows.stream()
                .filter(row -> row.getAs("slice").equals(slice)
                        && row.getAs("slice_value").equals(value)
                        && row.<Integer>getAs("kind") == kind.ordinal())
                .forEach(row -> BinCounter.read(row.getAs("counts"), counts));
        return counts;
    }

    @Test
    void aClipCountsInOneCellOfEverySlice() {
        List<Row> rows = counted(
                clip("female", Kind.POSITIVE, 3, 1),
                clip("female", Kind.POSITIVE, 3, 0),
                clip("male", Kind.NEGATIVE, 2, 1));
        assertThat(counts(rows, "overall", "all", Kind.POSITIVE, 5)).containsExactly(0, 0, 0, 2, 0);
        assertThat(counts(rows, "overall", "all", Kind.NEGATIVE, 5)).containsExactly(0, 0, 1, 0, 0);
        assertThat(counts(rows, "overall", "all", Kind.AGE_ERROR, 5)).containsExactly(1, 2, 0, 0, 0);
        assertThat(counts(rows, "gender", "female", Kind.POSITIVE, 5)).containsExactly(0, 0, 0, 2, 0);
        assertThat(counts(rows, "gender", "male", Kind.POSITIVE, 5)).containsOnly(0);
    }

    @Test
    void aClipWithoutPredictionOrSliceCountsNowhere() {
        assertThat(counted(clip("female", null, null, null))).isEmpty();
        List<Row> rows = counted(clip(null, Kind.POSITIVE, 3, null));
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).<String>getAs("slice")).isEqualTo("overall");
        assertThat(counted()).isEmpty();
    }

    private static List<Row> metrics(Row... clips) {
        List<Row> rows = new ArrayList<>();
        List<Row> overall = counted(clips).stream()
                .filter(row -> row.getAs("slice").equals("overall"))
                .toList();
        new HistogramMetrics().call(KEY, overall.iterator()).forEachRemaining(row -> {
            Object[] cells = new Object[row.length()];
            Arrays.setAll(cells, row::get);
            rows.add(new GenericRowWithSchema(cells, MetricRow.SCHEMA));
        });
        return rows;
    }

    private static Row metric(List<Row> metrics, String name) {
        return metrics.stream()
                .filter(row -> row.getAs("metric").equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void scoresThatTellWomenFromMenHaveAWholeAreaAndNoEqualErrors() {
        List<Row> metrics = metrics(
                clip("female", Kind.POSITIVE, ScoreHistogram.bin(0.9), ErrorHistogram.bin(2)),
                clip("male", Kind.NEGATIVE, ScoreHistogram.bin(0.2), ErrorHistogram.bin(4)),
                clip("male", Kind.NEGATIVE, ScoreHistogram.bin(0.3), ErrorHistogram.bin(9)));
        assertThat(metric(metrics, "roc_auc").<Double>getAs("value")).isEqualTo(1);
        assertThat(metric(metrics, "eer").<Double>getAs("value")).isZero();
        Row median = metric(metrics, "median_absolute_error_years");
        assertThat(median.<Double>getAs("value")).isEqualTo(4, within(1e-3));
        assertThat(median.<Long>getAs("clips")).isEqualTo(3);
        assertThat(median.<String>getAs("note")).isEqualTo(Estimate.NO_FUNCTION_OF_SUMS);
        assertThat(median.<Double>getAs("ci_low")).isNull();
        assertThat(median.<String>getAs("slice")).isEqualTo("overall");
    }

    @Test
    void ofOneClassTheAreaIsUndefinedAndSaysWhy() {
        Row area = metric(metrics(clip("female", Kind.POSITIVE, ScoreHistogram.bin(0.9), null)), "roc_auc");
        assertThat(area.<Double>getAs("value")).isNull();
        assertThat(area.<String>getAs("note")).isEqualTo("one_class");
        assertThat(area.<Long>getAs("clips")).isEqualTo(1);
    }

    @Test
    void unitsOfSpeakersAreToldFromGroupsWithoutOne() {
        assertThat(SliceColumns.isSpeaker("@own/s1")).isTrue();
        assertThat(SliceColumns.isSpeaker("#17")).isFalse();
    }
}
