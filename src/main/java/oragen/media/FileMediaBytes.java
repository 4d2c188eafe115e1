package oragen.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A media file on the local disk. */
public final class FileMediaBytes implements MediaBytes {
    private final FileChannel channel;
    private final long length;

    private FileMediaBytes(FileChannel channel, long length) {
        this.channel = channel;
        this.length = length;
    }

    public static FileMediaBytes open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file);
        return new FileMediaBytes(channel, channel.size());
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        return channel.read(ByteBuffer.wrap(target, offset, count));
    }

    @Override
    public void seek(long position) throws IOException {
        channel.position(position);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
