package oragen.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oragen.evaluation.Estimate;
import oragen.evaluation.Interval;
import oragen.evaluation.Metric;
import oragen.label.Task;

/**
 * What a reader sees of a run before anything else: what it was, five figures, one picture.
 *
 * @param picture an SVG element; empty where there is nothing to draw
 */
public record FirstScreen(List<Fact> facts, List<KeyFigure> figures, String picture, String caption) {
    private static final int MOST_FIGURES = 5;

    /** Something that is to be known of a run. */
    public record Fact(String name, String text) {}

    /** @param certainty its interval, or why there is none */
    public record KeyFigure(String name, String value, String certainty) {}

    /** A figure that may be among the five. */
    private record Candidate(Task task, Metric metric) {}

    private static final List<Candidate> FOREMOST = List.of(
            new Candidate(Task.GENDER, Metric.UAR),
            new Candidate(Task.MASK, Metric.UAR),
            new Candidate(Task.AGE, Metric.MAE_YEARS),
            new Candidate(Task.AGE, Metric.BIAS_YEARS));

    /** In the place of those that a run has not. */
    private static final List<Candidate> FURTHER = List.of(
            new Candidate(Task.GENDER, Metric.ROC_AUC),
            new Candidate(Task.AGE, Metric.CCC),
            new Candidate(Task.MASK, Metric.MACRO_F1),
            new Candidate(Task.GENDER, Metric.ECE),
            new Candidate(Task.AGE, Metric.CS5),
            new Candidate(Task.MASK, Metric.ACCURACY),
            new Candidate(Task.GENDER, Metric.ACCURACY));

    static FirstScreen of(RunContent run, String id, Evaluated evaluated) {
        RunFigures figures = new RunFigures(run.figures());
        Optional<String> recall =
                new SliceSections(figures, id + "-first", run.by()).slicePlot("mask_type", Task.GENDER, Metric.UAR);
        boolean ofAges = run.ages().size() > 1;
        return new FirstScreen(
                facts(run, evaluated),
                keyFigures(figures),
                ofAges ? Plots.ages(run.ages(), id) : recall.orElse(""),
                ofAges
                        ? AgeLine.through(run.ages()).map(AgeLine::sentence).orElse("")
                        : recall.map(plot -> "Recall of gender, averaged over both, by true mask type.")
                                .orElse(""));
    }

    private static List<Fact> facts(RunContent run, Evaluated evaluated) {
        long rejected =
                run.rejects().values().stream().mapToLong(Long::longValue).sum();
        return List.of(
                new Fact(
                        "Run", run.name().equals(run.runKey()) ? run.runKey() : run.name() + " (" + run.runKey() + ")"),
                new Fact("Bundle", run.bundleId()),
                new Fact("Protocol", run.protocol()),
                new Fact("Clips", run.predicted() + " predicted, " + rejected + " rejected"),
                new Fact("Evaluated", evaluated.date()),
                new Fact("Seed", evaluated.seed() + ", " + evaluated.resamples() + " draws of speakers"),
                new Fact("Command", evaluated.command()));
    }

    private static List<KeyFigure> keyFigures(RunFigures figures) {
        List<KeyFigure> found = new ArrayList<>();
        add(found, figures, FOREMOST);
        coverage(figures).ifPresent(found::add);
        add(found, figures, FURTHER);
        return found.stream().limit(MOST_FIGURES).toList();
    }

    private static void add(List<KeyFigure> found, RunFigures figures, List<Candidate> candidates) {
        for (Candidate candidate : candidates) {
            whole(figures, candidate.task(), candidate.metric())
                    .map(estimate -> keyFigure(candidate.task(), candidate.metric(), estimate))
                    .ifPresent(found::add);
        }
    }

    /** Of the task that was answered least often. */
    private static Optional<KeyFigure> coverage(RunFigures figures) {
        Optional<KeyFigure> found = Optional.empty();
        double least = Double.POSITIVE_INFINITY;
        for (Task task : Task.values()) {
            Estimate estimate = whole(figures, task, Metric.COVERAGE).orElse(null);
            if (estimate != null && estimate.value() != null && estimate.value() < least) {
                least = estimate.value();
                found = Optional.of(keyFigure(task, Metric.COVERAGE, estimate));
            }
        }
        return found;
    }

    private static Optional<Estimate> whole(RunFigures figures, Task task, Metric metric) {
        return figures.whole(task, metric.label()).filter(estimate -> estimate.value() != null);
    }

    private static KeyFigure keyFigure(Task task, Metric metric, Estimate estimate) {
        Interval interval = estimate.interval();
        return new KeyFigure(
                Words.value(task.column()) + " " + Words.metric(metric.label()),
                estimate.value() == null ? "" : Words.number(metric.label(), estimate.value()),
                interval == null ? Words.reason(estimate.note()) : Words.interval(metric.label(), interval));
    }
}
