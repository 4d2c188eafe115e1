package oragen.spark.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import oragen.evaluation.Metric;
import oragen.spark.session.JobSteps;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/** The job {@code evaluate}: judged clips → sums and values by speaker → tables → report. */
public final class EvaluatePredictions {
    private static final String DIFFERENCES = "differences";

    /** That are always written. */
    private static final int TABLES = 5;

    /** What some evaluations write: of one before in the same folder it would be taken for this one's. */
    private static final Set<String> OF_SOME =
            Set.of(DIFFERENCES, ClipChanges.TABLE, ModalityRuns.TABLE, EvaluationReport.TABLES);

    private final SparkSession spark;
    private final EvaluateOptions options;
    private final JobSteps heard;
    private final Set<String> written = new HashSet<>();
    private int tables;
    private int step;

    public EvaluatePredictions(SparkSession spark, EvaluateOptions options, JobSteps heard) {
        this.spark = spark;
        this.options = options;
        this.heard = heard;
    }

    /** Writes the tables and the report, and returns the table {@code metrics}; reads the predictions four times. */
    public Dataset<Row> execute() {
        SliceColumns slices = new SliceColumns(options.by());
        PredictionFolder folder = PredictionFolder.open(spark, options.predictions());
        EvaluationReport report = new EvaluationReport(spark, options, folder);
        report.requireNamed();
        List<ModalityRuns> modalities = ModalityRuns.among(folder.records());
        tables = TABLES + (options.compare() == null ? 0 : 2) + (modalities.isEmpty() ? 0 : 1);
        Dataset<Row> clips = new JudgedClips(spark, options).read(folder);
        Dataset<Row> units = units(clips, slices).persist(StorageLevel.DISK_ONLY());
        try {
            Dataset<Row> metrics = metrics(units).unionByName(rankMetrics(clips, slices));
            write(metrics, "metrics", "task", "metric");
            write(HolmColumns.add(gaps(units)), "gaps", "task", "metric");
            write(new ConfusionCells().of(units), "confusion", "task", "truth", "prediction");
        } finally {
            units.unpersist(true);
        }
        write(CalibrationBins.of(clips), "calibration", "run", "corpus", "task", "bin_low");
        write(Curves.ages(clips), "ages", "run", "corpus", "label_age", "age");
        if (options.compare() != null) {
            Dataset<Row> pairs = new RunPairs(spark, options).of(clips, options.compare());
            write(HolmColumns.add(differences(pairs, slices)), DIFFERENCES, "task", "metric");
            write(ClipChanges.of(pairs), ClipChanges.TABLE, "other_run", "clip_id", "occlusion");
        }
        if (!modalities.isEmpty()) {
            Dataset<Row> ablations = modalities.stream()
                    .map(runs -> ablation(clips, runs))
                    .reduce(Dataset::unionByName)
                    .orElseThrow();
            write(ablations, ModalityRuns.TABLE, "task", "metric");
        }
        begin("report");
        OF_SOME.stream().filter(table -> !written.contains(table)).forEach(this::delete);
        report.write();
        return spark.read().parquet(table("metrics"));
    }

    private void begin(String what) {
        heard.begins(++step, tables + 1, what);
    }

    private String table(String name) {
        return new Path(options.output(), name).toString();
    }

    private void delete(String name) {
        Path table = new Path(table(name));
        try {
            table.getFileSystem(spark.sparkContext().hadoopConfiguration()).delete(table, true);
        } catch (IOException e) {
            throw new UncheckedIOException(table + " of an evaluation before cannot be deleted", e);
        }
    }

    private void write(Dataset<Row> rows, String table, String... order) {
        begin(table);
        written.add(table);
        List<String> columns = Arrays.asList(rows.columns());
        List<String> keys = new ArrayList<>(Arrays.stream(SliceColumns.KEY.fieldNames())
                .filter(columns::contains)
                .toList());
        Arrays.stream(order).filter(name -> !keys.contains(name)).forEach(keys::add);
        // A shuffle rather than coalesce: the intervals of all rows are drawn in parallel before it.
        rows.repartition(1)
                .sortWithinPartitions(keys.stream().map(name -> col(name)).toArray(Column[]::new))
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(table(table));
    }

    /** Sums of every speaker in every cell. */
    private static Dataset<Row> sums(Dataset<Row> clips, SliceColumns slices, String... further) {
        List<Column> keys = new ArrayList<>(slices.keys());
        keys.add(SliceColumns.unit());
        Arrays.stream(further).forEach(name -> keys.add(col(name)));
        return aggregate(clips, keys, SumColumns.ofClips());
    }

    private static Dataset<Row> aggregate(Dataset<Row> rows, List<Column> keys, List<Column> sums) {
        Column[] others = sums.subList(1, sums.size()).toArray(Column[]::new);
        return rows.groupBy(keys.toArray(Column[]::new)).agg(sums.get(0), others);
    }

    /** Sums of every speaker in every row of the tables. */
    private static Dataset<Row> units(Dataset<Row> clips, SliceColumns slices, String... further) {
        // Added up before as well as after each row becomes four: there are fewer cells of speakers than clips in
        // slices.
        Dataset<Row> cells = byUnit(slices.members(sums(clips, slices, further)), further);
        return byUnit(SliceColumns.atEveryLevel(cells), further);
    }

    /** Sums that belong to one row, added up by unit. */
    private static Dataset<Row> byUnit(Dataset<Row> units, String... further) {
        List<Column> keys = new ArrayList<>();
        Arrays.stream(SliceColumns.KEY.fieldNames()).forEach(name -> keys.add(col(name)));
        keys.add(col("unit"));
        Arrays.stream(further).forEach(name -> keys.add(col(name)));
        return aggregate(units, keys, SumColumns.ofSums());
    }

    private Dataset<Row> metrics(Dataset<Row> units) {
        return grouped(units, SliceColumns.KEY).flatMapGroups(new SliceMetrics(), Encoders.row(MetricRow.SCHEMA));
    }

    /** Each modality on the clips that all of them answered, and how many each has answered. */
    private Dataset<Row> ablation(Dataset<Row> clips, ModalityRuns runs) {
        SliceColumns slices = SliceColumns.overall();
        String coverage = Metric.COVERAGE.label();
        Dataset<Row> common = metrics(units(runs.common(clips), slices))
                .filter(not(col("metric").isin(coverage, Metric.RIGHT_OF_ALL.label())));
        Dataset<Row> answered = runs.of(spark.read().parquet(table("metrics")))
                .filter(col("slice")
                        .equalTo(SliceColumns.OVERALL)
                        .and(col("metric").equalTo(coverage)));
        return common.unionByName(answered).withColumn(ModalityRuns.MODALITY, runs.modality());
    }

    private Dataset<Row> gaps(Dataset<Row> units) {
        return grouped(units.filter(col("slice").isin(FairnessGaps.SLICES.toArray())), FairnessGaps.KEY)
                .flatMapGroups(
                        new FairnessGaps(options.resamples(), options.seed()), Encoders.row(FairnessGaps.SCHEMA));
    }

    private Dataset<Row> rankMetrics(Dataset<Row> clips, SliceColumns slices) {
        List<Column> columns = new ArrayList<>(slices.keys());
        columns.addAll(RankMetrics.columns());
        Dataset<Row> blocks = clips.select(columns.toArray(Column[]::new))
                .mapPartitions(new ClipBlocks(slices.names()), Encoders.row(ClipBlocks.SCHEMA));
        return grouped(SliceColumns.atEveryLevel(blocks), SliceColumns.KEY)
                .flatMapGroups(new RankMetrics(options.resamples(), options.seed()), Encoders.row(MetricRow.SCHEMA));
    }

    private Dataset<Row> differences(Dataset<Row> pairs, SliceColumns slices) {
        return grouped(units(RunPairs.sides(pairs), slices, RunDifferences.SIDE), SliceColumns.KEY)
                .flatMapGroups(
                        new RunDifferences(options.resamples(), options.seed()), Encoders.row(RunDifferences.SCHEMA));
    }

    private static KeyValueGroupedDataset<Row, Row> grouped(Dataset<Row> rows, StructType key) {
        Column[] columns =
                Arrays.stream(key.fieldNames()).map(name -> col(name)).toArray(Column[]::new);
        return rows.groupBy(columns).as(Encoders.row(key), Encoders.row(rows.schema()));
    }
}
