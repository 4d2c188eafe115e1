package oragen.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import oragen.InputException;
import oragen.report.TableFormat;
import oragen.spark.evaluate.EvaluateOptions;
import oragen.spark.evaluate.EvaluatePredictions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate}: labelled predictions in, metrics out. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Compares predictions with their labels: metrics by corpus, subset, mask type, gender, age band "
                    + "and modality, each with a 95 %% interval over speakers, as Parquet tables and an HTML report "
                    + "(report.html)."
        },
        footer = {
            "",
            "Examples:",
            "  evaluate --predictions output/labels --output output/evaluation",
            "  evaluate --predictions output/labels --output output/evaluation --labels truth.csv --by label_site",
            "  evaluate --predictions output/paper --output output/evaluation --train train.csv",
            "  evaluate --predictions output/labels --output output/evaluation --compare output/other",
            "  evaluate --predictions output/labels --output output/evaluation --format csv,latex,markdown"
        })
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--predictions",
            converter = LocationText.class,
            required = true,
            paramLabel = "DIR",
            description = "Output folder of label, or its predictions folder.")
    private String predictions = "";

    @Option(
            names = "--output",
            converter = LocationText.class,
            required = true,
            paramLabel = "DIR",
            description = "Folder for the tables and report.html, which are replaced.")
    private String output = "";

    @Option(
            names = "--labels",
            converter = LocationText.class,
            paramLabel = "MANIFEST",
            description =
                    "Labels (.csv, .parquet) to use instead of those in the predictions; joined on clip_id, or on "
                            + "path if that column is absent.")
    private @Nullable String labels;

    @Option(
            names = "--train",
            converter = LocationText.class,
            paramLabel = "MANIFEST|DIR",
            description = "Training set: its subsets train, devel and dev. Runs with protocol paper are also evaluated "
                    + "with missing predictions imputed from it; repeatable.")
    private List<String> train = List.of();

    @Option(
            names = "--compare",
            converter = LocationText.class,
            paramLabel = "DIR|RUN",
            description = "Another output folder of label, or the key of a run in --predictions, for paired "
                    + "differences.")
    private @Nullable String compare;

    @Option(names = "--by", paramLabel = "COLUMN", description = "Additional column to slice by; repeatable.")
    private List<String> by = List.of();

    @Option(
            names = "--name",
            paramLabel = "RUN=NAME",
            description = "Name of a run in the report instead of its key; repeatable.")
    private Map<String, String> names = Map.of();

    @Option(
            names = "--format",
            split = ",",
            paramLabel = "FORMAT",
            description =
                    "Also write each table of the report as html, csv, latex or markdown, below the folder tables.")
    private Set<TableFormat> formats = Set.of();

    @Option(
            names = "--faces",
            description = "Show the clips with the largest age errors and the least certain gender with their faces in "
                    + "the report, at most 12 a run; looks at them again.")
    private boolean faces;

    @Option(
            names = "--bundle",
            converter = LocationText.class,
            paramLabel = "DIR",
            description = "With --faces: model bundle of the runs (default: the embedded one).")
    private @Nullable String bundle;

    @Option(
            names = "--resamples",
            paramLabel = "N",
            description = "Draws of speakers for intervals and comparisons (default: 1000).")
    private int resamples = EvaluateOptions.DEFAULT_RESAMPLES;

    @Option(names = "--seed", paramLabel = "N", description = "Random seed of the draws (default: 1).")
    private long seed = EvaluateOptions.DEFAULT_SEED;

    @Override
    public Integer call() throws IOException {
        if (resamples < 100) {
            throw new InputException("--resamples", Integer.toString(resamples), "use at least 100");
        }
        if (bundle != null && !faces) {
            throw new InputException("--bundle", "is used by --faces alone", "add --faces, or leave it out");
        }
        EvaluateOptions options = new EvaluateOptions(
                predictions,
                output,
                labels,
                train,
                compare,
                by,
                names,
                formats,
                faces ? new EvaluateOptions.Faces(bundle) : null,
                resamples,
                seed);
        try (SparkSession spark = SparkSessions.open("oragen evaluate");
                StepProgress progress =
                        new StepProgress(spark, spec.commandLine().getErr())) {
            Dataset<Row> metrics = new EvaluatePredictions(spark, options, progress).execute();
            progress.close();
            new EvaluationPrinter(spec.commandLine().getOut()).print(metrics, output);
        }
        return 0;
    }
}
