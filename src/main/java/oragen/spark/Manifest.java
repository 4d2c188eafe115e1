package oragen.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import oragen.InputException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/** A table of clips in CSV or Parquet with at least {@code path}; a relative path starts at the table's folder. */
public final class Manifest {
    private Manifest() {}

    /** Whether an input is a manifest rather than media, by its ending. */
    public static boolean isManifest(String input) {
        String name = input.toLowerCase(Locale.ROOT);
        return name.endsWith(".csv") || name.endsWith(".parquet");
    }

    /** Every column as text. */
    public static Dataset<Row> read(SparkSession spark, String location) {
        Dataset<Row> table = table(spark, location);
        if (!Arrays.asList(table.columns()).contains("path")) {
            throw new InputException(
                    "manifest " + location,
                    "no column path among " + Arrays.toString(table.columns()),
                    "name the column of the files path");
        }
        return table.select(Arrays.stream(table.columns())
                .map(name -> functions.col("`" + name + "`").cast("string").as(name))
                .toArray(Column[]::new));
    }

    private static Dataset<Row> table(SparkSession spark, String location) {
        try {
            return location.toLowerCase(Locale.ROOT).endsWith(".csv")
                    ? spark.read()
                            .option("header", "true")
                            .option("multiLine", "true")
                            .option("escape", "\"")
                            .csv(location)
                    : spark.read().parquet(location);
        } catch (Exception e) {
            if (e instanceof AnalysisException) {
                throw new InputException("manifest " + location, "cannot be read", "check that the file exists", e);
            }
            throw e;
        }
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
