package oragen.spark.clips;

import org.jspecify.annotations.Nullable;

/**
 * Where clips lie in tables that have the bytes of one in each row.
 *
 * @param content column of bytes, or of text in Base64; a field of a struct is named like {@code audio.bytes}
 * @param id column whose values tell the rows of a table apart; null where their content does
 * @param format name of the Spark source that reads the tables
 */
public record ContentColumns(String content, @Nullable String id, String format) {
    public static final String DEFAULT_FORMAT = "parquet";
}
