package oragen.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import oragen.evaluation.Estimate;
import oragen.evaluation.Interval;
import oragen.label.Task;
import oragen.report.RunChanges.Change;
import oragen.report.RunChanges.ClassChange;
import oragen.report.RunChanges.ClipChange;
import oragen.report.RunChanges.Count;
import oragen.report.Section.Cell;
import oragen.report.Section.Table;

/** What differs between a run and another: metrics, and the clips one by one. */
final class ComparisonSection {
    private ComparisonSection() {}

    static Section of(RunContent run) {
        List<Table> tables = new ArrayList<>(List.of(differences(run.differences())));
        for (RunChanges changes : run.changes()) {
            tables.add(counts(changes));
            tables.add(classes(changes));
            tables.add(clips(changes));
        }
        return new Section(
                "Comparison with another run",
                "Each task on the clips for which both runs have it. p: the runs of each speaker exchanged at random, after Holm. "
                        + "Better and worse are against the label: right where it was wrong, an age nearer by half a year or more. "
                        + "The page lists some clips, the table changes has all.",
                tables,
                List.of());
    }

    private static Table differences(List<RunContent.Difference> differences) {
        List<List<Cell>> rows = new ArrayList<>();
        for (RunContent.Difference difference : differences) {
            Estimate estimate = new Estimate(
                    difference.difference(),
                    null,
                    difference.low() == null || difference.high() == null
                            ? null
                            : new Interval(difference.low(), difference.high()),
                    difference.note(),
                    difference.clips(),
                    0);
            rows.add(RunSections.cells(
                    difference.otherRun(),
                    Words.value(difference.task()),
                    Words.metric(difference.metric()),
                    Words.number(difference.metric(), difference.value()),
                    Words.number(difference.metric(), difference.otherValue()),
                    Words.estimate(difference.metric(), estimate),
                    Words.probability(difference.probability(), difference.stands()),
                    Long.toString(difference.clips())));
        }
        return new Table(
                "Paired differences on clips predicted by both runs",
                List.of(
                        "other run",
                        "task",
                        "metric",
                        "this run",
                        "other",
                        "difference (interval)",
                        "p (Holm)",
                        "clips"),
                3,
                rows);
    }

    private static Table counts(RunChanges changes) {
        List<String> header = new ArrayList<>(List.of("task", "clips"));
        header.addAll(List.of("same", "better", "worse", "other change", "only this run", "only the other"));
        List<List<Cell>> rows = new ArrayList<>();
        for (Task task : Task.values()) {
            List<Count> ofTask = changes.counts().stream()
                    .filter(count -> count.task().equals(task.column()))
                    .toList();
            long clips = ofTask.stream().mapToLong(Count::clips).sum();
            if (clips > 0) {
                List<Cell> row = new ArrayList<>(RunSections.cells(Words.value(task.column()), Long.toString(clips)));
                Arrays.stream(Change.values()).forEach(change -> row.add(Cell.of(counted(ofTask, change))));
                rows.add(row);
            }
        }
        return new Table("Clips by what changed from " + changes.otherRun(), header, 1, rows);
    }

    private static String counted(List<Count> counts, Change change) {
        return Long.toString(counts.stream()
                .filter(count -> count.change() == change)
                .mapToLong(Count::clips)
                .sum());
    }

    private static Table classes(RunChanges changes) {
        List<List<Cell>> rows = new ArrayList<>();
        for (ClassChange change : changes.classes()) {
            rows.add(RunSections.cells(
                    Words.value(change.task()),
                    Words.value(change.before()),
                    Words.value(change.now()),
                    againstLabel(change.change()),
                    Long.toString(change.clips())));
        }
        return new Table(
                "Classes that changed from " + changes.otherRun(),
                List.of("task", "other run", "this run", "against the label", "clips"),
                4,
                rows);
    }

    private static Table clips(RunChanges changes) {
        List<List<Cell>> rows = new ArrayList<>();
        for (ClipChange clip : changes.clips()) {
            rows.add(RunSections.cells(
                    Words.value(clip.task()),
                    clip.clip(),
                    clip.truth() == null ? Words.NOTHING : againstLabel(clip.change()),
                    clip.truth() == null ? Words.NOTHING : Words.value(clip.truth()),
                    Words.value(clip.before()),
                    Words.value(clip.now())));
        }
        return new Table(
                "Clips that changed most from " + changes.otherRun(),
                List.of("task", "clip", "against the label", "label", "other run", "this run"),
                3,
                rows);
    }

    private static String againstLabel(Change change) {
        return change == Change.OTHER ? "neither" : change.label();
    }
}
