package oragen.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.stream.Collectors;
import oragen.spark.clips.SkippedFiles;
import oragen.spark.label.FeatureVolume;
import oragen.spark.label.LabelPlan;
import oragen.spark.label.LabelSummary;

/** Says in a few lines what a run did and where it lies. */
final class SummaryPrinter {
    private static final int MOST_NAMES = 12;

    private final PrintWriter out;

    SummaryPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(LabelSummary summary) {
        out.printf(
                "%d clips in %.1f s: %d %s, %d rejected; %d already done%n",
                summary.newClips(),
                summary.wallSeconds(),
                summary.predicted(),
                summary.product().done(),
                summary.rejected(),
                summary.skippedClips());
        print(summary.skippedFiles());
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
                "run %s: %d clips to do (%.1f MB), %d already done; waves: %d, the first with %d partitions, "
                        + "the largest %.1f MB%n",
                plan.runKey(),
                plan.clips(),
                plan.bytes() / 1e6,
                plan.skippedClips(),
                plan.waves(),
                plan.partitions(),
                plan.largestPartitionBytes() / 1e6);
        print(plan.skippedFiles());
        FeatureVolume volume = plan.volume();
        if (volume != null) {
            out.printf(
                    "features: about %d windows of %.3f MB, at most %.3f GB (estimated from the lengths of %d clips)%n",
                    volume.windows(), volume.windowBytes() / 1e6, volume.bytes() / 1e9, volume.sampledClips());
        }
        out.flush();
    }

    private void print(SkippedFiles skipped) {
        if (!skipped.passedOver().isEmpty()) {
            out.println("skipped: " + told(skipped.passedOver()));
        }
        if (!skipped.otherKinds().isEmpty()) {
            long files = skipped.otherKinds().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            out.printf(
                    "%d %s passed over: %s%n",
                    files,
                    files == 1 ? "file of another kind was" : "files of other kinds were",
                    told(skipped.otherKinds()));
        }
    }

    /** Names with their counts, the first few of many. */
    static String told(Map<String, Long> counts) {
        return counts.entrySet().stream()
                        .limit(MOST_NAMES)
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "))
                + (counts.size() > MOST_NAMES ? ", …" : "");
    }
}
