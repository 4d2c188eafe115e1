package oragen.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import oragen.InputException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The output folder: {@code predictions}, {@code features}, {@code windows}, {@code rejects} by run key and wave, and {@code runs}. */
final class RunStore {
    static final List<String> TABLES = List.of("predictions", "features", "windows", "rejects");
    private static final Set<String> OURS =
            Set.of("predictions", "features", "windows", "rejects", "runs", "evaluation", "_staging", RunLock.FILE);
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path output;
    private final String runKey;
    private final FileSystem fileSystem;

    private RunStore(Path output, String runKey, FileSystem fileSystem) {
        this.output = output;
        this.runKey = runKey;
        this.fileSystem = fileSystem;
    }

    /** Refuses a folder that holds anything which this program did not write. */
    static RunStore open(String output, String runKey, Configuration configuration) {
        try {
            Path folder = new Path(output);
            FileSystem fileSystem = folder.getFileSystem(configuration);
            if (fileSystem.exists(folder)) {
                for (FileStatus status : fileSystem.listStatus(folder)) {
                    if (!OURS.contains(status.getPath().getName())) {
                        throw new InputException(
                                "--output " + output,
                                "holds " + status.getPath().getName() + ", which is not of this program",
                                "give an empty folder or one of an earlier run");
                    }
                }
            }
            return new RunStore(fileSystem.makeQualified(folder), runKey, fileSystem);
        } catch (IOException e) {
            throw new UncheckedIOException("--output " + output + " cannot be used", e);
        }
    }

    String output() {
        return output.toString();
    }

    String runKey() {
        return runKey;
    }

    Optional<RunRecord> record() {
        Path file = recordFile();
        try {
            if (!fileSystem.exists(file)) {
                return Optional.empty();
            }
            try (InputStream stream = fileSystem.open(file)) {
                return Optional.of(JSON.readValue(stream, RunRecord.class));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read; delete this run with --overwrite", e);
        }
    }

    /** Makes the waves that the record lists count; the file is replaced at once. */
    void write(RunRecord record) {
        Path part = new Path(recordFile().getParent(), "." + runKey + ".json.part");
        try {
            byte[] content = JSON.writeValueAsBytes(record);
            // An object store shows a file, the old or the new one, when it is closed; its renames are not at once.
            if (fileSystem.hasPathCapability(recordFile(), CommonPathCapabilities.ABORTABLE_STREAM)) {
                write(content, recordFile());
            } else {
                write(content, part);
                replace(part, recordFile());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(recordFile() + " cannot be written", e);
        }
    }

    private void write(byte[] content, Path file) throws IOException {
        try (OutputStream stream = fileSystem.create(file, true)) {
            stream.write(content);
        }
    }

    /** At once where the file system can; elsewhere the old file is gone for a moment. */
    private void replace(Path part, Path file) throws IOException {
        try {
            FileContext.getFileContext(file.toUri(), fileSystem.getConf()).rename(part, file, Options.Rename.OVERWRITE);
        } catch (UnsupportedFileSystemException e) {
            fileSystem.delete(file, false);
            if (!fileSystem.rename(part, file)) {
                throw new IOException("cannot rename " + part, e);
            }
        }
    }

    /** Keeps the folder to this run until closed. */
    RunLock lock() {
        return RunLock.take(fileSystem, output);
    }

    /** Makes a staged table a wave of its own, by one rename; on an object store that copies file by file. */
    void publish(String table, int wave) {
        Path target = new Path(wave(table, wave));
        try {
            fileSystem.mkdirs(target.getParent());
            if (!fileSystem.rename(new Path(staging(table)), target)) {
                throw new IOException("cannot rename " + staging(table));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(target + " cannot be written", e);
        }
    }

    /** {@code listed_run} and {@code listed_wave} of all run records in a folder {@code runs}. */
    static Dataset<Row> waves(SparkSession spark, Path runs) {
        List<Row> waves = new ArrayList<>();
        for (RunRecord record : records(runs, spark.sparkContext().hadoopConfiguration())) {
            record.waves().forEach(wave -> waves.add(RowFactory.create(record.runKey(), wave.number())));
        }
        return spark.createDataFrame(
                waves,
                new StructType().add("listed_run", DataTypes.StringType).add("listed_wave", DataTypes.IntegerType));
    }

    /** All run records in a folder {@code runs}, by run key. */
    static List<RunRecord> records(Path runs, Configuration configuration) {
        try {
            FileSystem fileSystem = runs.getFileSystem(configuration);
            List<RunRecord> records = new ArrayList<>();
            for (FileStatus status : fileSystem.listStatus(runs)) {
                String name = status.getPath().getName();
                if (name.endsWith(".json") && !name.startsWith(".")) {
                    try (InputStream stream = fileSystem.open(status.getPath())) {
                        records.add(JSON.readValue(stream, RunRecord.class));
                    }
                }
            }
            records.sort(Comparator.comparing(RunRecord::runKey));
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException(runs + " cannot be read", e);
        }
    }

    /** Deletes every row of this run key, and of no other. */
    void deleteRun() {
        delete(recordFile());
        for (String table : TABLES) {
            delete(new Path(output, table + "/run_key=" + runKey));
        }
        deleteStaging();
    }

    /** Deletes what a run that was ended in the middle of this wave has left. */
    void deleteLeftovers(int wave) {
        deleteWave(wave);
        TABLES.forEach(this::deleteStaging);
        deleteStaging("outcomes");
        deleteStaging("seen");
    }

    void deleteWave(int wave) {
        for (String table : TABLES) {
            delete(new Path(wave(table, wave)));
        }
    }

    /** Deletes one staged table of this run key. */
    void deleteStaging(String table) {
        delete(new Path(staging(table)));
    }

    /** Deletes the staged rows of this run key; another run may be staging beside. */
    void deleteStaging() {
        delete(new Path(output, "_staging/" + runKey));
        try {
            Path folder = new Path(output, "_staging");
            if (fileSystem.exists(folder) && fileSystem.listStatus(folder).length == 0) {
                fileSystem.delete(folder, false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the staging folder in " + output + " cannot be deleted", e);
        }
    }

    String staging(String table) {
        return new Path(output, "_staging/" + runKey + "/" + table).toString();
    }

    String wave(String table, int wave) {
        return new Path(output, String.format("%s/run_key=%s/wave=%05d", table, runKey, wave)).toString();
    }

    String table(String table) {
        return new Path(output, table).toString();
    }

    Path recordFile() {
        return new Path(output, "runs/" + runKey + ".json");
    }

    private void delete(Path path) {
        try {
            fileSystem.delete(path, true);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be deleted", e);
        }
    }
}
