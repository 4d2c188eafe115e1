package oragen.spark;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oragen.InputException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Rewrites the runs of an output folder: the current rows of all waves become one wave, and old waves are deleted once
 * the new one counts. Clips or speakers may be left out on the way, which removes them from every wave.
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

        private boolean isNobody() {
            return clipIds.isEmpty() && speakers.isEmpty();
        }

        private Column named() {
            return col("clip_id")
                    .isin(clipIds.toArray())
                    .or(col("speaker").isNotNull().and(col("speaker").isin(speakers.toArray())));
        }
    }

    /** What was done to one run: waves before, and rows that were removed, by table. */
    public record Rewritten(String runKey, int waves, Map<String, Long> removed) {}

    public List<Rewritten> rewrite(Forgotten forgotten) {
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        List<RunRecord> records = RunStore.records(new Path(folder, "runs"), configuration);
        if (records.isEmpty()) {
            throw new InputException("--output " + folder, "holds no run", "give the output folder of label");
        }
        List<Rewritten> rewritten = new ArrayList<>();
        try (RunLock lock =
                RunStore.open(folder, records.get(0).runKey(), configuration).lock()) {
            for (RunRecord record : records) {
                lock.check();
                rewritten.add(rewrite(RunStore.open(folder, record.runKey(), configuration), record, forgotten));
            }
        }
        return rewritten;
    }

    private Rewritten rewrite(RunStore store, RunRecord record, Forgotten forgotten) {
        RunTables tables = new RunTables(spark, store);
        RunOutput output = new RunOutput(spark, folder);
        int number = record.nextWave();
        store.deleteStaging();
        Map<String, Long> removed = new LinkedHashMap<>();
        Map<String, Dataset<Row>> kept = new LinkedHashMap<>();
        for (String table : RunStore.TABLES) {
            Optional<Dataset<Row>> rows =
                    output.current(table).map(all -> all.filter(col("run_key").equalTo(store.runKey())));
            if (rows.isPresent()) {
                Dataset<Row> mine = rows.get().drop("run_key", "wave");
                Dataset<Row> named = forgotten.isNobody() ? mine.limit(0) : named(mine, output, store, forgotten);
                removed.put(table, named.count());
                kept.put(
                        table,
                        forgotten.isNobody()
                                ? mine
                                : mine.join(
                                        named.select("clip_id", "path").distinct(),
                                        new String[] {"clip_id", "path"},
                                        "left_anti"));
            }
        }
        RunTables.Counts counts = Optional.ofNullable(kept.get(record.product().table()))
                .map(RunTables::count)
                .orElse(new RunTables.Counts(0, 0));
        long rejects = kept.containsKey("rejects") ? kept.get("rejects").count() : 0;
        kept.forEach((table, rows) -> tables.save(rows, table, rows.count(), number));
        RunRecord.Wave merged = new RunRecord.Wave(
                number,
                counts.clips(),
                rejects,
                record.waves().stream().mapToInt(RunRecord.Wave::longFiles).sum(),
                record.waves().stream().mapToDouble(RunRecord.Wave::wallSeconds).sum(),
                counts.mediaSeconds(),
                Map.of());
        store.write(record.withWaves(List.of(merged)));
        record.waves().forEach(wave -> store.deleteWave(wave.number()));
        store.deleteStaging();
        return new Rewritten(store.runKey(), record.waves().size(), removed);
    }

    /** Rows of the named clips; windows know no speaker, so they go with the clips of predictions. */
    private Dataset<Row> named(Dataset<Row> rows, RunOutput output, RunStore store, Forgotten forgotten) {
        if (List.of(rows.columns()).contains("speaker")) {
            return rows.filter(forgotten.named());
        }
        Dataset<Row> clips = output.current("predictions")
                .orElseThrow()
                .filter(col("run_key").equalTo(store.runKey()).and(forgotten.named()))
                .select("clip_id", "path")
                .distinct();
        return rows.join(clips, new String[] {"clip_id", "path"}, "left_semi");
    }
}
