package oragen.spark.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import oragen.InputException;
import oragen.evaluation.Estimate;
import oragen.evaluation.Interval;
import oragen.report.Evaluated;
import oragen.report.FaceGallery;
import oragen.report.Figure;
import oragen.report.ReportPage;
import oragen.report.RunContent;
import oragen.report.TableFormat;
import oragen.spark.explain.RunGalleries;
import oragen.spark.table.RejectCounts;
import oragen.window.Protocol;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** The tables of an evaluation → {@code report.html}; collects what the page shows. */
final class EvaluationReport {
    /** A column of {@code --by} may have any number of values; the page shows some. */
    private static final int MOST_FIGURES = 50_000;

    private final SparkSession spark;
    private final EvaluateOptions options;

    EvaluationReport(SparkSession spark, EvaluateOptions options) {
        this.spark = spark;
        this.options = options;
    }

    void write(PredictionFolder folder) {
        List<RunContent> runs = folder
                .predictions()
                .groupBy("run_key", "bundle_id", "protocol")
                .agg(count("*").as("clips"))
                .orderBy("run_key")
                .collectAsList()
                .stream()
                .map(row -> content(row, folder))
                .toList();
        write(new Path(options.output(), "report.html"), ReportPage.render(runs, galleries(), evaluated()));
        for (TableFormat format : options.formats()) {
            for (RunContent run : runs) {
                Path ofRun = new Path(new Path(options.output(), "tables"), folderName(run));
                format.files(run).forEach(table -> write(new Path(ofRun, table.name()), table.text()));
            }
        }
    }

    private List<FaceGallery> galleries() {
        EvaluateOptions.Faces faces = options.faces();
        return faces == null
                ? List.of()
                : new RunGalleries(spark, options.labels(), faces.bundle()).of(options.predictions());
    }

    private Evaluated evaluated() {
        return new Evaluated(options.command(), Instant.now(), options.resamples(), options.seed());
    }

    private void write(Path file, String text) {
        try (OutputStream out =
                file.getFileSystem(spark.sparkContext().hadoopConfiguration()).create(file, true)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    /** Whatever a name holds, it is one folder. */
    private String folderName(RunContent run) {
        String name = options.names().getOrDefault(run.runKey(), run.runKey());
        return name.replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceFirst("^[.]+", "");
    }

    /** Tells of a name for a run that there is not, before anything is computed. */
    void requireNamed(PredictionFolder folder) {
        if (options.names().isEmpty()) {
            return;
        }
        List<String> keys = folder.predictions().select("run_key").distinct().collectAsList().stream()
                .map(row -> row.<String>getAs("run_key"))
                .sorted()
                .toList();
        for (String key : new TreeSet<>(options.names().keySet())) {
            if (!keys.contains(key) && !key.equals(options.compare())) {
                throw new InputException("--name " + key, "no such run", "use one of " + String.join(", ", keys));
            }
        }
    }

    private String named(String key) {
        return options.names().getOrDefault(key, key);
    }

    private Dataset<Row> table(String name) {
        return spark.read().parquet(new Path(options.output(), name).toString());
    }

    private RunContent content(Row run, PredictionFolder folder) {
        String key = run.getAs("run_key");
        String protocol = run.getAs("protocol");
        return new RunContent(
                key,
                named(key),
                run.getAs("bundle_id"),
                protocol,
                run.getAs("clips"),
                rejects(folder, key),
                figures(key),
                confusion(key),
                calibration(key),
                ages(key),
                gaps(key),
                options.compare() == null ? List.of() : differences(key),
                options.by(),
                imputation(protocol));
    }

    private RunContent.Imputation imputation(String protocol) {
        if (!protocol.equals(Protocol.PAPER.label())) {
            return RunContent.Imputation.OTHER_PROTOCOL;
        }
        return options.train().isEmpty() ? RunContent.Imputation.NO_TRAINING_SET : RunContent.Imputation.IMPUTED;
    }

    private static Map<String, Long> rejects(PredictionFolder folder, String key) {
        Dataset<Row> rejects = folder.rejects();
        return rejects == null ? Map.of() : RejectCounts.byReason(rejects, key);
    }

    private List<Figure> figures(String key) {
        List<Figure> figures = new ArrayList<>();
        table("metrics")
                .filter(col("run")
                        .equalTo(key)
                        .and(col("subset")
                                .isNull()
                                .or(col("slice").equalTo("overall"))
                                .or(col("subset")
                                        .equalTo("test")
                                        .and(col("slice").isin("mask_type", "modality")))))
                .orderBy(col("slice").equalTo("overall").desc(), col("clips").desc())
                .limit(MOST_FIGURES)
                .collectAsList()
                .forEach(row -> figures.add(new Figure(
                        row.getAs("imputed"),
                        row.getAs("corpus"),
                        row.getAs("subset"),
                        row.getAs("slice"),
                        row.getAs("slice_value"),
                        row.getAs("task"),
                        row.getAs("metric"),
                        new Estimate(
                                row.getAs("value"),
                                row.getAs("speaker_value"),
                                interval(row),
                                row.getAs("note"),
                                row.getAs("clips"),
                                row.getAs("speakers")))));
        return figures;
    }

    private static @Nullable Interval interval(Row row) {
        Double low = row.getAs("ci_low");
        Double high = row.getAs("ci_high");
        return low == null || high == null ? null : new Interval(low, high);
    }

    private static Dataset<Row> whole(Dataset<Row> table) {
        return table.filter("corpus is null and subset is null and not imputed");
    }

    private List<RunContent.ConfusionCell> confusion(String key) {
        return whole(table("confusion"))
                .filter(col("run").equalTo(key).and(col("slice").equalTo("overall")))
                .collectAsList()
                .stream()
                .map(row -> new RunContent.ConfusionCell(
                        row.getAs("task"), row.getAs("truth"), row.getAs("prediction"), row.getAs("clips")))
                .toList();
    }

    private List<RunContent.CalibrationBin> calibration(String key) {
        return table("calibration")
                .filter(col("run").equalTo(key).and(col("corpus").isNull()))
                .collectAsList()
                .stream()
                .map(row -> new RunContent.CalibrationBin(
                        row.getAs("bin_low"), row.getAs("confidence"), row.getAs("accuracy"), row.getAs("clips")))
                .toList();
    }

    private List<RunContent.AgeCell> ages(String key) {
        return table("ages").filter(col("run").equalTo(key).and(col("corpus").isNull())).collectAsList().stream()
                .map(row -> new RunContent.AgeCell(row.getAs("label_age"), row.getAs("age"), row.getAs("clips")))
                .toList();
    }

    private List<RunContent.Gap> gaps(String key) {
        return whole(table("gaps")).filter(col("run").equalTo(key)).collectAsList().stream()
                .map(row -> new RunContent.Gap(
                        row.getAs("slice"),
                        row.getAs("task"),
                        row.getAs("metric"),
                        row.getAs("best_slice"),
                        row.getAs("best"),
                        row.getAs("worst_slice"),
                        row.getAs("worst"),
                        row.getAs("gap"),
                        row.getAs("ci_low"),
                        row.getAs("ci_high"),
                        row.getAs("note"),
                        row.getAs("p_holm"),
                        row.getAs("stands")))
                .toList();
    }

    private List<RunContent.Difference> differences(String key) {
        return whole(table("differences"))
                .filter(col("run")
                        .startsWith(key + RunDifferences.SEPARATOR)
                        .and(col("slice").equalTo("overall")))
                .collectAsList()
                .stream()
                .map(row -> new RunContent.Difference(
                        named(row.<String>getAs("run").substring(key.length() + RunDifferences.SEPARATOR.length())),
                        row.getAs("task"),
                        row.getAs("metric"),
                        row.getAs("value"),
                        row.getAs("other_value"),
                        row.getAs("difference"),
                        row.getAs("ci_low"),
                        row.getAs("ci_high"),
                        row.getAs("note"),
                        row.getAs("p_holm"),
                        row.getAs("stands"),
                        row.getAs("clips")))
                .toList();
    }
}
