package oragen.spark.table;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import oragen.InputException;
import oragen.run.OutputFolder;
import oragen.run.RunRecord;
import oragen.run.RunStore;
import oragen.run.WaveFolders;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Rewrites the runs of an output folder: the current rows of all waves become one wave, and old waves are deleted once
 * the new one counts; or persons are removed from every wave.
 */
public final class RunHousekeeping {
    private final SparkSession spark;
    private final String folder;

    public RunHousekeeping(SparkSession spark, String folder) {
        this.spark = spark;
        this.folder = folder;
    }

    /** Who is to be removed; both empty for nobody. */
    public record Forgotten(Set<String> clipIds, Set<String> speakers) {
        public static final Forgotten NOBODY = new Forgotten(Set.of(), Set.of());

        boolean isNobody() {
            return clipIds.isEmpty() && speakers.isEmpty();
        }

        Column named() {
            return col("clip_id")
                    .isin(clipIds.toArray())
                    .or(col("speaker").isNotNull().and(col("speaker").isin(speakers.toArray())));
        }
    }

    /** What was done to one run: waves before, and rows that were removed, by table. */
    public record Rewritten(String runKey, int waves, Map<String, Long> removed) {}

    /** Merges the waves of each run into one. */
    public List<Rewritten> compact() {
        return eachRun(Forgotten.NOBODY, this::merge);
    }

    /** Removes persons from every file that holds them; all other files stay as they are. */
    public List<Rewritten> forget(Forgotten forgotten) {
        return eachRun(forgotten, (store, record) -> {
            Map<String, Long> removed = new RunForgetting(spark, store, forgotten).removeRows();
            RunRecord recounted = new WaveRecount(spark, store).recount(record);
            if (!recounted.equals(record)) {
                store.write(recounted);
            }
            return new Rewritten(store.runKey(), record.waves().size(), removed);
        });
    }

    private List<Rewritten> eachRun(Forgotten forgotten, BiFunction<RunStore, RunRecord, Rewritten> change) {
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        if (OutputFolder.open(folder, configuration).isEmpty()) {
            throw new InputException(
                    "--output " + folder, "contains no run", "use the output folder of label or extract");
        }
        List<Rewritten> rewritten = new ArrayList<>();
        try (OutputFolder output = OutputFolder.lock(folder, configuration)) {
            deleteLeftovers(output, forgotten);
            for (RunRecord record : output.records().all()) {
                rewritten.add(change.apply(new RunStore(output, record.runKey()), record));
            }
            deleteLeftovers(output, forgotten);
        }
        return rewritten;
    }

    /** What ended runs have left holds persons too, and nobody who reads the tables file by file can tell. */
    static void deleteLeftovers(OutputFolder output, Forgotten forgotten) {
        output.requireLock();
        output.deleteStaging();
        output.waves().deleteUnlisted(output.records().all());
        if (!forgotten.isNobody()) {
            output.records().deleteStrays();
            output.waves().deleteStrays();
            output.deleteReports();
        }
    }

    private Rewritten merge(RunStore store, RunRecord record) {
        RunTables tables = new RunTables(spark, store);
        int number = record.nextWave();
        Map<String, Dataset<Row>> current = current(record);
        Map<String, Long> rows = new LinkedHashMap<>();
        current.forEach((table, left) -> {
            long count = left.count();
            rows.put(table, count);
            tables.save(left, table, count, number);
        });
        RunTables.Counts counts = Optional.ofNullable(
                        current.get(record.product().table()))
                .map(RunTables::count)
                .orElse(new RunTables.Counts(0, 0));
        RunRecord.Wave merged = new RunRecord.Wave(
                number,
                counts.clips(),
                rows.getOrDefault("rejects", 0L),
                record.waves().stream().mapToInt(RunRecord.Wave::longFiles).sum(),
                record.waves().stream().mapToDouble(RunRecord.Wave::wallSeconds).sum(),
                counts.mediaSeconds(),
                record.waves().stream()
                        .map(RunRecord.Wave::pictures)
                        .reduce(RunRecord.Pictures.NONE, RunRecord.Pictures::plus),
                Map.of());
        store.write(record.withWaves(List.of(merged)));
        record.waves().forEach(wave -> store.deleteWave(wave.number()));
        store.deleteStaging();
        return new Rewritten(store.runKey(), record.waves().size(), Map.of());
    }

    /** The rows of a run that count, by table. */
    private Map<String, Dataset<Row>> current(RunRecord record) {
        RunOutput output = new RunOutput(spark, folder);
        Map<String, Dataset<Row>> current = new LinkedHashMap<>();
        for (String table : WaveFolders.TABLES) {
            output.current(table)
                    .ifPresent(rows -> current.put(
                            table,
                            rows.filter(col("run_key").equalTo(record.runKey())).drop("run_key", "wave")));
        }
        return current;
    }
}
