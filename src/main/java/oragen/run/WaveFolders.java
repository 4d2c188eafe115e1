package oragen.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The folders {@code <table>/run_key=<key>/wave=<number>} of an output: those that a record lists, and leftovers. */
public final class WaveFolders {
    public static final List<String> TABLES = List.of("predictions", "features", "windows", "rejects");
    private static final String RUN = "run_key=";
    private static final String WAVE = "wave=";

    private final Path output;
    private final FileSystem fileSystem;

    public WaveFolders(Path output, FileSystem fileSystem) {
        this.output = output;
        this.fileSystem = fileSystem;
    }

    /** All waves of a run. */
    public Path run(String table, String runKey) {
        return new Path(output, table + "/" + RUN + runKey);
    }

    /** The run whose rows a folder holds. */
    static Optional<String> runKey(Path run) {
        String name = run.getName();
        return name.startsWith(RUN) ? Optional.of(name.substring(RUN.length())) : Optional.empty();
    }

    private static String name(int wave) {
        return String.format(Locale.ROOT, "%s%05d", WAVE, wave);
    }

    /** One wave of a run; one without rows of a table may have no folder there. */
    public Path wave(String table, String runKey, int wave) {
        return new Path(run(table, runKey), name(wave));
    }

    /**
     * Makes a staged table a wave, by one rename; on an object store that copies file by file. A rename onto a folder that
     * exists would move into it, and its rows would count twice.
     */
    void publish(Path staged, String table, String runKey, int wave) {
        Path target = wave(table, runKey, wave);
        try {
            if (fileSystem.exists(target)) {
                throw new IllegalStateException(target + " already exists and is not overwritten");
            }
            fileSystem.mkdirs(target.getParent());
            if (!fileSystem.rename(staged, target)) {
                throw new IOException("cannot rename " + staged);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(target + " cannot be written", e);
        }
    }

    /** Puts a finished file in the place of one of a wave. */
    void replace(Path finished, Path file) {
        try {
            new FileReplacement(fileSystem).replace(finished, file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be replaced", e);
        }
    }

    void delete(String runKey, int wave) {
        TABLES.forEach(table -> delete(wave(table, runKey, wave)));
    }

    void deleteRun(String runKey) {
        TABLES.forEach(table -> delete(run(table, runKey)));
    }

    /** Deletes the waves of one run that its record does not list. */
    public void deleteUnlisted(String runKey, List<RunRecord> records) {
        Map<String, Set<String>> listed = listed(records);
        TABLES.forEach(table -> deleteUnlisted(run(table, runKey), listed.getOrDefault(runKey, Set.of())));
    }

    /** Deletes the waves of all runs that no record lists. */
    public void deleteUnlisted(List<RunRecord> records) {
        Map<String, Set<String>> listed = listed(records);
        for (String table : TABLES) {
            for (FileStatus run : children(new Path(output, table))) {
                runKey(run.getPath()).ifPresent(runKey -> {
                    if (listed.containsKey(runKey)) {
                        deleteUnlisted(run.getPath(), listed.getOrDefault(runKey, Set.of()));
                    } else {
                        delete(run.getPath());
                    }
                });
            }
        }
    }

    /** Deletes what lies in the tables' folders and is no wave: whatever it is, no record lists it. */
    public void deleteStrays() {
        for (String table : TABLES) {
            for (FileStatus run : children(new Path(output, table))) {
                if (runKey(run.getPath()).isEmpty()) {
                    delete(run.getPath());
                    continue;
                }
                for (FileStatus wave : children(run.getPath())) {
                    if (!wave.getPath().getName().startsWith(WAVE)) {
                        delete(wave.getPath());
                    }
                }
            }
        }
    }

    /** Names of the folders of listed waves, by run key. */
    private static Map<String, Set<String>> listed(List<RunRecord> records) {
        Map<String, Set<String>> listed = new HashMap<>();
        for (RunRecord record : records) {
            Set<String> names = new HashSet<>();
            record.waves().forEach(wave -> names.add(name(wave.number())));
            listed.put(record.runKey(), names);
        }
        return listed;
    }

    private void deleteUnlisted(Path run, Set<String> listed) {
        String table = run.getParent().getName();
        for (FileStatus wave : children(run)) {
            String name = wave.getPath().getName();
            if (listed.contains(name)) {
                finishReplacements(wave.getPath());
                deleteReplaced(wave.getPath(), table);
            } else if (name.startsWith(WAVE)) {
                delete(wave.getPath());
            }
        }
    }

    private void finishReplacements(Path wave) {
        try {
            new FileReplacement(fileSystem).finish(wave);
        } catch (IOException e) {
            throw new UncheckedIOException(wave + " cannot be put in order", e);
        }
    }

    /**
     * Earlier versions could publish a wave into the folder that a killed {@code compact} had left for it: the files there
     * are of the killed one, and the folder within holds the rows that count.
     */
    private void deleteReplaced(Path wave, String table) {
        Path within = new Path(wave, table);
        if (children(within).stream().anyMatch(file -> file.getPath().getName().endsWith(".parquet"))) {
            for (FileStatus child : children(wave)) {
                if (child.isFile()) {
                    delete(child.getPath());
                }
            }
        }
    }

    /** Whether a folder is laid out as an output. */
    public static boolean areIn(Path folder, String table, FileSystem fileSystem) {
        return new WaveFolders(folder, fileSystem)
                .children(new Path(folder, table)).stream()
                        .anyMatch(run -> runKey(run.getPath()).isPresent());
    }

    private List<FileStatus> children(Path folder) {
        try {
            return List.of(fileSystem.listStatus(folder));
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be listed", e);
        }
    }

    private void delete(Path path) {
        try {
            fileSystem.delete(path, true);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be deleted", e);
        }
    }
}
