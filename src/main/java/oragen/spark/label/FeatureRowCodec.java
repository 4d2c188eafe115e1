package oragen.spark.label;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import oragen.bundle.BundleManifest;
import oragen.label.MaskType;
import oragen.pipeline.FeatureFile;
import oragen.pipeline.LabelSettings;
import oragen.pipeline.Occlusion;
import oragen.run.FeatureTable;
import oragen.spark.clips.ClipRowCodec;
import oragen.spark.clips.ColumnTypes;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Features of windows → rows: the clip's columns, the window, the clip's facts, and the features as 16-bit floats (IEEE
 * 754 binary16, little-endian), row-major in the shapes that stand beside them.
 */
final class FeatureRowCodec {
    /** Version of the table's columns. */
    static final int SCHEMA_VERSION = FeatureTable.SCHEMA_VERSION;

    static final StructType FEATURE = ColumnTypes.join(
            ColumnTypes.join(ColumnTypes.schema(FeatureTable.OF_WINDOW), OutcomeRowCodec.FACTS),
            ColumnTypes.schema(FeatureTable.OF_FEATURES));
    static final StructType SCHEMA = ColumnTypes.join(ClipRowCodec.SCHEMA, FEATURE);
    private static final int MASK_LABEL = ClipRowCodec.SCHEMA.fieldIndex(FeatureTable.MASK_TYPE);

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

    /** @param outcome row of {@link OutcomeRowCodec} of the window's clip */
    Row encode(Row outcome, FeatureFile.StoredWindow window) {
        List<@Nullable Object> cells = new ArrayList<>();
        for (String name : ClipRowCodec.SCHEMA.fieldNames()) {
            cells.add(outcome.get(OutcomeRowCodec.SCHEMA.fieldIndex(name)));
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
