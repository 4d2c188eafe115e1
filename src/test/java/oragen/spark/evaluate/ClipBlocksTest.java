package oragen.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import oragen.evaluation.ClipValues;
import oragen.evaluation.Metric;
import oragen.evaluation.RankEstimates;
import oragen.spark.evaluate.ClipBlocks.Kind;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Judged clips → blocks → metrics, without a session. */
final class ClipBlocksTest {
    private static final Row KEY =
            new GenericRowWithSchema(new Object[] {"run", false, null, null, "overall", "all"}, SliceColumns.KEY);

    private static Row clip(@Nullable String gender, long speaker, @Nullable Double score, @Nullable Double error) {
        return RowFactory.create(
                "run",
                false,
                "own",
                "test",
                "all",
                gender,
                speaker,
                true,
                score,
                "female".equals(gender),
                error,
                error == null ? null : 0.7,
                error != null && error < 2);
    }

    private static List<Row> blocks(Row... clips) {
        List<Row> rows = new ArrayList<>();
        new ClipBlocks(List.of("overall", "gender"))
                .call(List.of(clips).iterator())
                .forEachRemaining(row -> rows.add(named(row, ClipBlocks.SCHEMA)));
        return rows;
    }

    private static Row named(Row row, org.apache.spark.sql.types.StructType schema) {
        Object[] cells = new Object[row.length()];
        Arrays.setAll(cells, row::get);
        return new GenericRowWithSchema(cells, schema);
    }

    private static ClipValues values(List<Row> rows, String slice, String value, Kind kind) {
        ClipValues values = new ClipValues();
        rows.stream()
                .filter(row -> row.getAs("slice").equals(slice)
                        && row.getAs("slice_value").equals(value)
                        && row.<Integer>getAs("kind") == kind.ordinal())
                .forEach(row -> ClipBlocks.read(row.getAs("clips"), values));
        return values;
    }

    @Test
    void aClipCountsInOneCellOfEverySlice() {
        List<Row> rows = blocks(clip("female", 1, 0.9, 1.0), clip("female", 1, 0.8, 0.0), clip("male", 2, 0.1, 4.0));
        assertThat(values(rows, "overall", "all", Kind.SCORE).clips()).isEqualTo(3);
        assertThat(values(rows, "gender", "female", Kind.SCORE).clips()).isEqualTo(2);
        ClipValues masks = values(rows, "overall", "all", Kind.MASK_CONFIDENCE);
        // Two of three are right where 0.7 was said.
        assertThat(new RankEstimates(100, 1)
                        .ofConfidences(masks)
                        .get(Metric.ECE)
                        .value())
                .isCloseTo(0.7 - 2.0 / 3, within(1e-12));
        ClipValues men = values(rows, "gender", "male", Kind.ERROR);
        assertThat(new RankEstimates(100, 1)
                        .ofErrors(men)
                        .get(Metric.MEDIAN_ABSOLUTE_ERROR_YEARS)
                        .value())
                .isEqualTo(4);
    }

    @Test
    void aClipWithoutPredictionOrSliceCountsNowhere() {
        assertThat(blocks(clip("female", 1, null, null))).isEmpty();
        List<Row> rows = blocks(clip(null, 1, null, 3.0));
        assertThat(rows).hasSize(2).allMatch(row -> row.getAs("slice").equals("overall"));
        assertThat(blocks()).isEmpty();
    }

    private static Row metric(List<Row> metrics, String name) {
        return metrics.stream()
                .filter(row -> row.getAs("metric").equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void metricsOfOrderHaveTheirSpeakersAndIntervals() {
        List<Row> clips = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clips.add(clip(i % 2 == 0 ? "female" : "male", i / 2, i % 2 == 0 ? 0.9 : 0.2, i + 0.0));
        }
        List<Row> overall = blocks(clips.toArray(Row[]::new)).stream()
                .filter(row -> row.getAs("slice").equals("overall"))
                .toList();
        List<Row> metrics = new ArrayList<>();
        new RankMetrics(100, 1)
                .call(KEY, overall.iterator())
                .forEachRemaining(row -> metrics.add(named(row, MetricRow.SCHEMA)));
        Row area = metric(metrics, "roc_auc");
        assertThat(area.<Double>getAs("value")).isEqualTo(1);
        assertThat(area.<Long>getAs("speakers")).isEqualTo(10);
        assertThat(area.<Double>getAs("ci_low")).isBetween(0.5, 0.9);
        assertThat(area.<String>getAs("note")).isEqualTo("few_speakers");
        assertThat(metric(metrics, "median_absolute_error_years").<Double>getAs("value"))
                .isEqualTo(9.5);
        assertThat(metric(metrics, "median_absolute_error_years").<Double>getAs("ci_high"))
                .isGreaterThan(9.5);
    }

    @Test
    void unitsOfSpeakersAreToldFromGroupsWithoutOne() {
        assertThat(SliceColumns.isSpeaker("@own/s1")).isTrue();
        assertThat(SliceColumns.isSpeaker("#17")).isFalse();
    }
}
