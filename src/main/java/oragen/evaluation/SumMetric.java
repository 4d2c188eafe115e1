package oragen.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import oragen.label.Gender;
import oragen.label.MaskType;
import oragen.label.Task;

/**
 * A metric that is a function of sums, and so can be drawn again by speaker.
 *
 * @param label the word of the table of metrics
 * @param better which of two values is the better one
 * @param undefined why there is no value although some clip has a truth and a prediction
 * @param definition nothing where no clip has both, or the definition needs more of them
 */
public record SumMetric(
        Task task, String label, Better better, String undefined, Function<UnitSums, OptionalDouble> definition) {
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

    private static final List<SumMetric> ALL = all();

    /** The metrics of a task, in the order of the tables. */
    public static List<SumMetric> of(Task task) {
        return ALL.stream().filter(metric -> metric.task == task).toList();
    }

    /** The same without those of single classes. */
    public static List<SumMetric> overall(Task task) {
        return of(task).stream()
                .filter(metric -> !metric.undefined.equals(CLASS_ABSENT))
                .toList();
    }

    public OptionalDouble value(UnitSums sums) {
        return definition.apply(sums);
    }

    private static List<SumMetric> all() {
        List<SumMetric> all = new ArrayList<>();
        addClasses(
                all,
                Task.GENDER,
                UnitSums::gender,
                Arrays.stream(Gender.values()).map(Gender::label).toList());
        addClasses(
                all,
                Task.MASK,
                UnitSums::maskType,
                Arrays.stream(MaskType.values()).map(MaskType::label).toList());
        addAge(all, Metric.MAE_YEARS, Better.LOWER, AgeErrors::meanAbsoluteError);
        addAge(all, Metric.RMSE_YEARS, Better.LOWER, AgeErrors::rootMeanSquareError);
        addAge(all, Metric.BIAS_YEARS, Better.NEITHER, AgeErrors::bias);
        addAge(all, Metric.PEARSON, Better.HIGHER, AgeErrors::pearson);
        addAge(all, Metric.CCC, Better.HIGHER, AgeErrors::concordanceCorrelation);
        addAge(all, Metric.CS5, Better.HIGHER, AgeErrors::cumulativeScore5);
        addAge(all, Metric.CS10, Better.HIGHER, AgeErrors::cumulativeScore10);
        all.add(coverage(Task.AGE));
        all.add(rightOfAll(Task.AGE));
        return List.copyOf(all);
    }

    private static void addAge(
            List<SumMetric> all, Metric metric, Better better, Function<AgeErrors, OptionalDouble> definition) {
        all.add(new SumMetric(Task.AGE, metric.label(), better, NO_VARIATION, sums -> definition.apply(sums.age())));
    }

    private static void addClasses(
            List<SumMetric> all, Task task, Function<UnitSums, ConfusionMatrix> matrix, List<String> classes) {
        add(all, task, Metric.UAR, sums -> matrix.apply(sums).unweightedAverageRecall());
        add(all, task, Metric.MACRO_F1, sums -> matrix.apply(sums).macroF1());
        add(all, task, Metric.MACRO_PRECISION, sums -> matrix.apply(sums).macroPrecision());
        add(all, task, Metric.ACCURACY, sums -> matrix.apply(sums).accuracy());
        all.add(coverage(task));
        all.add(rightOfAll(task));
        for (int i = 0; i < classes.size(); i++) {
            int label = i;
            String name = classes.get(i);
            addClass(
                    all,
                    task,
                    "recall_" + name,
                    Better.HIGHER,
                    sums -> matrix.apply(sums).recall(label));
            addClass(
                    all,
                    task,
                    "precision_" + name,
                    Better.HIGHER,
                    sums -> matrix.apply(sums).precision(label));
            addClass(
                    all,
                    task,
                    "f1_" + name,
                    Better.HIGHER,
                    sums -> matrix.apply(sums).f1(label));
            addClass(
                    all,
                    task,
                    "support_" + name,
                    Better.NEITHER,
                    sums -> positive(sums, each -> matrix.apply(each).support(label)));
        }
    }

    private static void add(
            List<SumMetric> all, Task task, Metric metric, Function<UnitSums, OptionalDouble> definition) {
        all.add(new SumMetric(task, metric.label(), Better.HIGHER, "no_clip", definition));
    }

    private static void addClass(
            List<SumMetric> all,
            Task task,
            String label,
            Better better,
            Function<UnitSums, OptionalDouble> definition) {
        all.add(new SumMetric(task, label, better, CLASS_ABSENT, definition));
    }

    /** Whether it counts labelled clips without a prediction too. */
    public boolean countsUnanswered() {
        return Metric.of(label).filter(Metric::countsUnanswered).isPresent();
    }

    /** Part of the labelled clips that have a prediction. */
    private static SumMetric coverage(Task task) {
        return ofLabelled(task, Metric.COVERAGE, sums -> sums.predicted(task));
    }

    /** Part of the labelled clips that have the right prediction. */
    private static SumMetric rightOfAll(Task task) {
        return ofLabelled(task, Metric.RIGHT_OF_ALL, sums -> switch (task) {
            case GENDER -> sums.gender().right();
            case MASK -> sums.maskType().right();
            case AGE -> sums.age().within5();
        });
    }

    private static SumMetric ofLabelled(Task task, Metric metric, ToDoubleFunction<UnitSums> count) {
        return new SumMetric(task, metric.label(), Better.HIGHER, "no_clip", sums -> {
            double labelled = sums.labelled(task);
            return labelled > 0 ? OptionalDouble.of(count.applyAsDouble(sums) / labelled) : OptionalDouble.empty();
        });
    }

    private static OptionalDouble positive(UnitSums sums, ToDoubleFunction<UnitSums> count) {
        double value = count.applyAsDouble(sums);
        return value > 0 ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
