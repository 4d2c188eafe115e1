package oragen.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import oragen.spark.LabelCorpus;
import oragen.spark.LabelOptions;
import oragen.spark.LabelOptions.WindowTable;
import oragen.spark.LabelSummary;
import oragen.spark.Product;
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
        description = "Writes the features of every window of the inputs to Parquet, to train on.",
        footer = {
            "",
            "One row a window: the clip, its labels, what was heard and seen, and the features as 16-bit floats. Says",
            "beforehand how many bytes that will be; --dry-run says it and stops. Goes on where it was ended, like label.",
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
        try (SparkSession spark = SparkSessions.open("oragen extract")) {
            ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr());
            LabelOptions options = clips.options(Product.FEATURES, WindowTable.OMITTED);
            LabelCorpus job = new LabelCorpus(spark, options, progress, Version.current());
            SummaryPrinter printer = new SummaryPrinter(spec.commandLine().getOut());
            if (clips.isDryRun()) {
                printer.print(job.plan());
                return 0;
            }
            LabelSummary summary = job.execute();
            progress.end();
            printer.print(summary);
            return clips.exitCode(summary);
        }
    }
}
