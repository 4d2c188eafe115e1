package oragen.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import oragen.run.RunRecord;
import oragen.spark.table.RunStatus;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code status}: what an output folder holds. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description =
                "Summarizes the runs in an output folder of label: coverage, throughput, rejects, slowest " + "clips.",
        footer = {"", "Example:", "  status --output output/labels"})
final class StatusCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--output",
            converter = LocationText.class,
            required = true,
            paramLabel = "DIR",
            description = "Output folder of label.")
    private String output = "";

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (SparkSession spark = SparkSessions.open("oragen status")) {
            for (RunStatus.Run run : new RunStatus(spark, output).runs()) {
                print(out, run);
            }
        }
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, RunStatus.Run run) {
        RunRecord record = run.record();
        long clips = run.predicted() + run.rejected();
        double wall =
                record.waves().stream().mapToDouble(RunRecord.Wave::wallSeconds).sum();
        out.printf("run %s: bundle %s, %s%n", record.runKey(), record.bundleId(), record.options());
        out.printf(
                "  %d clips in %d waves: %d predicted (%.1f %%), %d rejected%n",
                clips,
                record.waves().size(),
                run.predicted(),
                clips == 0 ? 0 : 100.0 * run.predicted() / clips,
                run.rejected());
        if (wall > 0) {
            out.printf("  %.1f clips/s over %.0f s; %.1f hours of media%n", clips / wall, wall, run.seconds() / 3600);
        }
        run.rejects().forEach((reason, count) -> out.printf("  %8d %s%n", count, reason));
        if (!run.slowest().isEmpty()) {
            out.println("  slowest: "
                    + run.slowest().entrySet().stream()
                            .map(clip -> String.format("%s %.1f s", clip.getKey(), clip.getValue()))
                            .collect(Collectors.joining(", ")));
        }
    }
}
