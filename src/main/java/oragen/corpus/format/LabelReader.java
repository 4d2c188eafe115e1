package oragen.corpus.format;

import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.util.Iterator;

/** Reads one kind of label file; it holds no state and opens nothing. */
public interface LabelReader extends Serializable {
    /** Entries in the order of the file, read as they are asked for. */
    Iterator<LabelEntry> read(String path, Reader file) throws IOException;
}
