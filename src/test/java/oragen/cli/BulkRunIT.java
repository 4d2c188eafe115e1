package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Waves, changed files, locks, and files that kill or hang. */
final class BulkRunIT {
    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();
    private Path corpus;
    private Path output;

    @BeforeEach
    void plant() throws IOException {
        corpus = Files.createDirectories(folder.resolve("corpus"));
        output = folder.resolve("labels");
        TestingCorpus.copy("steady.mp4", corpus.resolve("a.mp4"));
        TestingCorpus.copy("silent.mp4", corpus.resolve("b.mp4"));
        Files.writeString(corpus.resolve("c.mp4"), "no video at all");
    }

    private int label(Object... options) {
        List<String> arguments =
                new ArrayList<>(List.of("label", "--input", corpus.toString(), "--output", output.toString()));
        Stream.of(options).map(Object::toString).forEach(arguments::add);
        return Main.run(new PrintWriter(errors, true), arguments.toArray(String[]::new));
    }

    private Map<String, String> current() throws IOException {
        return TestingCorpus.current(output.toString());
    }

    @Test
    void onlyWhatIsNewOrChangedIsLabelledAndTheNewestWaveCounts() throws IOException {
        assertThat(label("--wave-clips", 2)).as("%s", errors).isZero();
        assertThat(current())
                .containsOnly(
                        Map.entry("a.mp4", "00000 predicted"),
                        Map.entry("b.mp4", "00000 predicted"),
                        Map.entry("c.mp4", "00001 corrupt"));
        assertThat(label()).isZero();
        assertThat(output.resolve("_staging")).doesNotExist();
        assertThat(output.resolve("_lock.json")).doesNotExist();

        TestingCorpus.copy("wide.mp4", corpus.resolve("d.mp4"));
        Files.setLastModifiedTime(corpus.resolve("a.mp4"), FileTime.fromMillis(1_000_000));
        assertThat(label()).isZero();
        assertThat(current())
                .containsEntry("a.mp4", "00002 predicted")
                .containsEntry("b.mp4", "00000 predicted")
                .containsEntry("d.mp4", "00002 predicted");

        // Repaired under its old time and size it is the same file, unless its content is asked.
        assertThat(label("--retry-rejects", "empty_file")).isZero();
        assertThat(current()).containsEntry("c.mp4", "00001 corrupt");
        Files.delete(corpus.resolve("c.mp4"));
        TestingCorpus.copy("steady.mp4", corpus.resolve("c.mp4"));
        assertThat(label("--retry-rejects", "corrupt,empty_file")).isZero();
        assertThat(current()).containsEntry("c.mp4", "00003 predicted").hasSize(4);
    }

    @Test
    void theContentTellsAChangeThatTheTimeDoesNot() throws IOException {
        assertThat(label("--changed-by", "hash")).as("%s", errors).isZero();
        Files.setLastModifiedTime(corpus.resolve("a.mp4"), FileTime.fromMillis(1_000_000));
        assertThat(label("--changed-by", "hash")).isZero();
        assertThat(current()).containsEntry("a.mp4", "00000 predicted");
        byte[] content = Files.readAllBytes(corpus.resolve("c.mp4"));
        content[0]++;
        FileTime time = Files.getLastModifiedTime(corpus.resolve("c.mp4"));
        Files.write(corpus.resolve("c.mp4"), content);
        Files.setLastModifiedTime(corpus.resolve("c.mp4"), time);
        assertThat(label("--changed-by", "hash")).isZero();
        assertThat(current()).containsEntry("c.mp4", "00001 corrupt");
    }

    @Test
    void aSecondRunIsRefusedAndADeadLockIsNot() throws IOException {
        Files.createDirectories(output);
        Path lock = output.resolve("_lock.json");
        String host = InetAddress.getLocalHost().getHostName();
        long now = System.currentTimeMillis();
        String holder = "{\"host\":\"%s\",\"process\":%d,\"startedMillis\":%d,\"seenMillis\":%d}";
        Files.writeString(lock, holder.formatted(host, ProcessHandle.current().pid(), now - 5000, now));
        assertThat(label()).isEqualTo(2);
        assertThat(errors.toString())
                .contains("is in use by process " + ProcessHandle.current().pid() + " on " + host + " for ");
        Files.writeString(lock, holder.formatted("elsewhere", 1, now - 500_000, now - 400_000));
        assertThat(label("--limit", 1)).as("%s", errors).isZero();
        Files.writeString(lock, holder.formatted(host, Long.MAX_VALUE, now - 5000, now));
        assertThat(label("--limit", 1)).as("%s", errors).isZero();
    }

    @Test
    void wavesAreMergedAndAPersonIsForgotten() throws IOException {
        Path manifest = corpus.resolve("manifest.csv");
        Files.writeString(manifest, "path,speaker\na.mp4,ann\nb.mp4,ben\nc.mp4,ann\n");
        corpus = manifest;
        assertThat(label("--wave-clips", 1, "--windows", "--max-reject-rate", 0.5))
                .isZero();
        assertThat(label("--protocol", "paper", "--windows", "--max-reject-rate", 0.1))
                .isEqualTo(4);
        Map<String, String> before = current();
        assertThat(Main.run("status", "--output", output.toString())).isZero();
        assertThat(Main.run("compact", "--output", output.toString())).isZero();
        assertThat(files("predictions")).isEqualTo(2);
        assertThat(current().keySet()).isEqualTo(before.keySet());
        assertThat(TestingCorpus.rows(output.resolve("windows"))).containsKeys("a.mp4", "b.mp4");
        assertThat(label()).isZero();
        assertThat(files("predictions")).isEqualTo(2);

        assertThat(Main.run("forget", "--output", output.toString())).isEqualTo(2);
        assertThat(Main.run("forget", "--output", output.toString(), "--speaker", "ann"))
                .isZero();
        for (String table : List.of("predictions", "windows")) {
            assertThat(TestingCorpus.rows(output.resolve(table))).as(table).containsOnlyKeys("b.mp4");
        }
        assertThat(TestingCorpus.rows(output.resolve("rejects"))).isEmpty();
        try (Stream<Path> all = Files.walk(output)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain("a.mp4");
            }
        }
    }

    @Test
    void whoSharesAFileAndAnIdWithAForgottenPersonKeepsTheirRows() throws IOException {
        TestingCorpus.copy("voice.wav", corpus.resolve("call.wav"));
        Path manifest = corpus.resolve("calls.csv");
        Files.writeString(manifest, "path,clip_id,channel,speaker\ncall.wav,call,0,ann\ncall.wav,call,other,ben\n");
        corpus = manifest;
        assertThat(label("--windows")).as("%s", errors).isZero();
        long windows = windowsOf("other");
        assertThat(windows).isPositive();
        assertThat(Main.run("forget", "--output", output.toString(), "--speaker", "ann"))
                .isZero();
        assertThat(windowsOf("other")).isEqualTo(windows);
        assertThat(windowsOf("0")).isZero();
    }

    private long windowsOf(String channel) throws IOException {
        try (SparkSession spark = SparkSessions.open("test")) {
            return spark.read()
                    .parquet(output.resolve("windows").toString())
                    .filter(functions.col("channel").equalTo(channel))
                    .count();
        }
    }

    private long files(String table) throws IOException {
        try (Stream<Path> paths = Files.walk(output.resolve(table))) {
            return paths.filter(path -> path.toString().endsWith(".parquet")).count();
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void aFileThatKillsOrHangsIsRejectedAndNoOther() throws IOException, InterruptedException {
        TestingCorpus.copy("steady.mp4", corpus.resolve("kill.mp4"));
        TestingCorpus.copy("steady.mp4", corpus.resolve("hang.mp4"));
        Path manifest = folder.resolve("manifest.csv");
        StringBuilder lines = new StringBuilder("path,clip_id\n");
        for (String name : List.of("a", "b", "c", "hang", "kill")) {
            lines.append("poison://" + corpus.resolve(name + ".mp4") + "," + name + ".mp4\n");
        }
        Files.writeString(manifest, lines);
        List<String> command = List.of(
                "label",
                "--input",
                manifest.toString(),
                "--output",
                output.toString(),
                "--partitions",
                "2",
                "--clip-time-limit",
                "10");
        Path log = folder.resolve("log");
        Process first = TestingProcess.oragen(log, command);
        assertThat(first.waitFor()).as("%s", TestingProcess.told(log)).isEqualTo(137);
        Process second = TestingProcess.oragen(log, command);
        assertThat(second.waitFor()).as("%s", TestingProcess.told(log)).isZero();
        assertThat(current())
                .containsOnly(
                        Map.entry("a.mp4", "00000 predicted"),
                        Map.entry("b.mp4", "00000 predicted"),
                        Map.entry("c.mp4", "00000 corrupt"),
                        Map.entry("hang.mp4", "00000 timed_out"),
                        Map.entry("kill.mp4", "00000 crashed"));
    }
}
