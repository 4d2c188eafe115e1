package oragen.spark.index;

import oragen.corpus.CorpusReader;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked of {@code corpus index}.
 *
 * @param root folder of the corpus
 * @param output the manifest, a Parquet table; the problems and the summary are written beside it
 * @param corpus name of the corpus in the manifest; null for that of the format
 * @param malformed what becomes of label lines that cannot be used
 */
public record IndexOptions(
        CorpusReader reader,
        String root,
        String output,
        @Nullable String corpus,
        MalformedLines malformed) {
    /** What becomes of label lines that cannot be used. */
    public enum MalformedLines {
        REPORTED,
        REFUSED
    }
}
