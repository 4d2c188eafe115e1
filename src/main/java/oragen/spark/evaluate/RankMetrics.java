package oragen.spark.evaluate;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import oragen.evaluation.ClipValues;
import oragen.evaluation.RankEstimates;
import oragen.label.Gender;
import oragen.label.Task;
import oragen.spark.evaluate.ClipBlocks.Kind;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** The clips of one slice → the metrics that depend on their order; holds 17 bytes of every clip of the slice. */
record RankMetrics(int resamples, long seed) implements FlatMapGroupsFunction<Row, Row, Row>, Serializable {
    /** What {@link ClipBlocks} takes of a judged clip: its unit, its score and class, its age error, and its mask type. */
    static List<Column> columns() {
        Column labelled = col("label_gender").isin(Gender.FEMALE.label(), Gender.MALE.label());
        Column masked = col("label_mask_type").isNotNull().and(col("mask_type").isNotNull());
        return List.of(
                xxhash64(SliceColumns.unit()).as("unit"),
                col("speaker").isNotNull().as("is_speaker"),
                when(labelled, col("gender_female_probability")).as("score"),
                col("label_gender").equalTo(Gender.FEMALE.label()).as("positive"),
                abs(col("age").minus(col("label_age"))).as("error"),
                when(masked, CalibrationBins.maskConfidence()).as("mask_confidence"),
                col("label_mask_type").equalTo(col("mask_type")).as("mask_right"));
    }

    @Override
    public Iterator<Row> call(Row key, Iterator<Row> rows) {
        ClipValues scores = new ClipValues();
        ClipValues errors = new ClipValues();
        ClipValues masks = new ClipValues();
        rows.forEachRemaining(row -> ClipBlocks.read(
                row.getAs("clips"),
                switch (Kind.values()[row.<Integer>getAs("kind")]) {
                    case SCORE -> scores;
                    case ERROR -> errors;
                    case MASK_CONFIDENCE -> masks;
                }));
        RankEstimates estimates = new RankEstimates(resamples, seed);
        List<Row> metrics = new ArrayList<>();
        estimates
                .ofScores(scores)
                .forEach((metric, estimate) -> metrics.add(MetricRow.of(key, Task.GENDER, metric.label(), estimate)));
        estimates
                .ofErrors(errors)
                .forEach((metric, estimate) -> metrics.add(MetricRow.of(key, Task.AGE, metric.label(), estimate)));
        estimates
                .ofConfidences(masks)
                .forEach((metric, estimate) -> metrics.add(MetricRow.of(key, Task.MASK, metric.label(), estimate)));
        return metrics.iterator();
    }
}
