package oragen.spark.index;

import oragen.corpus.format.CorpusReader;
import oragen.corpus.format.SpeakerTableReader;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked of {@code corpus index}.
 *
 * @param root folder of the corpus
 * @param output the manifest, a Parquet table; the problems and the summary are written beside it
 * @param speakers a table of speakers, anywhere; null for none
 * @param corpus name of the corpus in the manifest; null for that of the format
 * @param malformed what becomes of label lines that cannot be used
 */
public record IndexOptions(
        CorpusReader reader,
        String root,
        String output,
        @Nullable Speakers speakers,
        @Nullable String corpus,
        MalformedLines malformed) {
    /** A table of speakers: where it lies and how it is read. */
    public record Speakers(String location, SpeakerTableReader reader) {}

    /** What becomes of label lines that cannot be used. */
    public enum MalformedLines {
        REPORTED,
        REFUSED
    }
}
