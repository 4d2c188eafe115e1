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
import java.util.TreeMap;
import java.util.TreeSet;
import oragen.InputException;
import oragen.evaluation.Estimate;
import oragen.evaluation.Interval;
import oragen.report.Ablation;
import oragen.report.Evaluated;
import oragen.report.FaceGallery;
import oragen.report.Figure;
import oragen.report.ReportPage;
import oragen.report.RunChanges;
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
    /** The folder of the tables as files. */
    static final String TABLES = "tables";

    /** A column of {@code --by} may have any number of values; the page shows some. */
    private static final int MOST_FIGURES = 50_000;

    private final SparkSession spark;
    private final EvaluateOptions options;
    private final PredictionFolder folder;
    private final List<ModalityRuns> modalities;

    EvaluationReport(SparkSession spark, EvaluateOptions options, PredictionFolder folder) {
        this.spark = spark;
        this.options = options;
        this.folder = folder;
        this.modalities = ModalityRuns.among(folder.records());
    }

    void write() {
        List<RunContent> runs = folder
                .predictions()
                .groupBy("run_key", "bundle_id", "protocol")
                .agg(count("*").as("clips"))
                .orderBy("run_key")
                .collectAsList()
                .stream()
                .map(this::content)
                .toList();
        List<Ablation> ablations = modalities.stream().map(this::ablation).toList();
        write(new Path(options.output(), "report.html"), ReportPage.render(ablations, runs, galleries(), evaluated()));
        Path tables = new Path(options.output(), TABLES);
        for (TableFormat format : options.formats()) {
            write(new Path(tables, ModalityRuns.TABLE), format.ofModalities(ablations));
            for (RunContent run : runs) {
                write(new Path(tables, folderName(run)), format.files(run));
            }
        }
    }

    private void write(Path folder, List<TableFormat.TableFile> tables) {
        tables.forEach(table -> write(new Path(folder, table.name()), table.text()));
    }

    private Ablation ablation(ModalityRuns runs) {
        Map<String, List<Figure>> figures = new TreeMap<>();
        runs.of(table(ModalityRuns.TABLE))
                .collectAsList()
                .forEach(row -> figures.computeIfAbsent(row.getAs(ModalityRuns.MODALITY), modality -> new ArrayList<>())
                        .add(figure(row)));
        return new Ablation(runs.bundleId(), runs.protocol(), figures);
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
        return run.name().replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceFirst("^[.]+", "");
    }

    /** Tells of a name for a run that there is not, before anything is computed. */
    void requireNamed() {
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

    /** As the user has it, or where runs differ in their modality alone, by that. */
    private String named(String key) {
        String modality = modalities.size() != 1
                ? key
                : modalities.get(0).runs().entrySet().stream()
                        .filter(run -> run.getValue().equals(key))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(key);
        return options.names().getOrDefault(key, modality);
    }

    private Dataset<Row> table(String name) {
        return spark.read().parquet(new Path(options.output(), name).toString());
    }

    private RunContent content(Row run) {
        String key = run.getAs("run_key");
        String protocol = run.getAs("protocol");
        return new RunContent(
                key,
                named(key),
                run.getAs("bundle_id"),
                protocol,
                run.getAs("clips"),
                rejects(key),
                figures(key),
                confusion(key),
                calibration(key),
                ages(key),
                gaps(key),
                options.compare() == null ? List.of() : differences(key),
                options.compare() == null ? List.of() : changes(key),
                options.by(),
                imputation(protocol));
    }

    private RunContent.Imputation imputation(String protocol) {
        if (!protocol.equals(Protocol.PAPER.label())) {
            return RunContent.Imputation.OTHER_PROTOCOL;
        }
        return options.train().isEmpty() ? RunContent.Imputation.NO_TRAINING_SET : RunContent.Imputation.IMPUTED;
    }

    private Map<String, Long> rejects(String key) {
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
                .forEach(row -> figures.add(figure(row)));
        return figures;
    }

    private static Figure figure(Row row) {
        return new Figure(
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
                        row.getAs("speakers")));
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
                        row.getAs("task"),
                        row.getAs("bin_low"),
                        row.getAs("predicted"),
                        new Estimate(
                                row.getAs("observed"),
                                null,
                                interval(row),
                                row.getAs("note"),
                                row.getAs("clips"),
                                row.getAs("speakers"))))
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

    private List<RunChanges> changes(String key) {
        Dataset<Row> ofRun = table(ClipChanges.TABLE).filter(col("run").equalTo(key));
        return ofRun.select("other_run").distinct().collectAsList().stream()
                .map(row -> row.<String>getAs("other_run"))
                .sorted()
                .map(other -> {
                    ChangesOfRun changes =
                            new ChangesOfRun(ofRun.filter(col("other_run").equalTo(other)));
                    return new RunChanges(named(other), changes.counts(), changes.classes(), changes.clips());
                })
                .toList();
    }
}
