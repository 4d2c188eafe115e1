package oragen.spark.evaluate;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.when;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import oragen.evaluation.ErrorHistogram;
import oragen.evaluation.Estimate;
import oragen.evaluation.Metric;
import oragen.evaluation.ScoreHistogram;
import oragen.label.Gender;
import oragen.label.Task;
import oragen.spark.evaluate.BinCounter.Kind;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** Counts by bin of one slice → the metrics that are no function of sums; they have no interval. */
record HistogramMetrics() implements FlatMapGroupsFunction<Row, Row, Row>, Serializable {
    private static final String ONE_CLASS = "one_class";

    /** The bins of a judged clip: kind and bin of its score, and bin of its age error; null where it has none. */
    static List<Column> binsOfClip() {
        // A probability of exactly 0 has no logarithm.
        Column female = log(greatest(col("gender_female_probability"), lit(Double.MIN_NORMAL)));
        Column male = log(greatest(col("gender_male_probability"), lit(Double.MIN_NORMAL)));
        Column logOdds = female.minus(male);
        Column known = col("gender_female_probability").isNotNull();
        return List.of(
                when(known.and(col("label_gender").equalTo(Gender.FEMALE.label())), Kind.POSITIVE.ordinal())
                        .when(known.and(col("label_gender").equalTo(Gender.MALE.label())), Kind.NEGATIVE.ordinal())
                        .as("score_kind"),
                when(known, binned(logOdds.plus(ScoreHistogram.LARGEST), ScoreHistogram.WIDTH, ScoreHistogram.BINS))
                        .as("score_bin"),
                when(
                                col("age").isNotNull().and(col("label_age").isNotNull()),
                                binned(
                                        abs(col("age").minus(col("label_age"))),
                                        ErrorHistogram.YEARS_A_STEP,
                                        ErrorHistogram.BINS))
                        .as("error_bin"));
    }

    private static Column binned(Column value, double width, int bins) {
        return greatest(lit(0), least(lit(bins - 1), floor(value.divide(width)).cast("int")));
    }

    @Override
    public Iterator<Row> call(Row key, Iterator<Row> rows) {
        ScoreHistogram scores = ScoreHistogram.empty();
        ErrorHistogram errors = new ErrorHistogram(new long[ErrorHistogram.BINS]);
        rows.forEachRemaining(row -> BinCounter.read(
                row.getAs("counts"),
                switch (Kind.values()[row.<Integer>getAs("kind")]) {
                    case POSITIVE -> scores.positives();
                    case NEGATIVE -> scores.negatives();
                    case AGE_ERROR -> errors.counts();
                }));
        List<Row> metrics = new ArrayList<>();
        long scored = scores.clips();
        if (scored > 0) {
            add(metrics, key, Task.GENDER, Metric.ROC_AUC, scores.areaUnderCurve(), scored);
            add(metrics, key, Task.GENDER, Metric.EER, scores.equalErrorRate(), scored);
            add(metrics, key, Task.GENDER, Metric.ECE, scores.expectedCalibrationError(), scored);
        }
        if (errors.clips() > 0) {
            add(metrics, key, Task.AGE, Metric.MEDIAN_ABSOLUTE_ERROR_YEARS, errors.median(), errors.clips());
        }
        return metrics.iterator();
    }

    private static void add(List<Row> metrics, Row key, Task task, Metric metric, OptionalDouble value, long clips) {
        Estimate estimate = value.isPresent()
                ? new Estimate(value.getAsDouble(), null, Estimate.NO_FUNCTION_OF_SUMS, clips, 0)
                : new Estimate(null, null, ONE_CLASS, clips, 0);
        metrics.add(MetricRow.of(key, task, metric.label(), estimate));
    }
}
