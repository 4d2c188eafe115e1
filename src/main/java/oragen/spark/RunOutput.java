package oragen.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The rows of an output folder that count: of waves that a run record lists, and of several waves with the same clip
 * the newest. Tables that another tool has put together, without waves or records, count as they are.
 */
public final class RunOutput {
    private final SparkSession spark;
    private final Path folder;

    /** @param folder the output folder of {@code label} */
    public RunOutput(SparkSession spark, String folder) {
        this.spark = spark;
        this.folder = new Path(folder);
    }

    /** The current rows of a table; nothing where there is no table. */
    public Optional<Dataset<Row>> current(String table) {
        return read(table).map(rows -> {
            if (!Arrays.asList(rows.columns()).containsAll(List.of("run_key", "wave"))) {
                return rows;
            }
            Dataset<Row> listed = ofListedWaves(rows);
            if (table.equals("windows")) {
                Dataset<Row> clips = current("predictions").orElseThrow().select("run_key", "wave", "clip_id", "path");
                return listed.join(clips, new String[] {"run_key", "wave", "clip_id", "path"}, "left_semi");
            }
            if (noRunHasSeveralWaves()) {
                return listed;
            }
            Dataset<Row> newest = newest();
            Column same = lit(true);
            for (String name : keyNames()) {
                same = same.and(key(listed, name).equalTo(newest.col("newest_" + name)));
            }
            return listed.join(newest, same.and(waveOf(listed).equalTo(newest.col("newest_wave"))), "left_semi");
        });
    }

    /** Then no row can have replaced another, and the shuffle that would find out is saved. */
    private boolean noRunHasSeveralWaves() {
        Path runs = new Path(folder, "runs");
        return exists(runs)
                && RunStore.records(runs, spark.sparkContext().hadoopConfiguration()).stream()
                        .allMatch(record -> record.waves().size() <= 1);
    }

    private static List<String> keyNames() {
        List<String> names = new ArrayList<>(ClipRowCodec.IDENTITY);
        names.add("run_key");
        return names;
    }

    private static Column key(Dataset<Row> rows, String name) {
        return coalesce(rows.col(name).cast("string"), lit(""));
    }

    private static Column waveOf(Dataset<Row> rows) {
        return rows.col("wave").cast("int");
    }

    /** The newest wave of every clip, whether it predicts or rejects it; duplicates of other clips have none. */
    private Dataset<Row> newest() {
        Dataset<Row> all = null;
        for (String table : List.of("predictions", "features", "rejects")) {
            Optional<Dataset<Row>> read = read(table);
            if (read.isPresent()) {
                Dataset<Row> rows = ofListedWaves(read.get());
                if (table.equals("rejects")) {
                    rows = rows.filter(col("reason").notEqual(RejectReasons.DUPLICATE));
                }
                List<Column> columns = new ArrayList<>();
                for (String name : keyNames()) {
                    columns.add(key(rows, name).as("newest_" + name));
                }
                columns.add(waveOf(rows).as("newest_wave"));
                Dataset<Row> keys = rows.select(columns.toArray(Column[]::new));
                all = all == null ? keys : all.union(keys);
            }
        }
        if (all == null) {
            throw new IllegalStateException("no table in " + folder);
        }
        Column[] keys = keyNames().stream().map(name -> col("newest_" + name)).toArray(Column[]::new);
        return all.groupBy(keys).agg(max("newest_wave").as("newest_wave"));
    }

    private Dataset<Row> ofListedWaves(Dataset<Row> rows) {
        Path runs = new Path(folder, "runs");
        if (!exists(runs)) {
            return rows;
        }
        Dataset<Row> waves = RunStore.waves(spark, runs);
        return rows.join(
                waves,
                rows.col("run_key")
                        .equalTo(waves.col("listed_run"))
                        .and(waveOf(rows).equalTo(waves.col("listed_wave"))),
                "left_semi");
    }

    private boolean exists(Path path) {
        try {
            FileSystem fileSystem = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
            return fileSystem.exists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be looked up", e);
        }
    }

    /** Waves of different manifests have different columns: the table has them all. */
    private Optional<Dataset<Row>> read(String table) {
        Path path = new Path(folder, table);
        if (!exists(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(spark.read().option("mergeSchema", "true").parquet(path.toString()));
        } catch (Exception e) {
            if (e instanceof AnalysisException) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
