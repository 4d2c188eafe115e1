package oragen.cli;

import java.io.PrintWriter;
import java.util.Map;
import oragen.spark.LabelSummary;

/** Says in a few lines what a run did and where it lies. */
final class SummaryPrinter {
    private final PrintWriter out;

    SummaryPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(LabelSummary summary) {
        out.printf(
                "%d clips in %.1f s: %d predicted, %d rejected; %d done before%n",
                summary.newClips(),
                summary.wallSeconds(),
                summary.predicted(),
                summary.rejected(),
                summary.skippedClips());
        for (Map.Entry<String, Double> stage : summary.record().stageSeconds().entrySet()) {
            out.printf("  %-7s %8.1f s of thread time%n", stage.getKey(), stage.getValue());
        }
        out.println("predictions: " + summary.predictions());
        out.println("rejects:     " + summary.rejects());
        out.println("run record:  " + summary.recordFile());
        out.flush();
    }
}
