package oragen.training;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import oragen.InputException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The Parquet files of a table of features, on any file system that Hadoop reads.
 *
 * @param option that named the folder, for messages
 * @param files by name
 */
record FeatureFolder(String option, String location, List<Path> files, Configuration configuration) {
    private static final int BUFFER_BYTES = 1 << 20;

    FeatureFolder {
        files = List.copyOf(files);
    }

    /** Looks through {@code features} below a folder if there is one, else through the folder. */
    static FeatureFolder find(String option, String location) {
        Configuration configuration = new Configuration();
        Path root = new Path(location);
        try {
            FileSystem fileSystem = root.getFileSystem(configuration);
            Path table = new Path(root, "features");
            List<Path> files = new ArrayList<>();
            collect(fileSystem, fileSystem.exists(table) ? table : root, files);
            files.sort(Comparator.comparing(Path::toString));
            if (files.isEmpty()) {
                throw new InputException(
                        option + " " + location, "holds no Parquet file", "name the output folder of features");
            }
            return new FeatureFolder(option, location, files, configuration);
        } catch (FileNotFoundException e) {
            throw new InputException(option + " " + location, "does not exist", "check the path", e);
        } catch (IOException e) {
            throw new InputException(
                    option + " " + location, "cannot be listed (" + e.getMessage() + ")", "check the path", e);
        }
    }

    private static void collect(FileSystem fileSystem, Path folder, List<Path> files) throws IOException {
        for (FileStatus status : fileSystem.listStatus(folder)) {
            String name = status.getPath().getName();
            // What begins so is Spark's own: tasks under way, and marks.
            boolean hidden = name.startsWith("_") || name.startsWith(".");
            if (!hidden && status.isDirectory()) {
                collect(fileSystem, status.getPath(), files);
            } else if (!hidden && name.endsWith(".parquet")) {
                files.add(status.getPath());
            }
        }
    }

    /** SHA-256 over the names and contents of all files; reads them once. */
    String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER_BYTES];
            for (Path file : files) {
                digest.update(file.getName().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                try (InputStream stream =
                        new DigestInputStream(file.getFileSystem(configuration).open(file), digest)) {
                    while (stream.read(buffer) >= 0) {
                        // the stream digests what passes
                    }
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new InputException(
                    option + " " + location, "cannot be read (" + e.getMessage() + ")", "copy the features again", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must offer SHA-256", e);
        }
    }
}
