package oragen.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import oragen.InputException;
import oragen.corpus.Clip;
import oragen.corpus.ClipIdentity;
import oragen.corpus.FaceRegion;
import oragen.label.Gender;
import oragen.label.Labels;
import oragen.label.MaskType;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Clips from a CSV or Parquet table with at least {@code path}; a relative path starts at the table's folder. */
final class ManifestReader {
    private static final Set<String> KNOWN = Set.of(
            "path",
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
            "face_box");

    private final SparkSession spark;

    ManifestReader(SparkSession spark) {
        this.spark = spark;
    }

    List<ListedClip> read(String location) {
        Dataset<Row> table = Manifest.read(spark, location);
        List<String> columns = Arrays.asList(table.columns());
        Manifest.PathQualifier qualifier = Manifest.qualifier(spark, location);
        List<ListedClip> clips = new ArrayList<>();
        List<Row> rows = table.collectAsList();
        for (int i = 0; i < rows.size(); i++) {
            clips.add(clip(new Cells(rows.get(i), columns, location, i + 1), qualifier));
        }
        return clips;
    }

    private ListedClip clip(Cells cells, Manifest.PathQualifier qualifier) {
        String given = cells.text("path");
        if (given == null) {
            throw cells.error("path", "is empty", "give the file of every clip");
        }
        String face = cells.text("face_box");
        String gender = cells.text("gender");
        String mask = cells.text("mask_type");
        try {
            String path = qualifier.call(given);
            ClipIdentity identity = new ClipIdentity(
                    path,
                    cells.text("channel"),
                    cells.number("start_second"),
                    cells.number("end_second"),
                    face == null ? null : FaceRegion.parse(face));
            String id = cells.text("clip_id");
            Clip clip = new Clip(
                    identity,
                    id == null ? given + identity.suffix() : id,
                    cells.text("corpus"),
                    cells.text("subset"),
                    cells.text("speaker"),
                    new Labels(
                            gender == null ? null : Gender.fromLabel(gender),
                            cells.number("age"),
                            mask == null ? null : MaskType.fromLabel(mask)),
                    cells.further());
            return new ListedClip(
                    clip, length(new Path(path), spark.sparkContext().hadoopConfiguration()));
        } catch (IllegalArgumentException | InputException e) {
            throw cells.error("row", String.valueOf(e.getMessage()), "correct the row");
        }
    }

    /** A file that is missing is found out, and rejected, when its clip is decoded. */
    private static long length(Path file, Configuration configuration) {
        try {
            return file.getFileSystem(configuration).getFileStatus(file).getLen();
        } catch (IOException e) {
            return 0;
        }
    }

    /** One row, with what is needed to say where an error lies. */
    private record Cells(Row row, List<String> columns, String location, int number) {
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
                throw new InputException(column, "\"" + value + "\"", "give a number, or leave the cell empty", e);
            }
        }

        Map<String, String> further() {
            Map<String, String> further = new TreeMap<>();
            for (String column : columns) {
                String value = KNOWN.contains(column) ? null : text(column);
                if (value != null) {
                    further.put(column, value);
                }
            }
            return further;
        }

        InputException error(String column, String value, String remedy) {
            return new InputException("manifest " + location + ", row " + number + ", " + column, value, remedy);
        }
    }
}
