package oragen.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import oragen.label.MaskType;
import oragen.onnx.BundleManifest;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Features of windows → rows: the clip's columns, the window, the clip's facts, and the features as 16-bit floats (IEEE
 * 754 binary16, little-endian), row-major in the shapes that stand beside them.
 */
final class FeatureRowCodec {
    /** Version of the table's columns. */
    static final int SCHEMA_VERSION = 1;

    static final StructType FEATURE = feature();
    static final StructType SCHEMA = schema();
    private static final int MASK_LABEL = ClipRowCodec.SCHEMA.fieldIndex("label_mask_type");

    private final List<Occlusion> occlusions;
    private final @Nullable String audioShape;
    private final @Nullable String visualShape;

    FeatureRowCodec(BundleManifest manifest, LabelSettings settings) {
        this.occlusions = settings.occlusions();
        BundleManifest.AudioEncoder audio = manifest.audioEncoder();
        this.audioShape = audio == null || !settings.modality().listens() ? null : text(audio.featureShape());
        BundleManifest.VisualEncoder visual = manifest.visualEncoder();
        this.visualShape = visual == null || !settings.modality().looks()
                ? null
                : manifest.windows().slots() + "x" + text(visual.featureShape());
    }

    private static String text(List<Integer> shape) {
        return shape.stream().map(String::valueOf).collect(Collectors.joining("x"));
    }

    /** Bytes of the features of a window that is heard and seen. */
    static long windowBytes(BundleManifest manifest, LabelSettings settings) {
        FeatureRowCodec codec = new FeatureRowCodec(manifest, settings);
        return Short.BYTES * (values(codec.audioShape) + values(codec.visualShape));
    }

    private static long values(@Nullable String shape) {
        return shape == null
                ? 0
                : Arrays.stream(shape.split("x")).mapToLong(Long::parseLong).reduce(1, Math::multiplyExact);
    }

    private static StructType feature() {
        StructType window = new StructType()
                .add("occlusion", DataTypes.StringType)
                .add("window_start_second", DataTypes.DoubleType)
                .add("window_end_second", DataTypes.DoubleType)
                .add("audio_present", DataTypes.BooleanType)
                .add("slot_seconds", DataTypes.createArrayType(DataTypes.IntegerType));
        for (StructField fact : OutcomeRowCodec.FACTS.fields()) {
            window = window.add(fact);
        }
        return window.add("audio_shape", DataTypes.StringType)
                .add("visual_shape", DataTypes.StringType)
                .add("audio_features", DataTypes.BinaryType)
                .add("visual_features", DataTypes.BinaryType);
    }

    private static StructType schema() {
        StructType schema = ClipRowCodec.SCHEMA;
        for (StructField field : FEATURE.fields()) {
            schema = schema.add(field);
        }
        return schema;
    }

    /** @param outcome row of {@link OutcomeRowCodec} of the window's clip */
    Row encode(Row outcome, FeatureFile.StoredWindow window) {
        List<@Nullable Object> cells = new ArrayList<>();
        for (int i = 0; i < ClipRowCodec.SCHEMA.size(); i++) {
            cells.add(outcome.get(i));
        }
        MaskType painted = occlusions.get(window.occlusion()).painted();
        if (painted != null && window.visual() != null) {
            cells.set(MASK_LABEL, painted.label()); // where no face is seen, nothing was painted
        }
        cells.add(painted == null ? null : painted.label());
        cells.add(window.startSecond());
        cells.add(window.endSecond());
        cells.add(window.audio() != null);
        cells.add(OutcomeRowCodec.slotSeconds(window.slotSeconds()));
        for (String fact : OutcomeRowCodec.FACTS.fieldNames()) {
            cells.add(outcome.get(OutcomeRowCodec.SCHEMA.fieldIndex(fact)));
        }
        cells.add(audioShape);
        cells.add(visualShape);
        cells.add(window.audio());
        cells.add(window.visual());
        return RowFactory.create(cells.toArray());
    }
}
