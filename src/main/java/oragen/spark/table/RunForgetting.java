package oragen.spark.table;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import oragen.run.NewestWaves;
import oragen.run.RunStore;
import oragen.run.WaveFolders;
import oragen.spark.clips.ClipRowCodec;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Removes persons from the waves of one run. Their rows are found by the columns that identify a clip, and the files that
 * hold some are copied without them, each in one task, and replaced one after another: waves stay what they are. Rows that
 * name nobody go before those that do, so that whoever is ended leaves what the next one needs to find the rest.
 */
final class RunForgetting {
    private static final String FILE = "removed_file";
    private static final String POSITION = "removed_position";

    private final SparkSession spark;
    private final RunStore store;
    private final RunHousekeeping.Forgotten forgotten;

    RunForgetting(SparkSession spark, RunStore store, RunHousekeeping.Forgotten forgotten) {
        this.spark = spark;
        this.store = store;
        this.forgotten = forgotten;
    }

    /** Rows that were removed, by table. */
    Map<String, Long> removeRows() {
        List<String> identity = ClipRowCodec.IDENTITY;
        List<String> clip = new ArrayList<>(identity);
        clip.add("clip_id");
        Map<String, Long> removed = new LinkedHashMap<>();
        WaveFolders.TABLES.stream().filter(table -> rows(table).isPresent()).forEach(table -> removed.put(table, 0L));
        Optional<Dataset<Row>> named = collected(NewestWaves.TABLES, identity, rows -> rows.filter(forgotten.named()));
        if (named.isEmpty()) {
            return removed;
        }
        Dataset<Row> persons = named.get();
        // Windows know no speaker, and duplicates may be listed without: they go with the clip that is named.
        collected(List.of("predictions"), clip, rows -> of(rows, persons))
                .ifPresent(clips -> remove(
                        WindowClips.TABLE,
                        rows -> rows.join(broadcast(clips), WindowClips.of(rows, clips), "left_semi"),
                        removed));
        for (String table : NewestWaves.TABLES) {
            remove(table, rows -> of(rows, persons).filter(not(forgotten.named())), removed);
        }
        for (String table : NewestWaves.TABLES) {
            remove(table, rows -> rows.filter(forgotten.named()), removed);
        }
        return removed;
    }

    private Optional<Dataset<Row>> rows(String table) {
        return RunOutput.read(spark, store.waves(table));
    }

    /** Some columns of some rows of the clips' tables, kept in memory: the files are about to change. */
    private Optional<Dataset<Row>> collected(
            List<String> tables, List<String> columns, UnaryOperator<Dataset<Row>> wanted) {
        Column[] selected = columns.stream().map(name -> col(name)).toArray(Column[]::new);
        return tables.stream()
                .flatMap(table -> rows(table).stream())
                .map(rows -> wanted.apply(rows).select(selected))
                .reduce(Dataset::union)
                .map(Dataset::distinct)
                .map(found -> spark.createDataFrame(found.collectAsList(), found.schema()))
                .filter(found -> !found.isEmpty());
    }

    private static Dataset<Row> of(Dataset<Row> rows, Dataset<Row> clips) {
        Column same = ClipRowCodec.IDENTITY.stream()
                .map(name -> rows.col(name).eqNullSafe(clips.col(name)))
                .reduce(Column::and)
                .orElseThrow();
        return rows.join(broadcast(clips), same, "left_semi");
    }

    private void remove(String table, UnaryOperator<Dataset<Row>> doomed, Map<String, Long> removed) {
        Map<String, List<Long>> positions = new TreeMap<>();
        rows(table)
                .ifPresent(rows -> doomed.apply(rows.select(
                                col("*"),
                                col("_metadata.file_path").as(FILE),
                                col("_metadata.row_index").as(POSITION)))
                        .select(FILE, POSITION)
                        .collectAsList()
                        .forEach(row -> positions
                                .computeIfAbsent(row.getString(0), file -> new ArrayList<>())
                                .add(row.getLong(1))));
        if (!positions.isEmpty()) {
            removed.merge(
                    table, positions.values().stream().mapToLong(List::size).sum(), Long::sum);
            rewrite(positions);
        }
    }

    private void rewrite(Map<String, List<Long>> positions) {
        List<RowRemoval.Doomed> files = new ArrayList<>();
        positions.forEach((file, rows) -> {
            long[] sorted = rows.stream().mapToLong(Long::longValue).toArray();
            Arrays.sort(sorted);
            files.add(new RowRemoval.Doomed(file, sorted));
        });
        RowRemoval removal = new RowRemoval(
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()), store.staging("rewritten"));
        JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(files, files.size())
                .map(removal)
                .collect()
                .forEach(copy -> store.replace(new Path(copy.finished()), new Path(copy.file())));
        store.deleteStaging();
    }
}
