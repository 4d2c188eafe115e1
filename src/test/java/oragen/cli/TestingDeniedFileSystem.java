package oragen.cli;

import java.net.URI;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.security.AccessControlException;

/** The local files under {@code denied:///}, listed but not to be read. */
public final class TestingDeniedFileSystem extends RawLocalFileSystem {
    @Override
    public URI getUri() {
        return URI.create("denied:///");
    }

    @Override
    public String getScheme() {
        return "denied";
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws AccessControlException {
        throw new AccessControlException("Permission denied: " + path.getName());
    }
}
