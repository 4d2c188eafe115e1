package oragen.cli;

import java.io.PrintWriter;
import java.util.Map;
import oragen.spark.FeatureVolume;
import oragen.spark.LabelPlan;
import oragen.spark.LabelSummary;

/** Says in a few lines what a run did and where it lies. */
final class SummaryPrinter {
    private final PrintWriter out;

    SummaryPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(LabelSummary summary) {
        out.printf(
                "%d clips in %.1f s: %d %s, %d rejected; %d done before%n",
                summary.newClips(),
                summary.wallSeconds(),
                summary.predicted(),
                switch (summary.product()) {
                    case PREDICTIONS -> "predicted";
                    case FEATURES -> "encoded";
                },
                summary.rejected(),
                summary.skippedClips());
        for (Map.Entry<String, Double> stage : summary.record().stageSeconds().entrySet()) {
            out.printf("  %-7s %8.1f s of thread time%n", stage.getKey(), stage.getValue());
        }
        out.printf("%-13s%s%n", summary.product().table() + ":", summary.table());
        out.println("rejects:     " + summary.rejects());
        out.println("run record:  " + summary.recordFile());
        out.flush();
    }

    void print(LabelPlan plan) {
        out.printf(
                "run %s: %d clips to do (%.1f MB), %d done before; waves: %d, the first of %d partitions, "
                        + "the largest %.1f MB%n",
                plan.runKey(),
                plan.clips(),
                plan.bytes() / 1e6,
                plan.skippedClips(),
                plan.waves(),
                plan.partitions(),
                plan.largestPartitionBytes() / 1e6);
        FeatureVolume volume = plan.volume();
        if (volume != null) {
            out.printf(
                    "features: about %d windows of %.3f MB, at most %.3f GB (from the lengths of %d clips)%n",
                    volume.windows(), volume.windowBytes() / 1e6, volume.bytes() / 1e9, volume.sampledClips());
        }
        out.flush();
    }
}
