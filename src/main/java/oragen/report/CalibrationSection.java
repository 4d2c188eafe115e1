package oragen.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import oragen.evaluation.Metric;
import oragen.label.Task;
import oragen.report.RunContent.CalibrationBin;
import oragen.report.Section.Cell;
import oragen.report.Section.Table;

/** Whether predictions mean what they say: probabilities are parts that are right, ages are means of true ages. */
final class CalibrationSection {
    private CalibrationSection() {}

    static Section of(RunContent run, String name) {
        List<String> sentences = new ArrayList<>();
        List<List<Cell>> rows = new ArrayList<>();
        List<String> plots = new ArrayList<>();
        for (Task task : Task.values()) {
            List<CalibrationBin> bins = run.calibration().stream()
                    .filter(bin -> bin.task().equals(task.column()))
                    .sorted(Comparator.comparingDouble(CalibrationBin::low))
                    .toList();
            // One dot shows no course.
            if (bins.size() > 1) {
                plots.add(Plots.calibration(bins, name, task));
                bins.forEach(bin -> rows.add(row(task, bin)));
                new RunFigures(run.figures())
                        .whole(task, Metric.ECE.label())
                        .ifPresent(error -> sentences.add("Expected calibration error of " + Words.value(task.column())
                                + ", %: " + Words.estimate(Metric.ECE.label(), error) + "."));
            }
        }
        Table table = new Table(
                "Calibration by what was predicted",
                List.of("task", "from", "clips", "mean predicted", "observed (interval)"),
                2,
                rows);
        sentences.add(
                "Dots are what clips with such a prediction turned out to be, with 95 % intervals over speakers, on "
                        + "the dashed line where predictions mean what they say; bars are numbers of clips.");
        return new Section("Calibration", String.join(" ", sentences), List.of(table), plots);
    }

    private static List<Cell> row(Task task, CalibrationBin bin) {
        // Probabilities are told as parts in per cent, ages in years.
        String metric = task == Task.AGE ? Metric.MAE_YEARS.label() : Metric.ACCURACY.label();
        String low =
                task == Task.AGE ? Words.decimals("%.0f years", bin.low()) : Words.number(metric, bin.low()) + " %";
        return RunSections.cells(
                Words.value(task.column()),
                low,
                Long.toString(bin.observed().clips()),
                Words.number(metric, bin.predicted()),
                Words.estimate(metric, bin.observed()));
    }
}
