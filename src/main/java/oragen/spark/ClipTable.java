package oragen.spark;

import static org.apache.spark.sql.functions.col;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import oragen.InputException;
import oragen.corpus.Clip;
import oragen.corpus.ClipFile;
import oragen.corpus.ClipIdentity;
import oragen.corpus.MediaEndings;
import oragen.label.Labels;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** The clips that the inputs of {@code label} name, as a table: a million of them need no memory on the driver. */
final class ClipTable {
    /** A clip, the key of its identity, and what makes its row unusable. */
    static final StructType SCHEMA =
            ClipRowCodec.SCHEMA.add("key", DataTypes.StringType).add("problem", DataTypes.StringType);

    private final SparkSession spark;

    ClipTable(SparkSession spark) {
        this.spark = spark;
    }

    /** Rows of {@link #SCHEMA}, in no order; costs a listing of each folder, and a look at each file of a manifest. */
    Dataset<Row> of(List<String> inputs) {
        Dataset<Row> clips = spark.createDataFrame(List.<Row>of(), SCHEMA);
        for (String input : inputs) {
            clips = clips.unionByName(Manifest.isManifest(input) ? manifest(input) : files(input));
        }
        return clips;
    }

    /** Fails where nothing is listed, or where a row of a manifest cannot be used. */
    static void check(Dataset<Row> clips, List<String> inputs) {
        for (Row row : clips.filter(col("problem").isNotNull())
                .orderBy("clip_id")
                .limit(1)
                .collectAsList()) {
            throw new InputException(row.getAs("problem"), "the row cannot be used", "correct it in the manifest");
        }
        if (clips.isEmpty()) {
            throw new InputException(
                    "--input " + String.join(" ", inputs),
                    "no media file found",
                    "give files, folders or globs with " + MediaEndings.told() + ", or a manifest (.csv, .parquet)");
        }
    }

    static Row row(Clip clip, @Nullable String problem) {
        List<@Nullable Object> cells = new ArrayList<>(Arrays.asList(ClipRowCodec.cells(clip)));
        cells.add(clip.identity().key());
        cells.add(problem);
        return RowFactory.create(cells.toArray());
    }

    static Row problem(String path, String problem) {
        return row(clip(path, path, ClipFile.UNKNOWN), problem);
    }

    private static Clip clip(String path, String clipId, ClipFile file) {
        return new Clip(
                new ClipIdentity(path, null, null, null, null),
                clipId,
                null,
                null,
                null,
                Labels.UNKNOWN,
                Map.of(),
                file);
    }

    private Dataset<Row> manifest(String location) {
        Dataset<Row> table = Manifest.read(spark, location);
        SerializableConfiguration configuration =
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
        return table.map(
                new ManifestClips(
                        location, List.of(table.columns()), Manifest.qualifier(spark, location), configuration),
                Encoders.row(SCHEMA));
    }

    private Dataset<Row> files(String input) {
        try {
            Path pattern = new Path(input);
            FileSystem fileSystem = pattern.getFileSystem(spark.sparkContext().hadoopConfiguration());
            if (fileSystem.exists(pattern)) {
                FileStatus status = fileSystem.getFileStatus(pattern);
                return status.isDirectory()
                        ? folder(status.getPath().toString(), status.getPath())
                        : given(List.of(status), status.getPath().getParent());
            }
            FileStatus[] matches = fileSystem.globStatus(pattern);
            if (matches == null || matches.length == 0) {
                throw new InputException("--input " + input, "does not exist", "check the path or the glob");
            }
            Path root = fileSystem.makeQualified(fixedPrefix(pattern));
            Dataset<Row> clips =
                    given(Arrays.stream(matches).filter(FileStatus::isFile).toList(), root);
            for (FileStatus match : matches) {
                if (match.isDirectory()) {
                    clips = clips.unionByName(folder(match.getPath().toString(), root));
                }
            }
            return clips;
        } catch (FileNotFoundException e) {
            throw new InputException("--input " + input, "does not exist", "check the path", e);
        } catch (IllegalArgumentException e) {
            throw new InputException("--input " + input, String.valueOf(e.getMessage()), "give a path or a URI", e);
        } catch (IOException e) {
            throw new UncheckedIOException("--input " + input + " cannot be listed", e);
        }
    }

    private Dataset<Row> folder(String folder, Path root) {
        return new FileListing(spark).list(folder).flatMap(new MediaFiles(root.toString()), Encoders.row(SCHEMA));
    }

    private Dataset<Row> given(List<FileStatus> files, Path root) {
        List<Row> rows = files.stream().map(FileListing::row).toList();
        return spark.createDataFrame(rows, FileListing.SCHEMA)
                .flatMap(new MediaFiles(root.toString()), Encoders.row(SCHEMA));
    }

    /** Listed files → clips, those that are no media left out; a clip's id is its path from the root on. */
    private record MediaFiles(String root) implements FlatMapFunction<Row, Row>, Serializable {
        @Override
        public Iterator<Row> call(Row file) {
            String path = file.getString(0);
            if (!MediaEndings.isMedia(path)) {
                return List.<Row>of().iterator();
            }
            String prefix = root.endsWith("/") ? root : root + "/";
            String id = path.startsWith(prefix) ? path.substring(prefix.length()) : path;
            ClipFile found = new ClipFile(file.getLong(1), file.getLong(2), null, null);
            return List.of(row(clip(path, id, found), null)).iterator();
        }
    }

    /** The folder above the first part of a glob that holds a wildcard. */
    private static Path fixedPrefix(Path pattern) {
        Path fixed = pattern;
        for (Path at = pattern; at != null; at = at.getParent()) {
            if (at.getName().matches(".*[*?\\[{].*")) {
                fixed = at.getParent() == null ? new Path(".") : at.getParent();
            }
        }
        return fixed;
    }
}
