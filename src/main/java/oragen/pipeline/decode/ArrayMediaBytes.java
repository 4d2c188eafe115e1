package oragen.pipeline.decode;

import oragen.media.MediaBytes;

/** A media file in memory, not copied. */
final class ArrayMediaBytes implements MediaBytes {
    private final byte[] bytes;
    private int position;

    ArrayMediaBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read(byte[] target, int offset, int count) {
        int read = Math.min(count, bytes.length - position);
        if (read <= 0) {
            return count == 0 ? 0 : -1;
        }
        System.arraycopy(bytes, position, target, offset, read);
        position += read;
        return read;
    }

    @Override
    public void seek(long target) {
        position = Math.toIntExact(Math.min(Math.max(0, target), bytes.length));
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public void close() {
        // the garbage collector takes it
    }
}
