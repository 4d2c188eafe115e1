package oragen.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import oragen.fusion.Modality;
import oragen.pipeline.WindowTable;
import oragen.spark.evaluate.EvaluateOptions;
import oragen.spark.evaluate.EvaluatePredictions;
import oragen.spark.label.LabelSummary;
import oragen.spark.label.Labelling;
import oragen.spark.session.FewRows;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code label}: clips in, Parquet out. */
@Command(
        name = "label",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Labels every input clip and writes predictions and rejects to Parquet.",
        footer = {
            "",
            "Examples:",
            "  label --input /data/clips --output /data/labels",
            "  label --input 'hdfs:///corpus/*/*.mp4' --output hdfs:///labels --windows",
            "  label --input manifest.csv --output labels --protocol paper --face continuous --evaluate",
            "  label --input /data/clips --output /data/labels --dry-run",
            "  label --input calls --output labels --raw-audio s16le:8000",
            "  label --input train.parquet --content-column audio.bytes --output labels",
            "  label --input /data/clips --output /data/occluded --occlude all --evaluate",
            "  label --input manifest.csv --output /data/ablation --modality all --evaluate"
        })
final class LabelCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final ClipOptions clips = new ClipOptions();

    @Option(names = "--windows", description = "Also write one row per window.")
    private boolean windows;

    @Option(
            names = "--evaluate",
            description = "Then evaluate all runs in the output against the labels of their manifests, into the "
                    + "evaluation folder.")
    private boolean evaluate;

    /** The first of the last wave: who has many looks at them with {@code show}. */
    private void showPredictions(SparkSession spark, LabelSummary summary) {
        if (summary.newest() == null) {
            return;
        }
        try (FewRows few = FewRows.begin(spark)) {
            Dataset<Row> rows = spark.read().parquet(summary.newest()).sort("clip_id", "occlusion");
            new RowPrinter(spec.commandLine().getOut())
                    .print(TableOptions.usual(rows, ShowCommand.USUAL), RowPrinter.FEW);
        }
        spec.commandLine().getOut().println();
    }

    @Override
    public Integer call() throws IOException {
        try (SparkSession spark = SparkSessions.open("oragen label")) {
            int exitCode = 0;
            List<@Nullable Modality> modalities = clips.modalities(spark);
            for (Modality modality : modalities) {
                if (modalities.size() > 1 && modality != null) {
                    spec.commandLine().getOut().println("modality " + modality.label());
                }
                exitCode = Math.max(exitCode, label(spark, modality));
            }
            if (evaluate && !clips.isDryRun()) {
                evaluate(spark, clips.output());
            }
            return exitCode;
        }
    }

    /** Makes one run, and returns the exit code that it deserves. */
    private int label(SparkSession spark, @Nullable Modality modality) {
        try (ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr())) {
            Labelling job = clips.tell(Labelling.of(spark), modality)
                    .windows(windows ? WindowTable.WRITTEN : WindowTable.OMITTED)
                    .progress(progress)
                    .version(Version.current());
            SummaryPrinter printer = new SummaryPrinter(spec.commandLine().getOut());
            if (clips.isDryRun()) {
                printer.print(job.plan());
                return 0;
            }
            LabelSummary summary = job.run();
            progress.close();
            showPredictions(spark, summary);
            printer.print(summary);
            return clips.exitCode(summary);
        }
    }

    private void evaluate(SparkSession spark, String labels) {
        String tables = labels + "/evaluation";
        try (StepProgress steps = new StepProgress(spark, spec.commandLine().getErr())) {
            Dataset<Row> metrics = new EvaluatePredictions(spark, EvaluateOptions.of(labels, tables), steps).execute();
            steps.close();
            new EvaluationPrinter(spec.commandLine().getOut()).print(metrics, tables);
        }
    }
}
