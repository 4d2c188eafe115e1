package oragen.training.feature;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import oragen.InputException;
import oragen.run.NewestWaves;
import oragen.run.Product;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The Parquet files of tables of features that count, on any file system that Hadoop reads.
 *
 * @param option that named the folders, for messages
 * @param files by path
 */
public record FeatureFolders(String option, List<String> locations, List<Part> files, Configuration configuration) {
    private static final int BUFFER_BYTES = 1 << 20;

    public FeatureFolders {
        locations = List.copyOf(locations);
        files = List.copyOf(files);
    }

    /**
     * A file.
     *
     * @param wave of {@code extract} that wrote it; 0 where there are no waves
     * @param newest tells which of its rows count
     */
    record Part(Path file, int wave, NewestWaves newest) {
        Part(Path file, int wave) {
            this(file, wave, NewestWaves.ALL);
        }
    }

    /**
     * Of each folder the waves that count of its run of {@code extract}; without records of runs, all files of
     * {@code features} below the folder if there is one, else of the folder.
     */
    public static FeatureFolders find(String option, List<String> locations) {
        Configuration configuration = new Configuration();
        List<Part> files = new ArrayList<>();
        Set<Path> known = new HashSet<>();
        for (String location : locations) {
            for (Part part : files(option + " " + location, new Path(location), configuration)) {
                if (!known.add(part.file())) {
                    throw new InputException(
                            option + " " + location, "contains files of another " + option, "name every folder once");
                }
                files.add(part);
            }
        }
        files.sort(Comparator.comparing(part -> part.file().toString()));
        return new FeatureFolders(option, locations, files, configuration);
    }

    private static List<Part> files(String what, Path root, Configuration configuration) {
        try {
            FileSystem fileSystem = root.getFileSystem(configuration);
            Optional<ExtractedRun> run = ExtractedRun.find(what, root, fileSystem);
            List<Part> files = new ArrayList<>();
            List<Part> rejects = new ArrayList<>();
            if (run.isPresent()) {
                for (int wave : run.get().waves()) {
                    collectWave(fileSystem, run.get().features(wave), wave, files);
                    collectWave(fileSystem, run.get().rejects(wave), wave, rejects);
                }
            } else {
                Path table = new Path(root, Product.FEATURES.table());
                collect(fileSystem, fileSystem.exists(table) ? table : root, 0, files);
            }
            if (files.isEmpty()) {
                throw new InputException(what, "contains no Parquet file", "use the output folder of extract");
            }
            NewestWaves newest = WaveSurvey.newest(files, rejects, configuration);
            return files.stream()
                    .map(part -> new Part(part.file(), part.wave(), newest))
                    .toList();
        } catch (FileNotFoundException e) {
            throw new InputException(what, "does not exist", "check the path", e);
        } catch (IOException e) {
            throw new InputException(what, "cannot be listed (" + e.getMessage() + ")", "check the path", e);
        }
    }

    /** A wave without rows of a table may have no folder. */
    private static void collectWave(FileSystem fileSystem, Path folder, int wave, List<Part> files) throws IOException {
        if (fileSystem.exists(folder)) {
            collect(fileSystem, folder, wave, files);
        }
    }

    private static void collect(FileSystem fileSystem, Path folder, int wave, List<Part> files) throws IOException {
        for (FileStatus status : fileSystem.listStatus(folder)) {
            String name = status.getPath().getName();
            // What begins so is Spark's own: tasks under way, and marks.
            boolean hidden = name.startsWith("_") || name.startsWith(".");
            if (!hidden && status.isDirectory()) {
                collect(fileSystem, status.getPath(), wave, files);
            } else if (!hidden && name.endsWith(".parquet")) {
                files.add(new Part(status.getPath(), wave));
            }
        }
    }

    /** For messages. */
    String name() {
        return option + " " + String.join(", ", locations);
    }

    /** SHA-256 over the names and contents of all files; reads them once. */
    public String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER_BYTES];
            for (Part part : files) {
                Path file = part.file();
                digest.update(file.getName().getBytes(StandardCharsets.UTF_8));
                try (InputStream stream =
                        new DigestInputStream(file.getFileSystem(configuration).open(file), digest)) {
                    while (stream.read(buffer) >= 0) {
                        // the stream digests what passes
                    }
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new InputException(name(), "cannot be read (" + e.getMessage() + ")", "copy the features again", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must offer SHA-256", e);
        }
    }
}
