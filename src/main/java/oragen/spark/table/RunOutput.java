package oragen.spark.table;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oragen.run.NewestWaves;
import oragen.run.RunRecord;
import oragen.run.RunRecords;
import oragen.spark.clips.ClipRowCodec;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of an output folder that count: of waves that a run record lists, and of several waves with the same clip
 * the newest. Tables that another tool has put together, without waves or records, count as they are.
 */
public final class RunOutput {
    private final SparkSession spark;
    private final Path folder;
    private final Map<String, Optional<Dataset<Row>>> tables = new HashMap<>();

    /** @param folder the output folder of {@code label} */
    public RunOutput(SparkSession spark, String folder) {
        this.spark = spark;
        this.folder = new Path(folder);
    }

    /** The current rows of a table; nothing where there is no table. */
    public Optional<Dataset<Row>> current(String table) {
        return table(table).map(rows -> {
            if (!Arrays.asList(rows.columns()).containsAll(List.of("run_key", "wave"))) {
                return rows;
            }
            Dataset<Row> listed = ofListedWaves(rows);
            if (table.equals(WindowClips.TABLE)) {
                Dataset<Row> clips = current("predictions").orElseThrow();
                Column same = WindowClips.of(listed, clips)
                        .and(listed.col("run_key").equalTo(clips.col("run_key")))
                        .and(listed.col("wave").equalTo(clips.col("wave")));
                return listed.join(clips, same, "left_semi");
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
        Path runs = new Path(folder, RunRecords.FOLDER);
        return exists(runs)
                && records().stream().allMatch(record -> record.waves().size() <= 1);
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
        for (String table : NewestWaves.TABLES) {
            Optional<Dataset<Row>> read = table(table);
            if (read.isPresent()) {
                Dataset<Row> rows = ofListedWaves(read.get());
                if (table.equals("rejects")) {
                    rows = rows.filter(col("reason").notEqual(NewestWaves.OF_ANOTHER_CLIP.label()));
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
        Path runs = new Path(folder, RunRecords.FOLDER);
        if (!exists(runs)) {
            return rows;
        }
        Dataset<Row> waves = waves();
        return rows.join(
                waves,
                rows.col("run_key")
                        .equalTo(waves.col("listed_run"))
                        .and(waveOf(rows).equalTo(waves.col("listed_wave"))),
                "left_semi");
    }

    /** {@code listed_run} and {@code listed_wave} of all records. */
    private Dataset<Row> waves() {
        List<Row> waves = new ArrayList<>();
        for (RunRecord record : records()) {
            record.waves().forEach(wave -> waves.add(RowFactory.create(record.runKey(), wave.number())));
        }
        return spark.createDataFrame(
                waves,
                new StructType().add("listed_run", DataTypes.StringType).add("listed_wave", DataTypes.IntegerType));
    }

    /** The runs that the folder has records of. */
    public List<RunRecord> records() {
        return RunRecords.of(folder, spark.sparkContext().hadoopConfiguration()).all();
    }

    private boolean exists(Path path) {
        return exists(spark, path);
    }

    private static boolean exists(SparkSession spark, Path path) {
        try {
            FileSystem fileSystem = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
            return fileSystem.exists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be looked up", e);
        }
    }

    /** A table as it was when it was first asked for: to merge the columns of its files takes a job. */
    private Optional<Dataset<Row>> table(String name) {
        Optional<Dataset<Row>> known = tables.get(name);
        if (known == null) {
            known = read(name);
            tables.put(name, known);
        }
        return known;
    }

    private Optional<Dataset<Row>> read(String table) {
        return read(spark, new Path(folder, table));
    }

    /** Waves of different manifests have different columns: the table has them all. Nothing where there is no file. */
    static Optional<Dataset<Row>> read(SparkSession spark, Path path) {
        if (!exists(spark, path)) {
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
