package oragen.spark.explain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oragen.InputException;
import oragen.archive.ArchiveKind;
import oragen.corpus.Clip;
import oragen.corpus.Packing;
import oragen.pipeline.decode.ClipShare;
import oragen.run.Location;
import oragen.spark.clips.CellContents;
import oragen.spark.clips.ChangeCheck;
import oragen.spark.clips.ClipRowCodec;
import oragen.spark.clips.ClipSelection;
import oragen.spark.clips.ContentColumns;
import oragen.spark.label.LabelScan;
import oragen.spark.label.Labelling;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files of recorded clips again: rows do not tell where a member lies in its archive or a cell in its table, so
 * that these are listed anew, each once.
 */
final class ClipSource {
    private final SparkSession spark;
    private final @Nullable ContentColumns columns;
    /** Clips by path, of each archive or table. */
    private final Map<String, Map<String, Clip>> listed = new HashMap<>();

    ClipSource(SparkSession spark, @Nullable ContentColumns columns) {
        this.spark = spark;
        this.columns = columns;
    }

    /**
     * A clip as it can be decoded.
     *
     * @param remarks on what has changed since it was recorded
     */
    record Found(ClipShare share, List<String> remarks) {}

    Found find(Clip clip) {
        String path = clip.identity().path();
        int separator = path.indexOf(Packing.SEPARATOR);
        if (separator < 0) {
            return new Found(ClipShare.whole(clip), changes(clip, path));
        }
        if (isInArchive(path)) {
            return packed(clip, ArchiveKind.archiveOf(path), null);
        }
        if (columns != null) {
            return packed(clip, path.substring(0, separator), columns);
        }
        if (status(path).isPresent()) { // a folder may have such a name
            return new Found(ClipShare.whole(clip), changes(clip, path));
        }
        throw new InputException(
                "clip " + clip.clipId(),
                "lies in the table " + path.substring(0, separator),
                "name its column by --content-column, and --id-column and --input-format as label was told");
    }

    private static boolean isInArchive(String path) {
        try {
            return !ArchiveKind.archiveOf(path).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** @param cells where the container is a table; null of an archive */
    private Found packed(Clip clip, String container, @Nullable ContentColumns cells) {
        Clip now = listed.computeIfAbsent(container, path -> list(path, cells))
                .get(clip.identity().path());
        if (now == null) {
            throw new InputException(
                    "clip " + clip.clipId(), "is no longer in " + container, "restore it, or leave the clip out");
        }
        List<String> remarks = modified(clip, now.file().modifiedMillis());
        Clip known = clip.with(now.file());
        return cells != null
                ? new Found(ClipShare.of(known, content(known, container)), remarks)
                : new Found(ClipShare.whole(known), remarks);
    }

    private Map<String, Clip> list(String container, @Nullable ContentColumns cells) {
        Map<String, Clip> clips = new HashMap<>();
        Labelling.of(spark)
                .input(container)
                .columns(cells)
                .scan(LabelScan.Order.BY_ID)
                .partitions()
                .forEach(rows -> rows.forEach(row -> {
                    Clip clip = ClipRowCodec.decode(row);
                    clips.put(clip.identity().path(), clip);
                }));
        return clips;
    }

    private byte[] content(Clip clip, String table) {
        ClipSelection selection = new ClipSelection(
                List.of(table), columns, null, Labelling.DEFAULT_WAVE_CLIPS, ChangeCheck.MODIFICATION_TIME);
        List<byte[]> contents = new ArrayList<>(
                CellContents.of(spark, selection, List.of(clip)).values().collect());
        contents.removeIf(content -> content == null);
        if (contents.isEmpty()) {
            throw new InputException(
                    "clip " + clip.clipId(), "has no content in " + table, "restore its row, or leave the clip out");
        }
        return contents.get(0);
    }

    private List<String> changes(Clip clip, String path) {
        FileStatus now = status(path).orElse(null);
        if (now == null || clip.file().modifiedMillis() == null) {
            return List.of(); // a file that is gone is for the decoder to tell
        }
        return now.getLen() == clip.file().bytes()
                ? modified(clip, now.getModificationTime())
                : List.of("The file has changed since it was labelled: it has " + now.getLen() + " bytes now, and had "
                        + clip.file().bytes() + ".");
    }

    private Optional<FileStatus> status(String path) {
        try {
            Path file = new Path(path);
            return Optional.of(Location.storage(file, spark.sparkContext().hadoopConfiguration())
                    .getFileStatus(file));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<String> modified(Clip clip, @Nullable Long now) {
        Long before = clip.file().modifiedMillis();
        return before == null || now == null || before.equals(now)
                ? List.of()
                : List.of("The file was written again after it was labelled.");
    }
}
