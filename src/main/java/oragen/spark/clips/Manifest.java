package oragen.spark.clips;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import oragen.InputException;
import oragen.run.Location;
import oragen.spark.session.FewRows;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** A table of clips in CSV or Parquet with at least {@code path}; a relative path starts at the table's folder. */
public final class Manifest {
    private Manifest() {}

    /** Whether an input is a manifest rather than media, by its ending. */
    public static boolean isManifest(String input) {
        return isText(input) || input.toLowerCase(Locale.ROOT).endsWith(".parquet");
    }

    /** Whether a manifest is in CSV, of which Spark does not know how large it is. */
    static boolean isText(String input) {
        return input.toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    static boolean isSmall(SparkSession spark, String location) {
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        try {
            long bytes = 0;
            for (FileStatus found : found(location, configuration)) {
                bytes += Location.storage(found.getPath(), configuration)
                        .getContentSummary(found.getPath())
                        .getLength();
            }
            return bytes <= FewRows.MOST_BYTES;
        } catch (IOException e) {
            throw new UncheckedIOException("manifest " + location + " cannot be read", e);
        }
    }

    /** Every column as text. */
    public static Dataset<Row> read(SparkSession spark, String location) {
        Dataset<Row> table = table(spark, location);
        if (!Arrays.asList(table.columns()).contains("path")) {
            throw new InputException(
                    "manifest " + location,
                    "no path column among " + Arrays.toString(table.columns()),
                    ContentField.likely(table.schema())
                            .map(column -> "for clips whose bytes are in the table add --content-column " + column)
                            .orElse("name the column with the files path"));
        }
        return table.select(Arrays.stream(table.columns())
                .map(name -> ColumnTypes.named(name).cast("string").as(name))
                .toArray(Column[]::new));
    }

    /** The files and folders that a location names, or matches where there is none of that name. */
    static List<FileStatus> found(String location, Configuration configuration) {
        Path path = new Path(location);
        try {
            FileSystem storage = Location.storage(path, configuration);
            List<FileStatus> found =
                    storage.exists(path) ? List.of(storage.getFileStatus(path)) : Glob.match(path, storage);
            if (found.isEmpty()) {
                throw new InputException("manifest " + location, "does not exist", "check the path");
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("manifest " + location + " cannot be read", e);
        }
    }

    /** Whether Spark takes no notice of a file of this name in a table. */
    static boolean isIgnored(String name) {
        return name.startsWith("_") || name.startsWith(".");
    }

    /** Spark does not tell upper from lower case. */
    static void requireDistinct(String location, List<String> columns) {
        Set<String> seen = new HashSet<>();
        for (String name : columns) {
            if (!name.isEmpty() && !seen.add(name.toLowerCase(Locale.ROOT))) {
                throw new InputException(
                        "manifest " + location, "two columns are called " + name, "rename or remove one");
            }
        }
    }

    private static Dataset<Row> table(SparkSession spark, String location) {
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        if (isText(location)) {
            return new CsvManifest(location, configuration).read(spark);
        }
        String file = new Path(location).getName();
        if (isIgnored(file)) {
            throw new InputException(
                    "manifest " + location,
                    "Spark ignores tables whose names begin with " + file.charAt(0),
                    "rename the manifest; the clips in it can have any name");
        }
        return new ParquetManifest(location, configuration).read(spark);
    }

    /** A path as the manifest gives it → the file's full path. */
    public static PathQualifier qualifier(SparkSession spark, String location) {
        try {
            Configuration configuration = spark.sparkContext().hadoopConfiguration();
            Path manifest = new Path(location);
            FileSystem ofManifest = manifest.getFileSystem(configuration);
            Path folder = ofManifest.makeQualified(manifest).getParent();
            FileSystem local = FileSystem.get(configuration);
            return new PathQualifier(
                    folder == null ? "/" : folder.toString(),
                    local.getUri().toString(),
                    local.getWorkingDirectory().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("manifest " + location + " has no file system", e);
        }
    }

    /** Resolves paths against a manifest's folder, anywhere in the cluster. */
    public record PathQualifier(String folder, String fileSystem, String workingDirectory) implements Serializable {
        /** @param root where relative paths start instead, as manifests of {@code corpus index} say */
        public String call(String given, @Nullable String root) {
            // A name may hold a colon: only what begins like a URI is one.
            boolean full = given.trim().matches("^([A-Za-z][A-Za-z0-9+.-]*:/|/).*");
            Path file = full
                    ? new Path(given.trim())
                    : new Path(root == null ? folder : root, new Path(null, null, given.trim()));
            return file.makeQualified(URI.create(fileSystem), new Path(workingDirectory))
                    .toString();
        }
    }
}
