package oragen.spark.table;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oragen.InputException;
import oragen.run.RunRecord;
import oragen.run.RunRecords;
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
        List<RunRecord> records = RunRecords.of(
                        new Path(folder), spark.sparkContext().hadoopConfiguration())
                .all();
        if (records.isEmpty()) {
            throw new InputException(
                    "--output " + folder, "contains no run", "use the output folder of label or extract");
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
        return output.current("rejects")
                .map(rows -> RejectCounts.byReason(rows, record.runKey()))
                .orElse(Map.of());
    }
}
