package oragen.spark.clips;

import java.util.HexFormat;
import oragen.corpus.Packing;
import org.jspecify.annotations.Nullable;

/** What a row of a table of clips is called: by its id, or by its content and the path that came with it. */
final class CellName {
    /** Hexadecimal digits of the hash: of 128 bits two contents do not agree by chance. */
    private static final int DIGITS = 32;

    private static final String NO_CONTENT = "null";

    private CellName() {}

    /** @param hash SHA-256 of the content in hexadecimal; null where there is no content */
    static String of(@Nullable String id, @Nullable String path, @Nullable String hash) {
        if (id != null) {
            return id;
        }
        String content = hash == null ? NO_CONTENT : hash.substring(0, DIGITS);
        return path == null ? content : content + "/" + path;
    }

    static String ofContent(@Nullable String id, @Nullable String path, byte @Nullable [] content) {
        boolean isNamed = id != null || content == null;
        return of(
                id,
                path,
                isNamed ? null : HexFormat.of().formatHex(ContentHash.digest().digest(content)));
    }

    /** The path of a clip: of one without channel, seconds and face box, that is its key. */
    static String path(String table, String name) {
        return table + Packing.SEPARATOR + name;
    }
}
