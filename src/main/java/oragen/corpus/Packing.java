package oragen.corpus;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a member of an archive lies in it, or a cell in its table.
 *
 * @param offset of its first byte: in the archive, or of {@link Kind#GZIPPED} in the tar that was compressed
 * @param packedBytes that it takes there
 * @param bytes that it has when it is unpacked
 * @param flaw why it cannot be read; null where it can
 * @param file of its table in which a cell lies; null where the table does not tell, and of members
 */
public record Packing(
        Kind kind,
        long offset,
        long packedBytes,
        long bytes,
        @Nullable String flaw,
        @Nullable String file) implements Serializable {
    /** What has been done to its bytes. */
    public enum Kind {
        /** Nothing: it is read in place. */
        STORED,
        /** Compressed by itself, as in a zip. */
        DEFLATED,
        /** Compressed together with all before it, as in a .tar.gz: those are read first. */
        GZIPPED,
        /** It is a cell of a table: tasks are given it with its row. */
        CELL,
        /** It cannot be read, or, of an archive, what follows cannot. */
        UNUSABLE
    }

    /** Between an archive and its member in a path, and between a table and its row. */
    public static final String SEPARATOR = "!/";

    public static Packing of(Kind kind, long offset, long packedBytes, long bytes) {
        return new Packing(kind, offset, packedBytes, bytes, null, null);
    }

    /** @param bytes exactly, or about */
    public static Packing cell(long bytes, @Nullable String file) {
        return new Packing(Kind.CELL, 0, bytes, bytes, null, file);
    }

    public static Packing unusable(String flaw) {
        return new Packing(Kind.UNUSABLE, 0, 0, 0, flaw, null);
    }

    /** Whether any part of it can be read without what comes before. */
    public boolean isSeekable() {
        return kind == Kind.STORED;
    }

    /** As columns hold it: {@code stored:1536:43955:43955}, {@code cell:43955:} and a file, or {@code unusable:} and the flaw. */
    @Override
    public String toString() {
        String word = kind.name().toLowerCase(Locale.ROOT);
        if (kind == Kind.CELL) {
            return word + ":" + bytes + ":" + (file == null ? "" : file);
        }
        return flaw == null ? word + ":" + offset + ":" + packedBytes + ":" + bytes : word + ":" + flaw;
    }

    /** Reads what {@link #toString} writes. */
    public static Packing parse(String text) {
        String[] parts = text.split(":", 2);
        Kind kind = Arrays.stream(Kind.values())
                .filter(candidate -> candidate.name().equalsIgnoreCase(parts[0]))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text + " is no packing"));
        if (kind == Kind.UNUSABLE) {
            return unusable(parts[1]);
        }
        if (kind == Kind.CELL) {
            String[] cell = parts[1].split(":", 2);
            return cell(Long.parseLong(cell[0]), cell[1].isEmpty() ? null : cell[1]);
        }
        String[] numbers = parts[1].split(":", 3);
        return of(kind, Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
    }
}
