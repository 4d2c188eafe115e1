package oragen.run;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oragen.InputException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The records of the runs in an output folder: its folder {@code runs}. */
public final class RunRecords {
    public static final String FOLDER = "runs";

    /** The ids of clips are names in it, which may be as long as their paths. */
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNameLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(SerializationFeature.INDENT_OUTPUT);

    /** A record, or what was to replace it when its writer died. */
    private static final Pattern NAME = Pattern.compile("([^.].*)\\.json|\\.([^.].*)\\.json\\.part");

    private final Path folder;
    private final FileSystem fileSystem;

    public RunRecords(Path output, FileSystem fileSystem) {
        this.folder = new Path(output, FOLDER);
        this.fileSystem = fileSystem;
    }

    public static RunRecords of(Path output, Configuration configuration) {
        try {
            return new RunRecords(output, output.getFileSystem(configuration));
        } catch (IOException e) {
            throw new UncheckedIOException(output + " has no file system", e);
        }
    }

    Path file(String runKey) {
        return new Path(folder, runKey + ".json");
    }

    Optional<RunRecord> find(String runKey) {
        SmallFile file = new SmallFile(fileSystem, file(runKey));
        try {
            Optional<byte[]> content = file.read();
            return content.isPresent()
                    ? Optional.of(JSON.readValue(content.get(), RunRecord.class))
                    : unfinished(file.part());
        } catch (JacksonException e) {
            throw new InputException(
                    file.path().toString(),
                    "is not a run record, or is damaged (line "
                            + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()) + ")",
                    "restore it, or delete it and run the command that wrote it (label or extract) with --overwrite",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(file.path() + " cannot be read", e);
        }
    }

    /** Where a file cannot be replaced at once, a run that was killed meanwhile has left only this. */
    private static Optional<RunRecord> unfinished(Optional<byte[]> part) throws IOException {
        try {
            return part.isPresent() ? Optional.of(JSON.readValue(part.get(), RunRecord.class)) : Optional.empty();
        } catch (JacksonException e) {
            // Half of the first record of a run, whose waves were still to come.
            return Optional.empty();
        }
    }

    /** All records, by run key. */
    public List<RunRecord> all() {
        TreeSet<String> runKeys = new TreeSet<>();
        try {
            for (FileStatus status : fileSystem.listStatus(folder)) {
                Matcher name = NAME.matcher(status.getPath().getName());
                if (name.matches()) {
                    runKeys.add(name.group(1) == null ? name.group(2) : name.group(1));
                }
            }
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read", e);
        }
        List<RunRecord> records = new ArrayList<>();
        runKeys.forEach(runKey -> find(runKey).ifPresent(records::add));
        return records;
    }

    /** Makes the waves that a record lists count, and no others. */
    void write(RunRecord record) {
        SmallFile file = new SmallFile(fileSystem, file(record.runKey()));
        try {
            file.replace(JSON.writeValueAsBytes(record));
        } catch (IOException e) {
            throw new UncheckedIOException(file.path() + " cannot be written", e);
        }
    }

    void delete(String runKey) {
        SmallFile file = new SmallFile(fileSystem, file(runKey));
        try {
            file.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(file.path() + " cannot be deleted", e);
        }
    }

    /** Whether a folder of this name holds a record of a run of ours. */
    public static boolean areIn(Path output, FileSystem fileSystem) throws IOException {
        for (FileStatus status : fileSystem.listStatus(new Path(output, FOLDER))) {
            if (status.isFile() && status.getPath().getName().endsWith(".json")) {
                try {
                    RunRecord record = JSON.readValue(
                            new SmallFile(fileSystem, status.getPath()).read().orElse(new byte[0]), RunRecord.class);
                    return record.runKey() != null && record.bundleChecksum() != null;
                } catch (JacksonException e) {
                    // of somebody else
                }
            }
        }
        return false;
    }

    /** Deletes everything beside the records: halves of records that were being written tell of clips too. */
    public void deleteStrays() {
        Set<String> records = new TreeSet<>();
        try {
            for (RunRecord record : all()) {
                Path file = file(record.runKey());
                if (!fileSystem.exists(file)) {
                    write(record); // all that is left of it is what was to replace it
                }
                records.add(file.getName());
            }
            for (FileStatus status : fileSystem.listStatus(folder)) {
                if (!records.contains(status.getPath().getName())) {
                    fileSystem.delete(status.getPath(), true);
                }
            }
        } catch (FileNotFoundException e) {
            // no run has written a record
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be cleared", e);
        }
    }
}
