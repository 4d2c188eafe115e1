package oragen.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The local file system under the scheme {@code poison}: files named kill end the JVM, files named hang never open, for
 * files named memory there is none left, and the first process that opens a file named hold writes its id into a file
 * {@code holder} beside it and gets no further.
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
    public FSDataInputStream open(Path file, int bufferSize) throws IOException {
        if (file.getName().startsWith("kill")) {
            Runtime.getRuntime().halt(137);
        }
        if (file.getName().startsWith("memory")) {
            throw new OutOfMemoryError("Java heap space");
        }
        if (file.getName().startsWith("hang") || file.getName().startsWith("hold") && isFirst(file)) {
            sleepForEver();
        }
        return super.open(file, bufferSize);
    }

    private static boolean isFirst(Path file) throws IOException {
        java.nio.file.Path holder =
                java.nio.file.Path.of(file.toUri().getPath()).resolveSibling("holder");
        java.nio.file.Path id = Files.createTempFile(holder.getParent(), "id", ".part");
        Files.writeString(id, "" + ProcessHandle.current().pid());
        try {
            Files.createLink(holder, id);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.delete(id);
        }
    }

    private static void sleepForEver() {
        while (true) {
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) {
                // as native code, which no interrupt reaches
            }
        }
    }
}
