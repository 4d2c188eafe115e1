package oragen.cli;

import java.net.URI;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The local file system under the scheme {@code poison}: files named kill end the JVM, files named hang never open, and
 * for files named memory there is none left.
 */
public final class TestingPoisonFileSystem extends RawLocalFileSystem {
    @Override
    public URI getUri() {
        return URI.create("poison:///");
    }

    @Override
    public String getScheme() {
        return "poison";
    }

    @Override
    public FSDataInputStream open(Path file, int bufferSize) throws java.io.IOException {
        if (file.getName().startsWith("kill")) {
            Runtime.getRuntime().halt(137);
        }
        if (file.getName().startsWith("memory")) {
            throw new OutOfMemoryError("Java heap space");
        }
        while (file.getName().startsWith("hang")) {
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) {
                // as native code, which no interrupt reaches
            }
        }
        return super.open(file, bufferSize);
    }
}
