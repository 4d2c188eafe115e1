package oragen.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.jspecify.annotations.Nullable;

/**
 * The local files under {@code mortal:///}. Before each change of an output that is to matter, somebody may look at what a
 * process would leave that died now; or the process does die, by {@code kill -9}.
 */
public final class TestingMortalFileSystem extends RawLocalFileSystem {
    /** System property: {@code <n> <pattern>} kills the process before its n-th change that matches. */
    static final String MOMENT = "testing.moment";

    /** Of the changes within a table that is being staged, which are all alike, only the last. */
    private static final Pattern STEP = Pattern.compile("(?!.*/_staging/.+/.+/(?!_SUCCESS)).*/labels/.*");

    private static volatile Consumer<String> before = change -> {};

    /** What is done before each step, which it is told. */
    public static void beforeEachStep(Consumer<String> look) {
        before = look;
    }

    @Override
    public URI getUri() {
        return URI.create("mortal:///");
    }

    @Override
    public String getScheme() {
        return "mortal";
    }

    private static void change(String what, Path path) throws IOException {
        String change = what + " " + path.toUri().getPath();
        if (STEP.matcher(change).matches()) {
            before.accept(change);
        }
        Moment.pass(change);
    }

    /** When this process kills itself. */
    private static final class Moment {
        private static final AtomicInteger LEFT = new AtomicInteger();
        private static final @Nullable Pattern CHANGE;

        static {
            String given = System.getProperty(MOMENT);
            String[] parts = given == null ? new String[] {"0"} : given.split(" ", 2);
            LEFT.set(Integer.parseInt(parts[0]));
            CHANGE = given == null ? null : Pattern.compile(parts[1]);
        }

        /** Once the time has come nothing passes, in any thread. */
        static synchronized void pass(String change) throws IOException {
            if (CHANGE != null && CHANGE.matcher(change).find() && LEFT.decrementAndGet() == 0) {
                new ProcessBuilder(
                                "kill",
                                "-9",
                                Long.toString(ProcessHandle.current().pid()))
                        .start();
                try {
                    Thread.sleep(60_000);
                } catch (InterruptedException e) {
                    throw new IllegalStateException("kill -9 has not killed", e);
                }
            }
        }
    }

    @Override
    protected OutputStream createOutputStreamWithMode(Path file, boolean append, @Nullable FsPermission mode)
            throws IOException {
        change("create", file);
        return super.createOutputStreamWithMode(file, append, mode);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        change("rename", to);
        return super.rename(from, to);
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        if (exists(path)) {
            change("delete", path);
        }
        return super.delete(path, recursive);
    }

    @Override
    protected boolean mkOneDirWithMode(Path path, java.io.File file, @Nullable FsPermission mode) throws IOException {
        if (!file.exists()) {
            change("mkdir", path);
        }
        return super.mkOneDirWithMode(path, file, mode);
    }
}
