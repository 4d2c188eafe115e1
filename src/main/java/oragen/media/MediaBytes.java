package oragen.media;

import java.io.Closeable;
import java.io.IOException;

/** The bytes of one media file, read at any position; how they are stored is not the decoder's concern. */
public interface MediaBytes extends Closeable {
    /** Reads up to {@code length} bytes at the current position; -1 at the end. */
    int read(byte[] target, int offset, int length) throws IOException;

    /** Moves to a position counted from the start, at most {@link #length()}. */
    void seek(long position) throws IOException;

    /** Number of bytes of the file. */
    long length();
}
