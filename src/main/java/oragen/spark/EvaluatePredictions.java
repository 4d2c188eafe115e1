package oragen.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import oragen.InputException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** The job {@code evaluate}: predictions with labels → sums by speaker and slice → metrics with intervals. */
public final class EvaluatePredictions {
    private static final List<String> NEEDED =
            List.of("run_key", "path", "corpus", "subset", "speaker", "label_gender", "label_age", "label_mask_type");

    private final SparkSession spark;
    private final EvaluateOptions options;

    public EvaluatePredictions(SparkSession spark, EvaluateOptions options) {
        this.spark = spark;
        this.options = options;
    }

    /**
     * What is to be evaluated.
     *
     * @param predictions folder {@code predictions} of a run of {@code label}
     * @param output folder that gets {@code metrics}; replaced
     * @param by further columns to slice by
     * @param resamples of the bootstrap, which {@code seed} fixes
     */
    public record EvaluateOptions(String predictions, String output, List<String> by, int resamples, long seed) {
        public EvaluateOptions {
            by = List.copyOf(by);
        }
    }

    /** Writes the table of metrics and returns it; shuffles the predictions once, as sums by speaker. */
    public Dataset<Row> execute() {
        SliceColumns slices = new SliceColumns(options.by());
        Dataset<Row> metrics = metrics(sumsBySlice(sumsBySpeaker(predictions(), slices), slices));
        String table = new Path(options.output(), "metrics").toString();
        metrics.coalesce(1)
                .sortWithinPartitions("run", "corpus", "subset", "slice", "slice_value", "task", "metric")
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(table);
        return spark.read().parquet(table);
    }

    private Dataset<Row> predictions() {
        Dataset<Row> rows;
        try {
            rows = spark.read().parquet(options.predictions());
        } catch (Exception e) {
            if (e instanceof AnalysisException) {
                throw new InputException(
                        "--predictions " + options.predictions(),
                        "no Parquet can be read there",
                        "give the folder predictions of a run of label",
                        e);
            }
            throw e;
        }
        List<String> columns = Arrays.asList(rows.columns());
        List<String> missing = new ArrayList<>(NEEDED);
        missing.addAll(options.by());
        missing.removeAll(columns);
        if (!missing.isEmpty()) {
            throw new InputException(
                    "--predictions " + options.predictions(),
                    "no column " + String.join(", ", missing),
                    "the columns are " + String.join(", ", columns));
        }
        return rows;
    }

    private static Dataset<Row> sumsBySpeaker(Dataset<Row> predictions, SliceColumns slices) {
        Column[] keys = slices.keys().toArray(Column[]::new);
        return aggregate(predictions, keys, SumColumns.ofPredictions());
    }

    private static Dataset<Row> sumsBySlice(Dataset<Row> sums, SliceColumns slices) {
        Dataset<Row> members = sums.withColumn("membership", explode(slices.memberships()))
                .filter(col("membership.slice_value").isNotNull());
        Column[] keys = {
            col("run"),
            col("membership.corpus").as("corpus"),
            col("membership.subset").as("subset"),
            col("membership.slice").as("slice"),
            col("membership.slice_value").as("slice_value"),
            col("unit")
        };
        return aggregate(members, keys, SumColumns.ofSums());
    }

    private static Dataset<Row> aggregate(Dataset<Row> rows, Column[] keys, List<Column> sums) {
        Column[] others = sums.subList(1, sums.size()).toArray(Column[]::new);
        return rows.groupBy(keys).agg(sums.get(0), others);
    }

    private Dataset<Row> metrics(Dataset<Row> units) {
        Column[] key = Arrays.stream(SliceMetrics.KEY.fieldNames())
                .map(org.apache.spark.sql.functions::col)
                .toArray(Column[]::new);
        return units.groupBy(key)
                .as(Encoders.row(SliceMetrics.KEY), Encoders.row(units.schema()))
                .flatMapGroups(
                        new SliceMetrics(options.resamples(), options.seed()), Encoders.row(SliceMetrics.SCHEMA));
    }
}
