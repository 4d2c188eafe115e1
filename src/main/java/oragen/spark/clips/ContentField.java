package oragen.spark.clips;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.try_to_binary;

import java.util.Arrays;
import java.util.Optional;
import oragen.InputException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Where a table has the bytes of its clips: in a column, or in a struct of {@code bytes} and {@code path} as Hugging Face
 * writes audio and video.
 *
 * @param bytes null in rows whose text is no Base64
 * @param path beside the bytes, as text; null where there is none
 * @param root column of the table in which they lie
 */
record ContentField(Column bytes, @Nullable Column path, String root) {
    private static final String BYTES = "bytes";

    /** A table, or a struct in it. @param column null of the table itself */
    private record Level(
            StructType fields,
            @Nullable Column column,
            @Nullable String root) {
        Column field(String name) {
            return column == null ? ColumnTypes.named(name) : column.getField(name);
        }

        String root(String name) {
            return root == null ? name : root;
        }
    }

    private record Found(DataType type, ContentField field) {}

    /** @param table for messages */
    static ContentField of(String table, StructType schema, String name) {
        Found found = find(new Level(schema, null, null), name)
                .orElseThrow(() -> new InputException(
                        "--content-column " + name,
                        "no such column among " + String.join(", ", schema.fieldNames()) + " of " + table,
                        "name the column of bytes, or a field of a struct as audio.bytes"));
        if (found.type() instanceof BinaryType) {
            return found.field();
        } else if (found.type() instanceof StringType) {
            return new ContentField(
                    try_to_binary(found.field().bytes(), lit("base64")),
                    found.field().path(),
                    found.field().root());
        }
        throw new InputException(
                "--content-column " + name,
                "is of type " + found.type().sql(),
                "use a column of bytes, or of text in Base64");
    }

    /** The first column of bytes, in a struct or not, as users may not know that it must be named. */
    static Optional<String> likely(StructType schema) {
        return Arrays.stream(schema.fields())
                .filter(column -> column.dataType() instanceof BinaryType
                        || (column.dataType() instanceof StructType struct
                                && has(new Level(struct, null, null), BYTES)
                                && struct.apply(BYTES).dataType() instanceof BinaryType))
                .map(StructField::name)
                .findFirst();
    }

    private static Optional<Found> find(Level level, String name) {
        for (StructField field : level.fields().fields()) {
            Column column = level.field(field.name());
            if (field.name().equals(name)) {
                Level inside = field.dataType() instanceof StructType struct
                        ? new Level(struct, column, level.root(name))
                        : null;
                return inside != null && has(inside, BYTES)
                        ? find(inside, BYTES)
                        : Optional.of(
                                new Found(field.dataType(), new ContentField(column, path(level), level.root(name))));
            }
            if (name.startsWith(field.name() + ".") && field.dataType() instanceof StructType struct) {
                Optional<Found> inside = find(
                        new Level(struct, column, level.root(field.name())),
                        name.substring(field.name().length() + 1));
                if (inside.isPresent()) {
                    return inside;
                }
            }
        }
        return Optional.empty();
    }

    private static @Nullable Column path(Level level) {
        return level.column() != null && has(level, "path")
                ? level.field("path").cast("string")
                : null;
    }

    private static boolean has(Level level, String field) {
        return Arrays.asList(level.fields().fieldNames()).contains(field);
    }
}
