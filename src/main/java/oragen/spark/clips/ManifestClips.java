package oragen.spark.clips;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import oragen.InputException;
import oragen.corpus.Clip;
import oragen.corpus.ClipFile;
import oragen.corpus.ClipIdentity;
import oragen.corpus.FaceRegion;
import oragen.label.Gender;
import oragen.label.Labels;
import oragen.label.MaskType;
import oragen.run.Location;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** A row of a manifest → a row of {@link ClipTable}, with the file looked up. */
record ManifestClips(
        String location,
        List<String> columns,
        Manifest.PathQualifier qualifier,
        SerializableConfiguration configuration)
        implements MapFunction<Row, Row>, Serializable {
    private static final Set<String> KNOWN = Set.of(
            "path",
            "root",
            "clip_id",
            "corpus",
            "subset",
            "speaker",
            "gender",
            "age",
            "mask_type",
            "channel",
            "start_second",
            "end_second",
            "face_box",
            "frames",
            "duration_seconds",
            "bytes");

    @Override
    public Row call(Row row) {
        Cells cells = new Cells(row, columns);
        try {
            return ClipTable.row(clip(cells), null);
        } catch (IllegalArgumentException | InputException e) {
            String path = cells.text("path");
            return ClipTable.problem(
                    path == null ? "" : path,
                    "manifest " + location + ", " + (path == null ? "a row" : path) + ": " + e.getMessage());
        }
    }

    private Clip clip(Cells cells) {
        String given = cells.text("path");
        if (given == null) {
            throw new InputException("path", "is empty", "fill in the file of every clip");
        }
        String root = cells.text("root");
        String face = cells.text("face_box");
        String gender = cells.text("gender");
        String mask = cells.text("mask_type");
        String frames = cells.text("frames");
        String path = qualifier.call(given, root);
        ClipIdentity identity = new ClipIdentity(
                path,
                cells.text("channel"),
                cells.number("start_second"),
                cells.number("end_second"),
                face == null ? null : FaceRegion.parse(face));
        String id = cells.text("clip_id");
        return new Clip(
                identity,
                id == null ? given + identity.suffix() : id,
                cells.text("corpus"),
                cells.text("subset"),
                cells.text("speaker"),
                new Labels(
                        gender == null ? null : Gender.fromLabel(gender),
                        cells.number("age"),
                        mask == null ? null : MaskType.fromLabel(mask)),
                cells.further(),
                file(path, frames == null ? null : qualifier.call(frames, root)));
    }

    /** A file that is missing is found out, and rejected, when its clip is decoded. */
    private ClipFile file(String path, @Nullable String frames) {
        try {
            Path file = new Path(path);
            FileStatus status = Location.storage(file, configuration.value()).getFileStatus(file);
            return new ClipFile(status.getLen(), status.getModificationTime(), null, frames, null);
        } catch (IOException e) {
            return new ClipFile(0, null, null, frames, null);
        }
    }

    /** Columns of a manifest that become labels of their own. */
    static List<String> furtherLabels(List<String> columns) {
        return columns.stream().filter(column -> !KNOWN.contains(column)).toList();
    }

    private record Cells(Row row, List<String> columns) {
        @Nullable
        String text(String column) {
            int index = columns.indexOf(column);
            String value = index < 0 ? null : row.getString(index);
            return value == null || value.isBlank() ? null : value.trim();
        }

        @Nullable
        Double number(String column) {
            String value = text(column);
            try {
                return value == null ? null : Double.valueOf(value);
            } catch (NumberFormatException e) {
                throw new InputException(column, "\"" + value + "\"", "use a number, or leave the cell empty", e);
            }
        }

        Map<String, String> further() {
            Map<String, String> further = new TreeMap<>();
            for (String column : furtherLabels(columns)) {
                String value = text(column);
                if (value != null) {
                    further.put(column, value);
                }
            }
            return further;
        }
    }
}
