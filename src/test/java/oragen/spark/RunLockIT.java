package oragen.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import oragen.InputException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs that start at once, on a local disk and in a bucket. */
final class RunLockIT {
    @TempDir
    private java.nio.file.Path folder;

    /** Looks before the other run has taken its lock. */
    private static final class TooEarly extends FilterFileSystem {
        private final AtomicBoolean early = new AtomicBoolean(true);

        TooEarly(FileSystem fileSystem) {
            super(fileSystem);
        }

        @Override
        public boolean exists(Path path) throws IOException {
            return !early.getAndSet(false) && super.exists(path);
        }
    }

    private static void assertOneGetsIt(FileSystem fileSystem, Path output) throws IOException {
        RunLock first = RunLock.take(fileSystem, output);
        assertThatThrownBy(() -> RunLock.take(new TooEarly(fileSystem), output))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has been taken by another run just now");
        first.check();
        first.close();
        assertThat(fileSystem.exists(new Path(output, RunLock.FILE))).isFalse();
        RunLock.take(fileSystem, output).close();
    }

    @Test
    void oneOfTwoRunsGetsTheFolder() throws IOException {
        Path output = new Path(folder.toUri());
        assertOneGetsIt(output.getFileSystem(new Configuration()), output);
    }

    @Test
    void oneOfTwoRunsGetsTheBucket() throws IOException {
        try (TestingS3 server = TestingS3.start()) {
            assertOneGetsIt(server.fileSystem(), new Path(TestingS3.BUCKET + "/labels"));
        }
    }
}
