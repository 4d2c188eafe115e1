package oragen.evaluation;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import oragen.label.Task;

/**
 * A metric that is a function of sums, so that it is quickly computed without any one speaker.
 *
 * @param label the word of the table of metrics
 * @param better which of two values is the better one
 * @param undefined why there is no value although some clip has a truth and a prediction
 * @param definition nothing where no clip has both, or the definition needs more of them
 * @param evidence what a value of some units rests on
 */
public record SumMetric(
        Task task,
        String label,
        Scale scale,
        Better better,
        String undefined,
        Function<UnitSums, OptionalDouble> definition,
        Function<List<UnitSums>, Evidence> evidence) {
    /** Which of two values is the better one. */
    public enum Better {
        HIGHER,
        LOWER,
        /** A count, or an error that is best at 0. */
        NEITHER
    }

    /** A class has no clip in the truth. */
    public static final String CLASS_ABSENT = "class_absent_from_truth";

    /** A correlation of values that are all equal. */
    public static final String NO_VARIATION = "no_variation";

    static final String NO_CLIP = "no_clip";

    private static final List<SumMetric> ALL = Stream.of(ClassMetrics.all().stream(), ages(), ofLabelled(Task.AGE))
            .flatMap(metrics -> metrics)
            .toList();

    /** The metrics of a task, in the order of the tables. */
    public static List<SumMetric> of(Task task) {
        return ALL.stream().filter(metric -> metric.task == task).toList();
    }

    /** Those that runs and slices are compared by: no single classes, and averages over one choice of classes alone. */
    public static List<SumMetric> compared(Task task) {
        return of(task).stream()
                .filter(metric -> !metric.undefined.equals(CLASS_ABSENT)
                        && Metric.of(metric.label).stream().noneMatch(Metric::isOtherAverage))
                .toList();
    }

    public OptionalDouble value(UnitSums sums) {
        return definition.apply(sums);
    }

    /** Whether it counts labelled clips without a prediction too. */
    public boolean countsUnanswered() {
        return Metric.of(label).filter(Metric::countsUnanswered).isPresent();
    }

    /** Of clips that were chosen by the class in the truth: always 1 or 0 for one class, and no news for their mean. */
    boolean isPrecision() {
        return label.startsWith("precision_") || label.startsWith(Metric.MACRO_PRECISION.label());
    }

    /** Whether it says something of clips that were chosen by their predicted class, which fixes every recall. */
    boolean holdsWithinPrediction() {
        return label.startsWith("precision_") || label.equals(Metric.ACCURACY.label()) || scale == Scale.COUNT;
    }

    private static Stream<SumMetric> ages() {
        return Stream.of(
                age(Metric.MAE_YEARS, Better.LOWER, AgeErrors::meanAbsoluteError),
                age(Metric.RMSE_YEARS, Better.LOWER, AgeErrors::rootMeanSquareError),
                age(Metric.BIAS_YEARS, Better.NEITHER, AgeErrors::bias),
                age(Metric.PEARSON, Better.HIGHER, AgeErrors::pearson),
                age(Metric.CCC, Better.HIGHER, AgeErrors::concordanceCorrelation),
                age(Metric.CS5, Better.HIGHER, AgeErrors::cumulativeScore5),
                age(Metric.CS10, Better.HIGHER, AgeErrors::cumulativeScore10));
    }

    private static SumMetric age(Metric metric, Better better, Function<AgeErrors, OptionalDouble> definition) {
        return new SumMetric(
                Task.AGE,
                metric.label(),
                metric.scale(),
                better,
                NO_VARIATION,
                sums -> definition.apply(sums.age()),
                units -> Evidence.of(units, sums -> sums.age().count()));
    }

    /** Parts of the labelled clips: those that have a prediction, and those that have the right one. */
    static Stream<SumMetric> ofLabelled(Task task) {
        return Stream.of(
                ofLabelled(task, Metric.COVERAGE, sums -> sums.predicted(task)),
                ofLabelled(task, Metric.RIGHT_OF_ALL, sums -> switch (task) {
                    case GENDER -> sums.gender().right();
                    case MASK -> sums.maskType().right();
                    case AGE -> sums.age().within5();
                }));
    }

    private static SumMetric ofLabelled(Task task, Metric metric, ToDoubleFunction<UnitSums> count) {
        return new SumMetric(
                task,
                metric.label(),
                metric.scale(),
                Better.HIGHER,
                NO_CLIP,
                sums -> {
                    double labelled = sums.labelled(task);
                    return labelled > 0
                            ? OptionalDouble.of(count.applyAsDouble(sums) / labelled)
                            : OptionalDouble.empty();
                },
                units -> Evidence.of(units, sums -> sums.labelled(task)));
    }
}
