package oragen.training.feature;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import oragen.label.Task;
import oragen.run.Column;
import oragen.run.FeatureTable;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** Which columns of {@link FeatureTable} training reads for what, and how Parquet has them. */
final class FeatureColumns {
    /** What tells a clip from all others. */
    static final Set<String> IDENTITY = Set.of(
            FeatureTable.PATH, FeatureTable.CHANNEL, FeatureTable.START, FeatureTable.END, FeatureTable.FACE_BOX);

    /** What a pass over labels reads: everything of a row but its features. */
    static final Set<String> OF_LABELS = withIdentity(
            FeatureTable.CLIP_ID,
            FeatureTable.CORPUS,
            FeatureTable.SUBSET,
            FeatureTable.GENDER,
            FeatureTable.AGE,
            FeatureTable.MASK_TYPE,
            FeatureTable.AUDIO_SHAPE,
            FeatureTable.VISUAL_SHAPE,
            FeatureTable.BUNDLE_ID,
            FeatureTable.BUNDLE_CHECKSUM,
            FeatureTable.VERSION);

    /** What training reads. */
    static final Set<String> OF_WINDOWS = withIdentity(
            FeatureTable.CLIP_ID,
            FeatureTable.CORPUS,
            FeatureTable.SUBSET,
            FeatureTable.GENDER,
            FeatureTable.AGE,
            FeatureTable.MASK_TYPE,
            FeatureTable.OCCLUSION,
            FeatureTable.AUDIO,
            FeatureTable.VISUAL);

    /** Columns that a table may lack: then every value of it is unknown. */
    static final Set<String> OPTIONAL = withIdentity(
            FeatureTable.CORPUS,
            FeatureTable.SUBSET,
            FeatureTable.GENDER,
            FeatureTable.AGE,
            FeatureTable.MASK_TYPE,
            FeatureTable.OCCLUSION);

    private FeatureColumns() {}

    /** The column that holds a task's labels. */
    static String label(Task task) {
        return "label_" + task.column();
    }

    private static Set<String> withIdentity(String... others) {
        Set<String> columns = new TreeSet<>(IDENTITY);
        columns.addAll(List.of(others));
        return Set.copyOf(columns);
    }

    /** All columns. */
    static MessageType schema() {
        return new MessageType(
                "features",
                FeatureTable.columns().stream().map(FeatureColumns::field).toList());
    }

    private static Type field(Column column) {
        Repetition repetition = column.always() ? Repetition.REQUIRED : Repetition.OPTIONAL;
        return switch (column.type()) {
            case TEXT ->
                Types.primitive(PrimitiveTypeName.BINARY, repetition)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(column.name());
            case REAL -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(column.name());
            case INTEGER -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(column.name());
            case FLAG -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(column.name());
            case BYTES -> Types.primitive(PrimitiveTypeName.BINARY, repetition).named(column.name());
            case LONG, TEXTS -> throw new IllegalStateException("training reads no column like " + column.name());
            case INTEGERS ->
                Types.list(repetition).optionalElement(PrimitiveTypeName.INT32).named(column.name());
        };
    }
}
