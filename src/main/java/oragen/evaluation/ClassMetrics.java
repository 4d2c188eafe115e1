package oragen.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import oragen.evaluation.ConfusionMatrix.Averaged;
import oragen.evaluation.SumMetric.Better;
import oragen.label.Gender;
import oragen.label.MaskType;
import oragen.label.Task;

/** The metrics of a task whose predictions are classes. */
record ClassMetrics(Task task, Function<UnitSums, ConfusionMatrix> matrix, List<String> classes) {
    /** An average over classes, of one matrix. */
    private interface Average {
        OptionalDouble of(ConfusionMatrix matrix, Averaged classes);
    }

    /** Of gender and mask type, in the order of the tables. */
    static List<SumMetric> all() {
        List<SumMetric> all = new ArrayList<>();
        new ClassMetrics(
                        Task.GENDER,
                        UnitSums::gender,
                        Arrays.stream(Gender.values()).map(Gender::label).toList())
                .addTo(all);
        new ClassMetrics(
                        Task.MASK,
                        UnitSums::maskType,
                        Arrays.stream(MaskType.values()).map(MaskType::label).toList())
                .addTo(all);
        return all;
    }

    private void addTo(List<SumMetric> all) {
        addAverages(
                all,
                ConfusionMatrix::unweightedAverageRecall,
                Metric.UAR,
                Metric.UAR_SEEN_CLASSES,
                Metric.UAR_ALL_CLASSES);
        addAverages(
                all,
                ConfusionMatrix::macroF1,
                Metric.MACRO_F1,
                Metric.MACRO_F1_SEEN_CLASSES,
                Metric.MACRO_F1_ALL_CLASSES);
        addAverages(
                all,
                ConfusionMatrix::macroPrecision,
                Metric.MACRO_PRECISION,
                Metric.MACRO_PRECISION_SEEN_CLASSES,
                Metric.MACRO_PRECISION_ALL_CLASSES);
        all.add(new SumMetric(
                task,
                Metric.ACCURACY.label(),
                Scale.RATIO,
                Better.HIGHER,
                SumMetric.NO_CLIP,
                sums -> of(sums).accuracy(),
                units -> Evidence.of(units, sums -> of(sums).total())));
        SumMetric.ofLabelled(task).forEach(all::add);
        for (int label = 0; label < classes.size(); label++) {
            addClass(all, label);
        }
    }

    private ConfusionMatrix of(UnitSums sums) {
        return matrix.apply(sums);
    }

    /** @param metrics of each choice of classes, in the order of {@link Averaged} */
    private void addAverages(List<SumMetric> all, Average average, Metric... metrics) {
        for (Averaged averaged : Averaged.values()) {
            all.add(new SumMetric(
                    task,
                    metrics[averaged.ordinal()].label(),
                    Scale.RATIO,
                    Better.HIGHER,
                    SumMetric.NO_CLIP,
                    sums -> average.of(of(sums), averaged),
                    this::ofClasses));
        }
    }

    private Evidence ofClasses(List<UnitSums> units) {
        List<Evidence> each = IntStream.range(0, classes.size())
                .mapToObj(label -> Evidence.of(units, support(label)))
                .toList();
        return Evidence.ofClasses(each, units, sums -> of(sums).total());
    }

    private ToDoubleFunction<UnitSums> support(int label) {
        return sums -> of(sums).support(label);
    }

    private void addClass(List<SumMetric> all, int label) {
        String name = classes.get(label);
        add(all, "recall_" + name, Better.HIGHER, sums -> of(sums).recall(label), support(label));
        add(
                all,
                "precision_" + name,
                Better.HIGHER,
                sums -> of(sums).precision(label),
                sums -> of(sums).support(label) + of(sums).predicted(label));
        add(all, "f1_" + name, Better.HIGHER, sums -> of(sums).f1(label), support(label));
        add(
                all,
                "support_" + name,
                Better.NEITHER,
                sums -> {
                    double support = of(sums).support(label);
                    return support > 0 ? OptionalDouble.of(support) : OptionalDouble.empty();
                },
                support(label));
    }

    private void add(
            List<SumMetric> all,
            String name,
            Better better,
            Function<UnitSums, OptionalDouble> definition,
            ToDoubleFunction<UnitSums> clips) {
        all.add(new SumMetric(
                task,
                name,
                better == Better.NEITHER ? Scale.COUNT : Scale.RATIO,
                better,
                SumMetric.CLASS_ABSENT,
                definition,
                units -> Evidence.of(units, clips)));
    }
}
