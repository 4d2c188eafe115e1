package oragen.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oragen.InputException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What an output folder of {@code label} holds, run by run. */
public final class RunStatus {
    private static final int SLOWEST = 5;

    private final SparkSession spark;
    private final String folder;

    public RunStatus(SparkSession spark, String folder) {
        this.spark = spark;
        this.folder = folder;
    }

    /**
     * One run.
     *
     * @param rejects clips by reason, the most frequent first
     * @param seconds of media in the predicted clips
     * @param slowest clips by the seconds between their first byte and their outcome
     */
    public record Run(
            RunRecord record, long predicted, Map<String, Long> rejects, double seconds, Map<String, Double> slowest) {
        public long rejected() {
            return rejects.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    public List<Run> runs() {
        Path runs = new Path(folder, "runs");
        List<RunRecord> records = RunStore.records(runs, spark.sparkContext().hadoopConfiguration());
        if (records.isEmpty()) {
            throw new InputException("--output " + folder, "holds no run", "give the output folder of label");
        }
        RunOutput output = new RunOutput(spark, folder);
        List<Run> found = new ArrayList<>();
        for (RunRecord record : records) {
            RunTables.Counts counts = of(output, record.product().table(), record)
                    .map(RunTables::count)
                    .orElse(new RunTables.Counts(0, 0));
            found.add(new Run(record, counts.clips(), rejects(output, record), counts.mediaSeconds(), slowest(record)));
        }
        return found;
    }

    private static Optional<Dataset<Row>> of(RunOutput output, String table, RunRecord record) {
        return output.current(table).map(rows -> rows.filter(col("run_key").equalTo(record.runKey())));
    }

    private static Map<String, Double> slowest(RunRecord record) {
        Map<String, Double> slowest = new LinkedHashMap<>();
        record.waves().stream()
                .flatMap(wave -> wave.slowest().entrySet().stream())
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(SLOWEST)
                .forEach(clip -> slowest.put(clip.getKey(), clip.getValue()));
        return slowest;
    }

    private static Map<String, Long> rejects(RunOutput output, RunRecord record) {
        Map<String, Long> reasons = new LinkedHashMap<>();
        of(output, "rejects", record)
                .ifPresent(rows -> rows.groupBy("reason")
                        .agg(count("*").as("clips"))
                        .orderBy(col("clips").desc(), col("reason"))
                        .collectAsList()
                        .forEach(row -> reasons.put(row.getString(0), row.getLong(1))));
        return reasons;
    }
}
