package oragen.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import oragen.InputException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The output folder: {@code predictions}, {@code windows} and {@code rejects} by run key and wave, and {@code runs}. */
final class RunStore {
    static final List<String> TABLES = List.of("predictions", "windows", "rejects");
    private static final Set<String> OURS =
            Set.of("predictions", "windows", "rejects", "runs", "evaluation", "_staging");
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
            try (OutputStream stream = fileSystem.create(part, true)) {
                stream.write(JSON.writeValueAsBytes(record));
            }
            fileSystem.delete(recordFile(), false);
            if (!fileSystem.rename(part, recordFile())) {
                throw new IOException("cannot rename " + part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(recordFile() + " cannot be written", e);
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
        for (String table : TABLES) {
            delete(new Path(wave(table, wave)));
        }
        deleteStaging("outcomes");
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
