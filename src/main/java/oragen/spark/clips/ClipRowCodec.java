package oragen.spark.clips;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import oragen.corpus.Clip;
import oragen.corpus.ClipFile;
import oragen.corpus.ClipIdentity;
import oragen.corpus.FaceRegion;
import oragen.corpus.Packing;
import oragen.label.Gender;
import oragen.label.Labels;
import oragen.label.MaskType;
import oragen.run.Columns;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** Clips ↔ rows. */
public final class ClipRowCodec {
    private static final String PACKING = "packing";

    /**
     * The columns that the tables have of a clip, but for the further labels, which become columns of their own there, and
     * the place in an archive.
     */
    public static final StructType SCHEMA = ColumnTypes.join(
            ColumnTypes.schema(Columns.CLIP)
                    .add("further_labels", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType)),
            ColumnTypes.schema(Columns.FILE).add(PACKING, DataTypes.StringType));

    /** Columns that no table has under these names. */
    public static final Set<String> INTERNAL = Set.of("further_labels", PACKING);

    /** Columns that tell whether a clip is the same as in another wave. */
    public static final List<String> IDENTITY = List.of("path", "channel", "start_second", "end_second", "face_box");

    private ClipRowCodec() {}

    public static @Nullable Object[] cells(Clip clip) {
        ClipIdentity identity = clip.identity();
        Labels labels = clip.labels();
        FaceRegion face = identity.faceBox();
        Gender gender = labels.gender();
        MaskType mask = labels.maskType();
        return new @Nullable Object[] {
            clip.clipId(),
            identity.path(),
            identity.channel(),
            identity.startSecond(),
            identity.endSecond(),
            face == null ? null : face.toString(),
            clip.corpus(),
            clip.subset(),
            clip.speaker(),
            gender == null ? null : gender.label(),
            labels.age(),
            mask == null ? null : mask.label(),
            CollectionConverters.asScala(clip.furtherLabels()),
            clip.file().bytes(),
            clip.file().modifiedMillis(),
            clip.file().sha256(),
            clip.file().frames(),
            clip.file().packing() == null ? null : clip.file().packing().toString()
        };
    }

    public static Row encode(Clip clip) {
        return RowFactory.create(cells(clip));
    }

    /** A row that may have no schema of its own, and further columns after these. */
    public static Clip decode(Row row) {
        String face = cell(row, "face_box");
        String gender = cell(row, "label_gender");
        String mask = cell(row, "label_mask_type");
        String packing = cell(row, PACKING);
        ClipIdentity identity = new ClipIdentity(
                known(row, "path"),
                cell(row, "channel"),
                cell(row, "start_second"),
                cell(row, "end_second"),
                face == null ? null : FaceRegion.parse(face));
        return new Clip(
                identity,
                known(row, "clip_id"),
                cell(row, "corpus"),
                cell(row, "subset"),
                cell(row, "speaker"),
                new Labels(
                        gender == null ? null : Gender.fromLabel(gender),
                        cell(row, "label_age"),
                        mask == null ? null : MaskType.fromLabel(mask)),
                row.getJavaMap(SCHEMA.fieldIndex("further_labels")),
                new ClipFile(
                        known(row, "file_bytes"),
                        cell(row, "file_modified_millis"),
                        cell(row, "file_sha256"),
                        cell(row, "frames"),
                        packing == null ? null : Packing.parse(packing)));
    }

    private static <T> @Nullable T cell(Row row, String name) {
        return row.getAs(SCHEMA.fieldIndex(name));
    }

    private static <T> T known(Row row, String name) {
        return Objects.requireNonNull(row.<T>getAs(SCHEMA.fieldIndex(name)), name);
    }
}
