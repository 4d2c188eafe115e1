package oragen.pipeline.decode;

import java.io.FileNotFoundException;
import java.io.IOException;
import oragen.media.MediaBytes;
import oragen.run.Location;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A media file on any Hadoop file system. */
final class HadoopMediaBytes implements MediaBytes {
    private final FSDataInputStream stream;
    private final long length;

    private HadoopMediaBytes(FSDataInputStream stream, long length) {
        this.stream = stream;
        this.length = length;
    }

    static HadoopMediaBytes open(String path, Configuration configuration) throws IOException {
        Path file = new Path(path);
        FileSystem storage = Location.storage(file, configuration);
        FileStatus status = storage.getFileStatus(file);
        if (status.isDirectory()) {
            throw new FileNotFoundException("it is a folder that this user may not list, or no clip");
        }
        return new HadoopMediaBytes(storage.open(file), status.getLen());
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        return stream.read(target, offset, count);
    }

    @Override
    public void seek(long position) throws IOException {
        stream.seek(position);
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
