package oragen.corpus;

import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.util.Iterator;
import java.util.Optional;

/**
 * How one corpus is packed. Paths are relative to the root, with slashes. A reader holds no state and opens nothing:
 * it is given the files.
 */
public interface CorpusReader extends Serializable {
    /** The corpus's name in manifests, and the word of {@code --format}. */
    String corpus();

    boolean isLabelFile(String path);

    /** What the path of a media file tells; nothing where it is no media file of the corpus. */
    Optional<MediaFacts> media(String path);

    /** Entries in the order of the file, read as they are asked for. */
    Iterator<LabelEntry> read(String path, Reader file) throws IOException;

    /** Whether a media file without a label is a clip too, and not only told of. */
    default boolean keepsUnlabelled() {
        return false;
    }
}
