package oragen.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.jspecify.annotations.Nullable;

/** The local files under {@code full:///}, where rows of clips go to the device of Linux that is always full. */
public final class TestingFullFileSystem extends RawLocalFileSystem {
    @Override
    public URI getUri() {
        return URI.create("full:///");
    }

    @Override
    public String getScheme() {
        return "full";
    }

    @Override
    protected OutputStream createOutputStreamWithMode(Path file, boolean append, @Nullable FsPermission mode)
            throws IOException {
        String path = file.toUri().getPath();
        if (path.endsWith(".parquet") && !path.contains("/pending/")) {
            return super.createOutputStreamWithMode(new Path("/dev/full"), append, null);
        }
        return super.createOutputStreamWithMode(file, append, mode);
    }
}
