package oragen.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import oragen.InputException;
import oragen.benchmark.IntervalCoverage;
import oragen.benchmark.IntervalCoverage.Corpus;
import oragen.benchmark.IntervalCoverage.Coverage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmark intervals}: how often the intervals of {@code evaluate} hold the truth. */
@Command(
        name = "intervals",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes up corpora whose speakers differ, and prints in how many of them the 95 %% intervals of "
                    + "evaluate hold the truth, for 6 to 300 speakers, accuracies of 81 and 98 %% and two correlations "
                    + "between the clips of a speaker."
        },
        footer = {"", "Example:", "  benchmark intervals --trials 1000"})
final class BenchmarkIntervalsCommand implements Callable<Integer> {
    private static final List<Integer> SPEAKERS = List.of(6, 12, 30, 100, 300);
    private static final List<Double> ACCURACIES = List.of(0.81, 0.98);
    private static final List<Double> CORRELATIONS = List.of(0.1, 0.5);
    private static final int CLIPS = 20;

    /** The calibration error is biased where there are few clips: no interval around it holds the truth as it should. */
    private static final List<String> METRICS = List.of(
            "accuracy",
            "uar",
            "recall_female",
            "cs5",
            "roc_auc",
            "eer",
            "mae_years",
            "rmse_years",
            "bias_years",
            "median_absolute_error_years");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--trials", paramLabel = "N", description = "Number of corpora of each kind (default: 1000).")
    private int trials = 1000;

    @Option(
            names = "--resamples",
            paramLabel = "N",
            description = "Draws of speakers for metrics that depend on the order of clips (default: 200).")
    private int resamples = 200;

    @Option(names = "--seed", paramLabel = "N", description = "Random seed (default: 1).")
    private long seed = 1;

    @Override
    public Integer call() {
        if (trials < 1 || resamples < 100) {
            throw new InputException(
                    "--trials, --resamples", trials + ", " + resamples, "use at least 1 trial and 100 resamples");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "part of %d corpora whose interval holds the truth, in %%; clips of a speaker: 2 to %d%n",
                trials, 2 * CLIPS - 2);
        out.print("speakers accuracy correlation");
        METRICS.forEach(metric -> out.print("  " + metric.replace("median_absolute_error_years", "median_years")));
        out.println();
        IntervalCoverage coverage = new IntervalCoverage(trials, resamples, seed);
        for (double accuracy : ACCURACIES) {
            for (double correlation : CORRELATIONS) {
                SPEAKERS.forEach(speakers -> print(out, coverage, new Corpus(speakers, accuracy, correlation, CLIPS)));
            }
        }
        return 0;
    }

    private static void print(PrintWriter out, IntervalCoverage coverage, Corpus corpus) {
        Map<String, Coverage> found = coverage.of(corpus);
        out.printf("%8d %8.2f %11.1f", corpus.speakers(), corpus.accuracy(), corpus.correlation());
        for (String metric : METRICS) {
            int width = metric.replace("median_absolute_error_years", "median_years")
                    .length();
            Coverage covered = found.get(metric);
            out.printf("  %" + width + "s", covered == null ? "–" : String.format("%.1f", 100 * covered.covered()));
        }
        out.println();
        out.flush();
    }
}
