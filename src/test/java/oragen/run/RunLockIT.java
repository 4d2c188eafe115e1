package oragen.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import oragen.InputException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that start at once, holders that die, and storage that does not answer, on a local disk and in a bucket. */
@Timeout(60)
final class RunLockIT {
    private static final int STARTS = 8;

    @TempDir
    private java.nio.file.Path folder;

    private Path output() {
        return new Path(folder.toUri());
    }

    private Path slow() {
        return new Path("slow://" + folder);
    }

    private FileSystem local() throws IOException {
        return output().getFileSystem(new Configuration());
    }

    private static void write(FileSystem fileSystem, Path output, String host, long seenMillis) throws IOException {
        String holder = "{\"host\":\"%s\",\"process\":1,\"startedMillis\":%d,\"seenMillis\":%d}"
                .formatted(host, seenMillis - 5000, seenMillis);
        try (OutputStream stream = fileSystem.create(new Path(output, RunLock.FILE), true)) {
            stream.write(holder.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void writeDead(FileSystem fileSystem, Path output) throws IOException {
        write(fileSystem, output, "elsewhere", System.currentTimeMillis() - 400_000);
    }

    private static @Nullable RunLock take(FileSystem fileSystem, Path output) {
        try {
            return RunLock.take(fileSystem, output);
        } catch (InputException e) {
            assertThat(e).hasMessageMatching("(?s).*(was just taken by another run|is in use by process).*");
            return null;
        }
    }

    /** All start at once, where there is no lock and where there is a dead one: one gets it. */
    private static void assertOneGetsIt(FileSystem fileSystem, Path output, int threads, int rounds) throws Exception {
        ExecutorService starts = Executors.newFixedThreadPool(threads);
        for (int round = 0; round < rounds; round++) {
            if (round % 2 == 1) {
                writeDead(fileSystem, output);
            }
            List<Callable<@Nullable RunLock>> tries = new ArrayList<>();
            for (int i = 0; i < STARTS; i++) {
                tries.add(() -> take(fileSystem, output));
            }
            List<RunLock> taken = new ArrayList<>();
            for (Future<@Nullable RunLock> start : starts.invokeAll(tries)) {
                RunLock lock = start.get();
                if (lock != null) {
                    taken.add(lock);
                }
            }
            assertThat(taken).as("round %d", round).hasSize(1);
            taken.get(0).check();
            taken.get(0).close();
            assertThat(fileSystem.exists(new Path(output, RunLock.FILE))).isFalse();
        }
        starts.shutdownNow();
    }

    @Test
    void oneOfManyStartsGetsTheFolder() throws Exception {
        assertOneGetsIt(local(), output(), STARTS, 10);
        assertThat(folder).isEmptyDirectory();
    }

    /** One after the other: the server in memory, unlike S3, looks and writes in two steps. */
    @Test
    void oneOfManyStartsGetsTheBucket() throws Exception {
        try (TestingS3 server = TestingS3.start()) {
            assertOneGetsIt(server.fileSystem(), new Path(TestingS3.BUCKET + "/labels"), 1, 2);
        }
    }

    @Test
    void aStartThatSawADeadLockLongAgoDoesNotTakeTheLockOfItsSuccessor() throws IOException {
        TestingSlowFileSystem slow = new TestingSlowFileSystem();
        writeDead(slow, slow());
        List<RunLock> successors = new ArrayList<>();
        slow.beforeWriting(() -> successors.add(RunLock.take(slow, slow())));
        assertThatThrownBy(() -> RunLock.take(slow, slow()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("was just taken by another run");
        successors.get(0).check();
        successors.get(0).close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aLockThatIsEmptyAndThenGoneWasTakenByAnother() throws IOException {
        TestingSlowFileSystem slow = new TestingSlowFileSystem();
        java.nio.file.Path file = Files.createFile(folder.resolve(RunLock.FILE));
        slow.afterOpening(() -> file.toFile().delete());
        assertThatThrownBy(() -> RunLock.take(slow, slow()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("was just taken by another run");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aStartThatDiedWhileItTookOverIsTakenOverFromToo() throws IOException {
        TestingSlowFileSystem slow = new TestingSlowFileSystem();
        writeDead(slow, slow());
        slow.beforeWriting(() -> slow.fail(1));
        assertThatThrownBy(() -> RunLock.take(slow, slow())).hasMessageContaining("cannot be written");
        java.nio.file.Path claim;
        try (Stream<java.nio.file.Path> files = Files.list(folder)) {
            claim = files.filter(file -> file.getFileName().toString().startsWith("_lock-"))
                    .findFirst()
                    .orElseThrow();
        }
        assertThatThrownBy(() -> RunLock.take(slow, slow())).hasMessageContaining("is in use by process");
        Files.writeString(
                claim, Files.readString(claim).replaceAll("\"process\":\\d+", "\"process\":" + Long.MAX_VALUE));
        RunLock.take(slow, slow()).close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aBeatThatFailsIsTriedAgain() throws Exception {
        TestingSlowFileSystem slow = new TestingSlowFileSystem();
        java.nio.file.Path file = folder.resolve(RunLock.FILE);
        try (RunLock lock = RunLock.take(slow, slow(), Duration.ofMillis(20))) {
            slow.fail(3);
            while (!slow.hasFailed()) {
                Thread.sleep(5);
            }
            String last = Files.readString(file);
            while (last.equals(Files.readString(file))) {
                Thread.sleep(5);
            }
            lock.check();
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void aLockThatAnotherRunHasTakenIsNeitherKeptNorDeleted() throws Exception {
        RunLock lock = RunLock.take(local(), output(), Duration.ofMillis(20));
        write(local(), output(), "elsewhere", System.currentTimeMillis());
        assertThatThrownBy(lock::check)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("was taken over by process 1 on elsewhere for ");
        Thread.sleep(100);
        lock.close();
        assertThat(Files.readString(folder.resolve(RunLock.FILE))).contains("elsewhere");
    }

    @Test
    void aLockThatIsGoneIsNotHeld() throws Exception {
        try (RunLock lock = RunLock.take(local(), output())) {
            Files.delete(folder.resolve(RunLock.FILE));
            assertThatThrownBy(lock::check).hasMessageContaining("is gone");
        }
    }
}
