package oragen.spark;

import java.util.List;
import java.util.Map;
import oragen.corpus.Clip;
import oragen.corpus.ClipFile;
import oragen.corpus.ClipIdentity;
import oragen.corpus.FaceRegion;
import oragen.label.Gender;
import oragen.label.Labels;
import oragen.label.MaskType;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** Clips ↔ rows. */
final class ClipRowCodec {
    static final StructType SCHEMA = new StructType()
            .add("clip_id", DataTypes.StringType, false)
            .add("path", DataTypes.StringType, false)
            .add("channel", DataTypes.StringType)
            .add("start_second", DataTypes.DoubleType)
            .add("end_second", DataTypes.DoubleType)
            .add("face_box", DataTypes.StringType)
            .add("corpus", DataTypes.StringType)
            .add("subset", DataTypes.StringType)
            .add("speaker", DataTypes.StringType)
            .add("label_gender", DataTypes.StringType)
            .add("label_age", DataTypes.DoubleType)
            .add("label_mask_type", DataTypes.StringType)
            .add("further_labels", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
            .add("file_bytes", DataTypes.LongType)
            .add("file_modified_millis", DataTypes.LongType)
            .add("file_sha256", DataTypes.StringType)
            .add("frames", DataTypes.StringType);

    /** Columns that tell whether a clip is the same as in another wave. */
    static final List<String> IDENTITY = List.of("path", "channel", "start_second", "end_second", "face_box");

    private ClipRowCodec() {}

    static @Nullable Object[] cells(Clip clip) {
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
            clip.file().frames()
        };
    }

    static Row encode(Clip clip) {
        return RowFactory.create(cells(clip));
    }

    static Clip decode(Row row) {
        String gender = row.getString(9);
        String mask = row.getString(11);
        Map<String, String> further = row.getJavaMap(12);
        return new Clip(
                identity(row, 1),
                row.getString(0),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                new Labels(
                        gender == null ? null : Gender.fromLabel(gender),
                        (Double) row.get(10),
                        mask == null ? null : MaskType.fromLabel(mask)),
                further,
                new ClipFile(row.getLong(13), (Long) row.get(14), row.getString(15), row.getString(16)));
    }

    /** The identity in five columns from {@code first}: path, channel, start_second, end_second, face_box. */
    static ClipIdentity identity(Row row, int first) {
        String face = row.getString(first + 4);
        return new ClipIdentity(
                row.getString(first),
                row.getString(first + 1),
                (Double) row.get(first + 2),
                (Double) row.get(first + 3),
                face == null ? null : FaceRegion.parse(face));
    }
}
