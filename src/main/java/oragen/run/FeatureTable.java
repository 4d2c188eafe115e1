package oragen.run;

import java.util.List;
import java.util.stream.Stream;

/**
 * The table {@code features}, one row a window: the columns that {@code extract} writes and training reads. The rows have
 * columns of their clip besides, which training has no use for.
 */
public final class FeatureTable {
    /** Version of the columns. */
    public static final int SCHEMA_VERSION = 1;

    /** Windows that lie together, 16 MB at the published sizes: training reads many such places at a time, to mix them. */
    public static final int ROW_GROUP = 32;

    public static final String CLIP_ID = "clip_id";
    public static final String PATH = "path";
    public static final String CHANNEL = "channel";
    public static final String START = "start_second";
    public static final String END = "end_second";
    public static final String FACE_BOX = "face_box";
    public static final String CORPUS = "corpus";
    public static final String SUBSET = "subset";
    public static final String SPEAKER = "speaker";
    public static final String GENDER = "label_gender";
    public static final String AGE = "label_age";
    public static final String MASK_TYPE = "label_mask_type";
    public static final String OCCLUSION = "occlusion";
    public static final String WINDOW_START = "window_start_second";
    public static final String WINDOW_END = "window_end_second";
    public static final String AUDIO_PRESENT = "audio_present";
    public static final String SLOTS = "slot_seconds";
    public static final String AUDIO_SHAPE = "audio_shape";
    public static final String VISUAL_SHAPE = "visual_shape";
    public static final String AUDIO = "audio_features";
    public static final String VISUAL = "visual_features";
    public static final String BUNDLE_ID = "bundle_id";
    public static final String BUNDLE_CHECKSUM = "bundle_checksum";
    public static final String PROTOCOL = "protocol";
    public static final String VERSION = "schema_version";

    /** Which window it is, and what it has. */
    public static final List<Column> OF_WINDOW = List.of(
            Columns.OCCLUSION,
            Column.always(WINDOW_START, Column.Type.REAL, ""),
            Column.always(WINDOW_END, Column.Type.REAL, ""),
            Column.always(AUDIO_PRESENT, Column.Type.FLAG, ""),
            Column.always(SLOTS, Column.Type.INTEGERS, ""));

    /** The features: 16-bit floats (IEEE 754 binary16, little-endian), row-major in the shapes beside them. */
    public static final List<Column> OF_FEATURES = List.of(
            Column.perhaps(AUDIO_SHAPE, Column.Type.TEXT, "for example 199x1024"),
            Column.perhaps(VISUAL_SHAPE, Column.Type.TEXT, "for example 4x13x768: slots, and the features of each"),
            Column.perhaps(
                    AUDIO, Column.Type.BYTES, "16-bit floats, little-endian, row-major; null where nothing is heard"),
            Column.perhaps(VISUAL, Column.Type.BYTES, "zeros in slots without a face; null without any"));

    /** The run that made them. */
    public static final List<Column> OF_RUN = List.of(
            Column.always(BUNDLE_ID, Column.Type.TEXT, ""),
            Column.always(BUNDLE_CHECKSUM, Column.Type.TEXT, ""),
            Column.always(PROTOCOL, Column.Type.TEXT, ""),
            Column.always(VERSION, Column.Type.INTEGER, ""));

    private FeatureTable() {}

    /** All columns that training reads. */
    public static List<Column> columns() {
        return Stream.of(Columns.CLIP, OF_WINDOW, OF_FEATURES, OF_RUN)
                .flatMap(List::stream)
                .toList();
    }
}
