package oragen.training;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/** The columns of the table of features that training reads: one row a window, with what is known of its clip. */
final class FeatureColumns {
    static final int SCHEMA_VERSION = 1;

    static final String CLIP_ID = "clip_id";
    static final String PATH = "path";
    static final String CHANNEL = "channel";
    static final String START = "start_second";
    static final String END = "end_second";
    static final String FACE_BOX = "face_box";
    static final String CORPUS = "corpus";
    static final String SUBSET = "subset";
    static final String GENDER = "label_gender";
    static final String AGE = "label_age";
    static final String MASK_TYPE = "label_mask_type";
    static final String OCCLUSION = "occlusion";
    static final String WINDOW_START = "window_start_second";
    static final String WINDOW_END = "window_end_second";
    static final String AUDIO_PRESENT = "audio_present";
    static final String SLOTS = "slot_seconds";
    static final String AUDIO = "audio_features";
    static final String VISUAL = "visual_features";
    static final String AUDIO_SHAPE = "audio_shape";
    static final String VISUAL_SHAPE = "visual_shape";
    static final String BUNDLE_ID = "bundle_id";
    static final String BUNDLE_CHECKSUM = "bundle_checksum";
    static final String PROTOCOL = "protocol";
    static final String VERSION = "schema_version";

    /** What tells a clip from all others. */
    static final Set<String> IDENTITY = Set.of(PATH, CHANNEL, START, END, FACE_BOX);

    /** What a pass over labels reads: everything of a row but its features. */
    static final Set<String> OF_LABELS = withIdentity(
            CLIP_ID,
            SUBSET,
            GENDER,
            AGE,
            MASK_TYPE,
            AUDIO_SHAPE,
            VISUAL_SHAPE,
            BUNDLE_ID,
            BUNDLE_CHECKSUM,
            PROTOCOL,
            VERSION);

    /** What training reads. */
    static final Set<String> OF_WINDOWS =
            withIdentity(CLIP_ID, SUBSET, GENDER, AGE, MASK_TYPE, OCCLUSION, AUDIO, VISUAL);

    /** Columns that a table may lack: then every value of it is unknown. */
    static final Set<String> OPTIONAL = withIdentity(SUBSET, GENDER, AGE, MASK_TYPE, OCCLUSION);

    private FeatureColumns() {}

    private static Set<String> withIdentity(String... others) {
        Set<String> columns = new TreeSet<>(IDENTITY);
        columns.addAll(List.of(others));
        return Set.copyOf(columns);
    }

    /** All columns; features are 16-bit floats (IEEE 754 binary16, little-endian), row-major. */
    static MessageType schema() {
        return Types.buildMessage()
                .required(BINARY)
                .as(stringType())
                .named(CLIP_ID)
                .required(BINARY)
                .as(stringType())
                .named(PATH)
                .optional(BINARY)
                .as(stringType())
                .named(CHANNEL)
                .optional(DOUBLE)
                .named(START)
                .optional(DOUBLE)
                .named(END)
                .optional(BINARY)
                .as(stringType())
                .named(FACE_BOX)
                .optional(BINARY)
                .as(stringType())
                .named(CORPUS)
                .optional(BINARY)
                .as(stringType())
                .named(SUBSET)
                .optional(BINARY)
                .as(stringType())
                .named("speaker")
                .optional(BINARY)
                .as(stringType())
                .named(GENDER)
                .optional(DOUBLE)
                .named(AGE)
                .optional(BINARY)
                .as(stringType())
                .named(MASK_TYPE)
                .optional(BINARY)
                .as(stringType())
                .named(OCCLUSION)
                .required(DOUBLE)
                .named(WINDOW_START)
                .required(DOUBLE)
                .named(WINDOW_END)
                .required(BOOLEAN)
                .named(AUDIO_PRESENT)
                .requiredList()
                .optionalElement(INT32)
                .named(SLOTS)
                .optional(BINARY)
                .named(AUDIO)
                .optional(BINARY)
                .named(VISUAL)
                .optional(BINARY)
                .as(stringType())
                .named(AUDIO_SHAPE)
                .optional(BINARY)
                .as(stringType())
                .named(VISUAL_SHAPE)
                .required(BINARY)
                .as(stringType())
                .named(BUNDLE_ID)
                .required(BINARY)
                .as(stringType())
                .named(BUNDLE_CHECKSUM)
                .required(BINARY)
                .as(stringType())
                .named(PROTOCOL)
                .required(INT32)
                .named(VERSION)
                .named("features");
    }
}
