package oragen.spark.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import oragen.run.RunRecord;
import oragen.run.RunStore;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A run's record after rows were removed: it tells only of clips that the tables still hold. */
final class WaveRecount {
    private final SparkSession spark;
    private final RunStore store;

    WaveRecount(SparkSession spark, RunStore store) {
        this.spark = spark;
        this.store = store;
    }

    RunRecord recount(RunRecord record) {
        Map<Integer, RunTables.Counts> clips = RunOutput.read(
                        spark, store.waves(record.product().table()))
                .map(RunTables::countByWave)
                .orElse(Map.of());
        Map<Integer, Long> rejects = new HashMap<>();
        RunOutput.read(spark, store.waves("rejects"))
                .ifPresent(rows -> rows.groupBy("wave")
                        .agg(count("*").as("rows"))
                        .collectAsList()
                        .forEach(row -> rejects.put(wave(row), row.<Long>getAs("rows"))));
        Set<String> known = known(record);
        List<RunRecord.Wave> waves = new ArrayList<>();
        for (RunRecord.Wave wave : record.waves()) {
            RunTables.Counts counts = clips.getOrDefault(wave.number(), new RunTables.Counts(0, 0));
            Map<String, Double> slowest = new LinkedHashMap<>(wave.slowest());
            slowest.keySet().retainAll(known);
            waves.add(new RunRecord.Wave(
                    wave.number(),
                    counts.clips(),
                    rejects.getOrDefault(wave.number(), 0L),
                    wave.longFiles(),
                    wave.wallSeconds(),
                    // A sum in another order differs in its last digits.
                    counts.clips() == wave.predictions() ? wave.mediaSeconds() : counts.mediaSeconds(),
                    wave.pictures(),
                    slowest));
        }
        return record.withWaves(waves);
    }

    private static int wave(Row row) {
        return Integer.parseInt(row.getAs("wave").toString());
    }

    /** Those of the slowest clips that a table still has. */
    private Set<String> known(RunRecord record) {
        Object[] slow = record.waves().stream()
                .flatMap(wave -> wave.slowest().keySet().stream())
                .distinct()
                .toArray();
        Set<String> known = new HashSet<>();
        for (String table : record.product().tables()) {
            RunOutput.read(spark, store.waves(table))
                    .ifPresent(rows -> rows.filter(col("clip_id").isin(slow))
                            .select("clip_id")
                            .distinct()
                            .collectAsList()
                            .forEach(row -> known.add(row.getString(0))));
        }
        return known;
    }
}
