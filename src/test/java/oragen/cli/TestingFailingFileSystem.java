package oragen.cli;

import java.net.URI;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** A storage under {@code failing:///} whose code ends in errors of the JVM. */
public final class TestingFailingFileSystem extends RawLocalFileSystem {
    @Override
    public URI getUri() {
        return URI.create("failing:///");
    }

    @Override
    public String getScheme() {
        return "failing";
    }

    @Override
    public FileStatus getFileStatus(Path path) {
        if (path.getName().equals("memory")) {
            throw new OutOfMemoryError("Java heap space");
        }
        throw new NoClassDefFoundError("com/example/Storage");
    }
}
