package oragen.spark.clips;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import oragen.InputException;
import oragen.run.Location;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * All files below a folder, listed in parallel: the driver looks at the topmost folders until there are enough of them
 * to share out, tasks walk the rest. What is no clip by its name, is an output of ours or links to what is listed anyway is
 * passed over, and not entered.
 */
public final class FileListing {
    /**
     * Full path, size in bytes, time of the last change in milliseconds since 1970, why it is passed over, and whether it is a
     * folder that cannot be listed.
     */
    public static final StructType SCHEMA = new StructType()
            .add("path", DataTypes.StringType, false)
            .add("bytes", DataTypes.LongType, false)
            .add("modified_millis", DataTypes.LongType, false)
            .add("passed_over", DataTypes.StringType)
            .add("unreadable", DataTypes.BooleanType, false);

    private static final int FOLDERS_A_CORE = 16;
    private static final int MOST_TASKS = 512;

    private final SparkSession spark;

    public FileListing(SparkSession spark) {
        this.spark = spark;
    }

    /** A folder that can be read, or a file, with its storage. */
    public String qualified(String folder) {
        try {
            Path path = new Path(folder);
            FileSystem fileSystem = Location.storage(path, spark.sparkContext().hadoopConfiguration());
            if (!fileSystem.exists(path)) {
                throw new InputException(folder, "does not exist", "check the path");
            }
            String qualified = fileSystem.makeQualified(path).toString();
            if (fileSystem.getFileStatus(path).isDirectory() && !FolderContent.isReadable(path, fileSystem)) {
                throw new InputException(folder, "cannot be listed", "check that this user may read the folder");
            }
            return qualified;
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be listed", e);
        } catch (IllegalArgumentException e) {
            throw new InputException(folder, String.valueOf(e.getMessage()), "use a path or a URI", e);
        }
    }

    /** Rows of {@link #SCHEMA}, in no order. */
    public Dataset<Row> list(String root) {
        return list(root, List.of(root));
    }

    /** @param roots folders that are listed too, so that links to them need not be followed */
    Dataset<Row> list(String root, List<String> roots) {
        SerializableConfiguration configuration =
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
        List<Row> files = new ArrayList<>();
        List<String> folders = new ArrayList<>(List.of(root));
        int wanted = FOLDERS_A_CORE * spark.sparkContext().defaultParallelism();
        int depth = 0;
        while (!folders.isEmpty() && folders.size() < wanted && depth < 3) {
            List<String> next = new ArrayList<>();
            for (String folder : folders) {
                FolderContent content = FolderContent.of(folder, roots, configuration.value());
                next.addAll(content.folders());
                files.addAll(content.rows());
            }
            folders = next;
            depth++;
        }
        Dataset<Row> near = spark.createDataFrame(files, SCHEMA);
        if (folders.isEmpty()) {
            return near;
        }
        // Neighbours are often alike in size: shuffled, no task gets all the large ones.
        Collections.sort(folders);
        Collections.shuffle(folders, new Random(1));
        return near.unionByName(spark.createDataFrame(
                JavaSparkContext.fromSparkContext(spark.sparkContext())
                        .parallelize(folders, Math.min(folders.size(), MOST_TASKS))
                        .mapPartitions(new FolderWalk(roots, configuration)),
                SCHEMA));
    }

    static Row row(FileStatus status, Optional<String> passedOver) {
        return RowFactory.create(
                status.getPath().toString(),
                status.getLen(),
                status.getModificationTime(),
                passedOver.orElse(null),
                false);
    }

    static Row passedOver(Path folder, String reason) {
        return RowFactory.create(folder.toString(), 0L, 0L, reason, false);
    }

    static Row unreadable(Path folder) {
        return RowFactory.create(folder.toString(), 0L, 0L, null, true);
    }

    /** All rows of what is below folders of a root, one folder at a time as they are asked for. */
    public static Iterator<Row> walk(String root, List<String> folders, SerializableConfiguration configuration) {
        return new FolderWalk(List.of(root), configuration).call(folders.iterator());
    }
}
