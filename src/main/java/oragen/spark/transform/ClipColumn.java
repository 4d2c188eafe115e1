package oragen.spark.transform;

import java.io.Serializable;
import java.util.Arrays;
import oragen.InputException;
import oragen.corpus.Clip;
import oragen.corpus.ClipFile;
import oragen.corpus.ClipIdentity;
import oragen.label.Labels;
import oragen.pipeline.decode.ClipShare;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The column that brings the clips: paths, bytes, or structs with {@code bytes} and {@code path} as Hugging Face writes
 * audio and video, where the bytes count if both are there.
 *
 * @param bytes place of the bytes in the struct, or {@link #ABSENT}
 * @param path place of the path in the struct, or {@link #ABSENT}
 */
record ClipColumn(int index, Kind kind, int bytes, int path) implements Serializable {
    private static final int ABSENT = -1;

    private enum Kind {
        PATH,
        BYTES,
        STRUCT
    }

    static ClipColumn of(StructType schema, String name) {
        if (!Arrays.asList(schema.fieldNames()).contains(name)) {
            throw new InputException(
                    "inputCol " + name,
                    "no such column among " + String.join(", ", schema.fieldNames()),
                    "name the column with the clips' paths or bytes");
        }
        int index = schema.fieldIndex(name);
        DataType type = schema.fields()[index].dataType();
        if (type instanceof StringType) {
            return new ClipColumn(index, Kind.PATH, ABSENT, ABSENT);
        } else if (type instanceof BinaryType) {
            return new ClipColumn(index, Kind.BYTES, ABSENT, ABSENT);
        } else if (type instanceof StructType struct) {
            int bytes = place(struct, "bytes", BinaryType.class);
            int path = place(struct, "path", StringType.class);
            if (bytes != ABSENT || path != ABSENT) {
                return new ClipColumn(index, Kind.STRUCT, bytes, path);
            }
        }
        throw new InputException(
                "inputCol " + name,
                "is of type " + type.sql(),
                "use a column of paths (string), of bytes (binary), or a struct of bytes and path");
    }

    private static int place(StructType struct, String field, Class<? extends DataType> type) {
        for (int i = 0; i < struct.size(); i++) {
            if (struct.fields()[i].name().equals(field) && type.isInstance(struct.fields()[i].dataType())) {
                return i;
            }
        }
        return ABSENT;
    }

    /** The clip of a row, named by its number; null where the row brings none. */
    @Nullable
    ClipShare share(Row row, long number) {
        if (row.isNullAt(index)) {
            return null;
        }
        return switch (kind) {
            case PATH -> share(number, null, row.getString(index));
            case BYTES -> share(number, row.getAs(index), null);
            case STRUCT -> {
                Row struct = row.getStruct(index);
                yield share(
                        number,
                        bytes == ABSENT ? null : struct.getAs(bytes),
                        path == ABSENT ? null : struct.getAs(path));
            }
        };
    }

    private static @Nullable ClipShare share(long number, byte @Nullable [] content, @Nullable String path) {
        if (content == null && path == null) {
            return null;
        }
        String name = "row " + number + (path == null ? "" : ": " + path);
        Clip clip = new Clip(
                new ClipIdentity(path == null ? name : path, null, null, null, null),
                name,
                null,
                null,
                null,
                Labels.UNKNOWN,
                java.util.Map.of(),
                ClipFile.UNKNOWN);
        return content == null ? ClipShare.whole(clip) : ClipShare.of(clip, content);
    }
}
