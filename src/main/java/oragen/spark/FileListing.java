package oragen.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import oragen.InputException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * All files below a folder, listed in parallel: the driver looks at the topmost folders until there are enough of them
 * to share out, tasks walk the rest. Names that begin with a dot or an underscore are passed over.
 */
public final class FileListing {
    /** Full path, size in bytes, time of the last change in milliseconds since 1970. */
    public static final StructType SCHEMA = new StructType()
            .add("path", DataTypes.StringType, false)
            .add("bytes", DataTypes.LongType, false)
            .add("modified_millis", DataTypes.LongType, false);

    private static final int FOLDERS_A_CORE = 16;
    private static final int MOST_TASKS = 512;

    private final SparkSession spark;

    public FileListing(SparkSession spark) {
        this.spark = spark;
    }

    /** The folder itself, with its file system. */
    public String qualified(String folder) {
        try {
            Path path = new Path(folder);
            FileSystem fileSystem = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
            if (!fileSystem.exists(path)) {
                throw new InputException(folder, "does not exist", "check the path");
            }
            return fileSystem.makeQualified(path).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be listed", e);
        } catch (IllegalArgumentException e) {
            throw new InputException(folder, String.valueOf(e.getMessage()), "give a path or a URI", e);
        }
    }

    /** Rows of {@link #SCHEMA}, in no order. */
    public Dataset<Row> list(String root) {
        SerializableConfiguration configuration =
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
        List<Row> files = new ArrayList<>();
        List<String> folders = new ArrayList<>(List.of(root));
        int wanted = FOLDERS_A_CORE * spark.sparkContext().defaultParallelism();
        int depth = 0;
        while (!folders.isEmpty() && folders.size() < wanted && depth < 3) {
            List<String> next = new ArrayList<>();
            for (String folder : folders) {
                for (FileStatus status : children(folder, configuration)) {
                    if (status.isDirectory()) {
                        next.add(status.getPath().toString());
                    } else {
                        files.add(row(status));
                    }
                }
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
                        .mapPartitions(new Walk(configuration)),
                SCHEMA));
    }

    private static List<FileStatus> children(String folder, SerializableConfiguration configuration) {
        try {
            Path path = new Path(folder);
            List<FileStatus> children = new ArrayList<>();
            for (FileStatus status : path.getFileSystem(configuration.value()).listStatus(path)) {
                String name = status.getPath().getName();
                if (!name.startsWith(".") && !name.startsWith("_")) {
                    children.add(status);
                }
            }
            children.sort(Comparator.comparing(status -> status.getPath().getName()));
            return children;
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be listed", e);
        }
    }

    static Row row(FileStatus status) {
        return RowFactory.create(status.getPath().toString(), status.getLen(), status.getModificationTime());
    }

    /** All files below folders, one folder at a time as they are asked for. */
    static Iterator<Row> walk(List<String> folders, SerializableConfiguration configuration) {
        return new Files(new ArrayDeque<>(folders), configuration);
    }

    /** Folders → all files below them. */
    private record Walk(SerializableConfiguration configuration)
            implements FlatMapFunction<Iterator<String>, Row>, Serializable {
        @Override
        public Iterator<Row> call(Iterator<String> folders) {
            List<String> all = new ArrayList<>();
            folders.forEachRemaining(all::add);
            return walk(all, configuration);
        }
    }

    private static final class Files implements Iterator<Row> {
        private final Deque<String> waiting;
        private final SerializableConfiguration configuration;
        private final Deque<Row> ready = new ArrayDeque<>();

        Files(Deque<String> waiting, SerializableConfiguration configuration) {
            this.waiting = waiting;
            this.configuration = configuration;
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && !waiting.isEmpty()) {
                for (FileStatus status : children(waiting.remove(), configuration)) {
                    if (status.isDirectory()) {
                        waiting.addFirst(status.getPath().toString());
                    } else {
                        ready.add(row(status));
                    }
                }
            }
            return !ready.isEmpty();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException("every folder is listed");
            }
            return ready.remove();
        }
    }
}
