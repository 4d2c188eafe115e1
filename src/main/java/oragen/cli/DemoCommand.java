package oragen.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import oragen.spark.label.LabelSummary;
import oragen.spark.label.Labelling;
import oragen.spark.session.FewRows;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: labels the corpus that comes with the program. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Labels the small demo corpus and prints the results.",
        footer = {"", "Example:", "  demo --output output/demo"})
final class DemoCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** More than the demo has. */
    private static final int MOST_ROWS = 100;

    @Option(names = "--output", paramLabel = "DIR", description = "Output folder (default: target/demo).")
    private Path output = Path.of("target/demo");

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path corpus = unpack(output.resolve("corpus"));
        Path labels = output.resolve("labels");
        try (SparkSession spark = SparkSessions.open("oragen demo");
                ConsoleProgress progress =
                        new ConsoleProgress(spec.commandLine().getErr())) {
            LabelSummary summary = Labelling.of(spark)
                    .input(corpus.resolve("manifest.csv").toString())
                    .output(labels.toString())
                    .overwrite()
                    .progress(progress)
                    .version(Version.current())
                    .run();
            progress.close();
            out.println();
            show(out, spark, summary);
            new SummaryPrinter(out).print(summary);
            out.println();
            out.println("To label a folder of your own:");
            out.println("  target/oragen label --input /path/to/clips --output output/labels");
            out.flush();
        }
        return 0;
    }

    private static void show(PrintWriter out, SparkSession spark, LabelSummary summary) {
        try (FewRows few = FewRows.begin(spark)) {
            RowPrinter printer = new RowPrinter(out);
            out.println("Predictions (label_*: ground truth of the corpus):");
            printer.print(
                    spark.read()
                            .parquet(summary.table())
                            .selectExpr(
                                    "clip_id",
                                    "label_gender",
                                    "gender",
                                    "gender_female_probability as p_female",
                                    "label_age",
                                    "round(age, 1) as age",
                                    "window_count as windows",
                                    "round(speech_seconds, 1) as speech_s",
                                    "concat_ws(',', warnings) as warnings")
                            .orderBy("clip_id"),
                    MOST_ROWS);
            out.println();
            out.println("Rejected:");
            printer.print(
                    spark.read().parquet(summary.rejects()).select("clip_id", "stage", "reason", "remedy"), MOST_ROWS);
            out.println();
        }
    }

    private static Path unpack(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String file : new String(resource("files.txt").readAllBytes(), StandardCharsets.UTF_8).split("\\R", -1)) {
            if (!file.isBlank()) {
                try (InputStream stream = resource(file)) {
                    Files.copy(stream, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return folder;
    }

    private static InputStream resource(String name) throws IOException {
        InputStream stream = DemoCommand.class.getResourceAsStream("/demo/" + name);
        if (stream == null) {
            throw new IOException("this build lacks demo/" + name);
        }
        return stream;
    }
}
