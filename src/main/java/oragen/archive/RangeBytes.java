package oragen.archive;

import java.io.IOException;
import oragen.media.MediaBytes;
import org.apache.hadoop.fs.FSDataInputStream;

/** A stretch of a file, read in place. */
final class RangeBytes implements MediaBytes {
    private final FSDataInputStream stream;
    private final long start;
    private final long length;
    private long position;

    RangeBytes(FSDataInputStream stream, long start, long length) throws IOException {
        this.stream = stream;
        this.start = start;
        this.length = length;
        stream.seek(start);
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        if (position >= length) {
            return -1;
        }
        int read = stream.read(target, offset, (int) Math.min(count, length - position));
        if (read > 0) {
            position += read;
        }
        return read;
    }

    @Override
    public void seek(long target) throws IOException {
        position = target;
        stream.seek(start + target);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
