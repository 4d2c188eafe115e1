package oragen.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import oragen.InputException;
import oragen.explain.Keeping;
import oragen.film.FilmWriter;
import oragen.spark.clips.ContentColumns;
import oragen.spark.explain.ExplainClips;
import oragen.spark.explain.ExplainOptions;
import oragen.spark.explain.ExplainSummary;
import oragen.spark.explain.WorstBy;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code explain}: why a clip got its label. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows why clips got their labels, on one page of HTML each.",
            "Looks at the clips again, with the bundle and the options that the run has recorded: frames with face box, "
                    + "key points and crop, waveform with speech, windows by time, what voice and face say alone, what was "
                    + "missing, and whether the result is the one that was recorded."
        },
        footer = {
            "",
            "Examples:",
            "  explain --output output/labels --clip a.mp4",
            "  explain --output output/labels --worst 20 --by age_error",
            "  explain --output output/labels --worst 5 --by confidence --anonymous",
            "  explain --output output/labels --clip a.mp4 --video --to output/pages"
        })
final class ExplainCommand implements Callable<Integer> {
    private static final int INPUT_ERROR = 2;

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

    @Option(names = "--clip", paramLabel = "ID", description = "Clip (clip_id) to explain; repeatable.")
    private List<String> clips = List.of();

    @Option(names = "--worst", paramLabel = "N", description = "Explain the first N predicted clips by --by.")
    private @Nullable Integer worst;

    @Option(
            names = "--by",
            paramLabel = "ORDER",
            description = "With --worst: age_error (largest first), confidence (lowest probability of the gender), "
                    + "disagreement (of runs with --modality audio and visual in the same folder), or mask (lowest "
                    + "probability of the true mask type).")
    private @Nullable WorstBy by;

    @Option(
            names = "--labels",
            converter = LocationText.class,
            paramLabel = "MANIFEST",
            description = "Labels (.csv, .parquet) to use instead of those in the predictions.")
    private @Nullable String labels;

    @Option(
            names = "--run",
            paramLabel = "KEY",
            description = "Run to explain, where the folder holds several (default: the only one, or the only one of "
                    + "modality both).")
    private @Nullable String run;

    @Option(
            names = "--bundle",
            converter = LocationText.class,
            paramLabel = "DIR",
            description = "Model bundle of the run (default: the embedded one).")
    private @Nullable String bundle;

    @Option(
            names = "--content-column",
            paramLabel = "COLUMN",
            description = "Of clips that lie in tables: the column of their bytes, as label was told.")
    private @Nullable String contentColumn;

    @Option(
            names = "--id-column",
            paramLabel = "COLUMN",
            description = "With --content-column: column that identifies a row, as label was told.")
    private @Nullable String idColumn;

    @Option(
            names = "--input-format",
            paramLabel = "FORMAT",
            description = "With --content-column: Spark source that reads the tables (default: parquet).")
    private @Nullable String inputFormat;

    @Option(
            names = "--to",
            converter = LocationText.class,
            paramLabel = "DIR",
            description = "Folder of the pages (default: explain in --output).")
    private @Nullable String to;

    @Option(
            names = "--anonymous",
            description = "Blur faces, and frames in which no face was found; a film has no sound then. Names of clips "
                    + "and speakers stay.")
    private boolean anonymous;

    @Option(
            names = "--video",
            description = "Also write an mp4 with boxes and predictions drawn in: one picture a second, at most 10 "
                    + "minutes.")
    private boolean video;

    @Override
    public Integer call() throws IOException {
        if (clips.isEmpty() == (worst == null)) {
            throw new InputException(
                    "explain",
                    clips.isEmpty() ? "no clip is named" : "clips are named, and the worst are asked for",
                    "pass --clip, or --worst with --by");
        }
        if (worst != null && worst < 1) {
            throw new InputException("--worst", worst.toString(), "use at least 1");
        }
        if (worst != null && by == null || worst == null && by != null) {
            throw new InputException(
                    worst == null ? "--by" : "--worst",
                    "one of --worst and --by is missing",
                    "use --worst 20 --by age_error, confidence, disagreement or mask");
        }
        ContentColumns columns = ClipOptions.columns(contentColumn, idColumn, inputFormat);
        if (video) {
            FilmWriter.requireRecorder();
        }
        ExplainOptions options = new ExplainOptions(
                output,
                run,
                clips,
                worst == null ? 0 : worst,
                by == null ? WorstBy.AGE_ERROR : by,
                labels,
                bundle,
                columns,
                to,
                new Keeping(anonymous, video));
        try (SparkSession spark = SparkSessions.open("oragen explain");
                StepProgress progress =
                        new StepProgress(spark, spec.commandLine().getErr())) {
            ExplainSummary summary = new ExplainClips(spark, options, progress).execute();
            progress.close();
            return told(summary);
        }
    }

    private int told(ExplainSummary summary) {
        PrintWriter out = spec.commandLine().getOut();
        for (ExplainSummary.Page page : summary.pages()) {
            if (page.page() != null) {
                out.println(page.page() + (page.differs() ? "  (not the result that was recorded)" : ""));
            }
        }
        if (summary.index() != null) {
            out.println(summary.index());
        }
        out.flush();
        PrintWriter errors = spec.commandLine().getErr();
        summary.pages().stream()
                .filter(page -> page.problem() != null)
                .forEach(page -> errors.println("error: " + page.problem()));
        if (summary.failed() > 0) {
            errors.println("error: " + summary.failed() + " of "
                    + summary.pages().size() + " clips could not be looked at; the other pages are complete");
        }
        errors.flush();
        return summary.failed() == 0 ? 0 : INPUT_ERROR;
    }
}
