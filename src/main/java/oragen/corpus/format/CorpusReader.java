package oragen.corpus.format;

import java.util.Optional;

/**
 * How one corpus is packed. Paths are relative to the root, with slashes. A reader holds no state and opens nothing:
 * it is given the files.
 */
public interface CorpusReader extends LabelReader {
    /** The corpus's name in manifests, and the word of {@code --format}. */
    String corpus();

    /** Where media and labels are expected, for those who got none. */
    String layout();

    boolean isLabelFile(String path);

    /** What the path of a media file tells; nothing where it is no media file of the corpus. */
    Optional<MediaFacts> media(String path);

    /** How the labels of items find their files. */
    default LabelMatch labelMatch() {
        return LabelMatch.KEY;
    }

    /** Whether a media file without a label is a clip too, and not only told of. */
    default boolean keepsUnlabelled() {
        return false;
    }
}
