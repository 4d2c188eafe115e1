package oragen.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import oragen.spark.label.LabelSummary;
import oragen.spark.label.Labelling;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code extract}: clips in, features of their windows out, for {@code train}. */
@Command(
        name = "extract",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes the features of every window of the inputs to Parquet, for train.",
        footer = {
            "",
            "One row per window: the clip, its labels, speech and face statistics, and the features as 16-bit floats. Prints",
            "an estimate of the size first; --dry-run prints only that. Like label, it resumes where it was interrupted.",
            "",
            "Examples:",
            "  extract --input train.csv --output /data/features --bundle models/oragen --dry-run",
            "  extract --input train.csv --output /data/features --bundle models/oragen",
            "  extract --input train.csv --output /data/painted --bundle models/oragen --occlude all"
        })
final class ExtractCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final ClipOptions clips = new ClipOptions();

    @Override
    public Integer call() throws IOException {
        try (SparkSession spark = SparkSessions.open("oragen extract");
                ConsoleProgress progress =
                        new ConsoleProgress(spec.commandLine().getErr())) {
            Labelling job =
                    clips.tell(Labelling.featuresOf(spark)).progress(progress).version(Version.current());
            SummaryPrinter printer = new SummaryPrinter(spec.commandLine().getOut());
            if (clips.isDryRun()) {
                printer.print(job.plan());
                return 0;
            }
            LabelSummary summary = job.run();
            progress.close();
            printer.print(summary);
            return clips.exitCode(summary);
        }
    }
}
