package oragen.spark.clips;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import oragen.InputException;
import oragen.archive.ArchiveKind;
import oragen.corpus.Clip;
import oragen.corpus.ClipFile;
import oragen.corpus.ClipIdentity;
import oragen.corpus.MediaEndings;
import oragen.label.Labels;
import oragen.run.Location;
import oragen.spark.session.FewRows;
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
public final class ClipTable {
    /** A clip, the key of its identity, and what makes its row unusable. */
    public static final StructType SCHEMA =
            ClipRowCodec.SCHEMA.add("key", DataTypes.StringType).add("problem", DataTypes.StringType);

    /** Clips, and files and folders that are {@code passed_over}. */
    static final StructType LISTED = SCHEMA.add("passed_over", DataTypes.StringType);

    private final SparkSession spark;

    public ClipTable(SparkSession spark) {
        this.spark = spark;
    }

    /**
     * What the inputs name.
     *
     * @param clips rows of {@link #LISTED}, in no order
     * @param isSmall whether they are few, as far as can be told before they are listed
     */
    public record Listing(Dataset<Row> clips, boolean isSmall) {}

    /** Costs a listing of each folder, and a look at each file of a manifest. */
    public Listing of(List<String> inputs) {
        Dataset<Row> clips = spark.createDataFrame(List.<Row>of(), LISTED);
        boolean small = true;
        for (String input : inputs) {
            Dataset<Row> own = Manifest.isManifest(input) ? manifest(input) : files(input);
            small = small && (Manifest.isText(input) ? Manifest.isSmall(spark, input) : FewRows.are(own));
            clips = clips.unionByName(own);
        }
        return new Listing(clips, small);
    }

    /** Of tables that have the bytes of a clip in each row; costs a look at each row. */
    Listing ofContents(List<String> inputs, ContentColumns columns, ChangeCheck check) {
        Dataset<Row> clips = spark.createDataFrame(List.<Row>of(), LISTED);
        boolean small = true;
        Set<String> locations = new HashSet<>();
        for (String input : inputs) {
            ContentTable table = ContentTable.open(spark, input, columns);
            if (!locations.add(table.location()) && columns.id() != null) {
                throw new InputException("--input " + input, "is given twice", "give each table once");
            }
            small = small && table.isSmall();
            clips = clips.unionByName(table.list(spark, check));
        }
        return new Listing(clips, small);
    }

    /** Names of further columns of the inputs that are manifests, in the order of the alphabet; reads no row. */
    public SortedSet<String> furtherLabels(List<String> inputs) {
        SortedSet<String> names = new TreeSet<>();
        for (String input : inputs) {
            if (Manifest.isManifest(input)) {
                names.addAll(ManifestClips.furtherLabels(
                        List.of(Manifest.read(spark, input).columns())));
            }
        }
        return names;
    }

    /** @param problem of a row of a manifest that cannot be used */
    static void check(@Nullable String problem) {
        if (problem != null) {
            throw new InputException(problem, "the row cannot be used", "correct it in the table");
        }
    }

    static InputException nothingListed(ClipSelection selection) {
        List<String> inputs = selection.inputs();
        if (!selection.subsets().isEmpty()) {
            return new InputException(
                    "--subset " + String.join(",", selection.subsets()),
                    "no clip of " + String.join(" ", inputs) + " is of it",
                    "check how the column subset of the manifest spells it, or leave the option out");
        }
        if (selection.columns() != null) {
            return new InputException(
                    "--input " + String.join(" ", inputs), "has no rows", "use a table with a clip in each row");
        }
        return new InputException(
                "--input " + String.join(" ", inputs),
                "no media file found",
                "use files, folders or globs with " + MediaEndings.told() + ", archives (" + ArchiveKind.told()
                        + "), or a manifest (.csv, .parquet)");
    }

    static Row row(Clip clip, @Nullable String problem) {
        return row(clip, problem, null);
    }

    static Row row(Clip clip, @Nullable String problem, @Nullable String passedOver) {
        List<@Nullable Object> cells = new ArrayList<>(Arrays.asList(ClipRowCodec.cells(clip)));
        cells.add(clip.identity().key());
        cells.add(problem);
        cells.add(passedOver);
        return RowFactory.create(cells.toArray());
    }

    static Row problem(String path, String problem) {
        return row(clip(path, path, ClipFile.UNKNOWN), problem);
    }

    static Clip clip(String path, String clipId, ClipFile file) {
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
                Encoders.row(LISTED));
    }

    private Dataset<Row> files(String input) {
        try {
            Path pattern = new Path(input);
            FileSystem fileSystem =
                    Location.storage(pattern, spark.sparkContext().hadoopConfiguration());
            if (fileSystem.exists(pattern)) {
                FileListing listing = new FileListing(spark);
                FileStatus status = fileSystem.getFileStatus(pattern);
                return status.isDirectory()
                        ? clips(listing.list(listing.qualified(input)), status.getPath())
                        : given(
                                List.of(FileListing.row(status, Optional.empty())),
                                status.getPath().getParent());
            }
            List<FileStatus> matches = Glob.match(pattern, fileSystem);
            if (matches.isEmpty()) {
                throw new InputException("--input " + input, "does not exist", "check the path or the glob");
            }
            return matches(matches, fileSystem.makeQualified(fixedPrefix(pattern)), fileSystem);
        } catch (FileNotFoundException e) {
            throw new InputException("--input " + input, "does not exist", "check the path", e);
        } catch (IllegalArgumentException e) {
            throw new InputException("--input " + input, String.valueOf(e.getMessage()), "use a path or a URI", e);
        } catch (IOException e) {
            throw new UncheckedIOException("--input " + input + " cannot be listed", e);
        }
    }

    private Dataset<Row> matches(List<FileStatus> matches, Path root, FileSystem storage) throws IOException {
        List<Row> files = new ArrayList<>();
        List<String> folders = new ArrayList<>();
        boolean local = Location.isLocal(storage);
        List<FileStatus> linksLast = new ArrayList<>(matches);
        linksLast.sort(Comparator.comparing(match -> local && FolderLinks.isLink(match.getPath())));
        for (FileStatus match : linksLast) {
            Optional<String> passedOver = PassedOver.reason(match, root);
            if (!match.isDirectory() || passedOver.isPresent()) {
                files.add(FileListing.row(match, passedOver));
            } else if (local && FolderLinks.leadsBack(match.getPath(), folders)) {
                files.add(FileListing.passedOver(match.getPath(), PassedOver.LINK_BACK));
            } else {
                folders.add(match.getPath().toString());
            }
        }
        Dataset<Row> clips = given(files, root);
        for (String folder : folders) {
            clips = clips.unionByName(clips(new FileListing(spark).list(folder, folders), root));
        }
        return clips;
    }

    private Dataset<Row> clips(Dataset<Row> listed, Path root) {
        return listed.flatMap(
                new MediaFiles(
                        root.toString(),
                        new SerializableConfiguration(spark.sparkContext().hadoopConfiguration())),
                Encoders.row(LISTED));
    }

    /** @param files rows of {@link FileListing#SCHEMA} */
    private Dataset<Row> given(List<Row> files, Path root) {
        return clips(spark.createDataFrame(files, FileListing.SCHEMA), root);
    }

    /**
     * Listed files → clips, several of an archive; a clip's id is its path from the root on. A folder that cannot be read is
     * rejected as a clip.
     */
    private record MediaFiles(String root, SerializableConfiguration configuration)
            implements FlatMapFunction<Row, Row>, Serializable {
        @Override
        public Iterator<Row> call(Row file) {
            String path = file.getAs("path");
            String passedOver = file.getAs("passed_over");
            if (passedOver != null) {
                return List.of(row(clip(path, path, ClipFile.UNKNOWN), null, passedOver))
                        .iterator();
            }
            boolean unreadable = file.getAs("unreadable");
            String prefix = root.endsWith("/") ? root : root + "/";
            String id = path.startsWith(prefix) ? path.substring(prefix.length()) : path;
            if (!unreadable && ArchiveKind.of(path).isPresent()) {
                return ArchiveClips.of(
                        new ArchiveClips.Archive(path, id, file.getAs("modified_millis")), configuration.value());
            }
            if (!unreadable && !MediaEndings.isMedia(path)) {
                return List.of(row(clip(path, path, ClipFile.UNKNOWN), null, SkippedFiles.otherKind(path)))
                        .iterator();
            }
            ClipFile found =
                    unreadable ? ClipFile.UNKNOWN : ClipFile.alone(file.getAs("bytes"), file.getAs("modified_millis"));
            return List.of(row(clip(path, id, found), null)).iterator();
        }
    }

    /** The folder above the first part of a glob that holds a wildcard, or above the one file. */
    private static Path fixedPrefix(Path pattern) {
        Path fixed = pattern.getParent() == null ? new Path(".") : pattern.getParent();
        for (Path at = pattern; at != null; at = at.getParent()) {
            if (Glob.isPattern(at.getName())) {
                fixed = at.getParent() == null ? new Path(".") : at.getParent();
            }
        }
        return fixed;
    }
}
