package oragen.run;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.jspecify.annotations.Nullable;

/** Local files under {@code slow:///}: writing fails a few times, and much happens before it is done. */
final class TestingSlowFileSystem extends RawLocalFileSystem {
    private volatile int failures;
    private @Nullable Runnable meanwhile;
    private @Nullable Runnable afterOpening;

    TestingSlowFileSystem() throws IOException {
        initialize(getUri(), new Configuration());
    }

    /** So many times nothing can be written from now on. */
    void fail(int times) {
        failures = times;
    }

    /** Whether all failures have happened. */
    boolean hasFailed() {
        return failures == 0;
    }

    /** What happens before the next file is written, when its writer has decided to do so. */
    void beforeWriting(Runnable others) {
        meanwhile = others;
    }

    /** What happens after the next file is opened, before its reader looks at anything else. */
    void afterOpening(Runnable others) {
        afterOpening = others;
    }

    @Override
    public FSDataInputStream open(Path file, int bufferBytes) throws IOException {
        FSDataInputStream stream = super.open(file, bufferBytes);
        Runnable others = afterOpening;
        if (others != null) {
            afterOpening = null;
            others.run();
        }
        return stream;
    }

    @Override
    public URI getUri() {
        return URI.create("slow:///");
    }

    @Override
    protected OutputStream createOutputStreamWithMode(Path file, boolean append, @Nullable FsPermission mode)
            throws IOException {
        if (failures > 0) {
            failures--;
            throw new IOException("the storage does not answer");
        }
        Runnable others = meanwhile;
        if (others != null) {
            meanwhile = null;
            others.run();
        }
        return super.createOutputStreamWithMode(file, append, mode);
    }
}
