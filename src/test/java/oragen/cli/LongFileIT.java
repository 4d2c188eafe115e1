package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import oragen.model.TestingBundle;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of a long file, looked at in parts, give the rows of the whole. */
final class LongFileIT {
    /** What differs between two runs by itself. */
    private static final Set<String> OF_THE_RUN = Set.of("run_key", "wave");

    @TempDir
    private Path folder;

    private Path corpus;

    @BeforeEach
    void plant() throws IOException {
        corpus = Files.createDirectories(folder.resolve("corpus"));
        try (var stream = LongFileIT.class.getResourceAsStream("/media/long.mkv")) {
            Files.copy(stream, corpus.resolve("long.mkv"));
        }
    }

    private Path label(String output, Object... options) {
        StringWriter errors = new StringWriter();
        Path labels = folder.resolve(output);
        List<String> arguments = new ArrayList<>(
                List.of("label", "--input", corpus.toString(), "--output", labels.toString(), "--windows"));
        Stream.of(options).map(Object::toString).forEach(arguments::add);
        assertThat(Main.run(new PrintWriter(errors, true), arguments.toArray(String[]::new)))
                .as("%s", errors)
                .isZero();
        return labels;
    }

    private void bothWays(int longFiles, Object... options) throws IOException {
        Path whole = label("whole", options);
        List<Object> split = new ArrayList<>(Arrays.asList(options));
        split.addAll(List.of("--split-megabytes", 0));
        Path parts = label("parts", split.toArray());
        assertThat(record(whole)).contains("\"longFiles\" : 0");
        assertThat(record(parts)).contains("\"longFiles\" : " + longFiles);
        assertThat(parts.resolve("_staging")).doesNotExist();
        try (SparkSession spark = SparkSessions.open("test")) {
            for (String table : List.of("predictions", "windows", "rejects")) {
                List<Row> expected = rows(spark, whole.resolve(table));
                List<Row> found = rows(spark, parts.resolve(table));
                assertThat(found).as(table).hasSameSizeAs(expected);
                for (int i = 0; i < found.size(); i++) {
                    assertSame(found.get(i), expected.get(i));
                }
            }
        }
    }

    private static String record(Path labels) throws IOException {
        try (var files = Files.list(labels.resolve("runs"))) {
            return Files.readString(files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    private static List<Row> rows(SparkSession spark, Path table) {
        var rows = spark.read().parquet(table.toString());
        boolean windows = Arrays.asList(rows.columns()).contains("slot_seconds");
        return rows.sort("clip_id", windows ? "start_second" : "path").collectAsList();
    }

    private static void assertSame(Row found, Row expected) {
        for (String column : expected.schema().fieldNames()) {
            Object value = expected.getAs(column);
            if (OF_THE_RUN.contains(column)) {
                continue;
            } else if (value instanceof Double number) {
                assertThat(found.<Double>getAs(column)).as(column).isCloseTo(number, within(1e-5));
            } else {
                assertThat(found.<Object>getAs(column)).as(column).isEqualTo(value);
            }
        }
    }

    @Test
    void theEmbeddedBundleSaysTheSame() throws IOException {
        bothWays(1, "--protocol", "released");
        assertThat(record(folder.resolve("whole")))
                .containsPattern("\"pictures\" : \\{\\s*\"decoded\" : 163,\\s*\"wanted\" : 131\\s*}");
        assertThat(record(folder.resolve("parts"))).contains("\"wanted\" : 131");
        try (SparkSession spark = SparkSessions.open("test")) {
            assertThat(rows(spark, folder.resolve("parts/windows"))).hasSize(65);
        }
    }

    /** A member of a tar lies there as it is. */
    @Test
    void aMemberOfATarIsLookedAtInPartsToo() throws IOException {
        byte[] content = Files.readAllBytes(corpus.resolve("long.mkv"));
        Files.delete(corpus.resolve("long.mkv"));
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(Files.newOutputStream(corpus.resolve("shard.tar")))) {
            for (String name : List.of("a/long.mkv", "b/long.mkv")) {
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        bothWays(2);
    }

    @Test
    void aBundleThatListensSaysTheSameOfWindowsCutBySpeech() throws IOException {
        Path bundle = TestingBundle.write(folder.resolve("bundle"), Path.of("models", "compact"));
        bothWays(1, "--protocol", "paper", "--face", "continuous", "--bundle", bundle);
    }

    @Test
    void aPartOfAFileThatBreaksOffSaysTheSame() throws IOException {
        byte[] content = Files.readAllBytes(corpus.resolve("long.mkv"));
        Files.write(corpus.resolve("broken.mkv"), Arrays.copyOf(content, content.length * 4 / 5));
        Files.write(corpus.resolve("nothing.mkv"), new byte[content.length]);
        Files.writeString(
                folder.resolve("manifest.csv"),
                "path,start_second,end_second\ncorpus/long.mkv,3.5,\ncorpus/broken.mkv,,\ncorpus/nothing.mkv,,\n");
        corpus = folder.resolve("manifest.csv");
        bothWays(2);
    }
}
