package oragen.spark.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import oragen.cli.TestingMortalFileSystem;
import oragen.pipeline.WindowTable;
import oragen.run.OutputFolder;
import oragen.spark.label.Labelling;
import oragen.spark.table.RunHousekeeping.Forgotten;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code compact} and {@code forget}, ended before each change that they make to an output, and given again. */
final class HousekeepingEndedIT {
    private static final Forgotten HEDWIG = new Forgotten(Set.of(), Set.of("hedwig"));
    /** Of all that may be left, what the whole command is given again for: the rest is the same once it is cleaned. */
    private static final Pattern AGAIN = Pattern.compile(
            "rename .*/rejects/run_key|rename .*/runs/.*json$|delete .*/rejects/run_key=[^/]*/wave=00000|rename .*/wave=\\d+/[^/.][^/]*parquet$");

    /**
     * One task at a time, as an output is copied before each change while nothing else may change it. The tables are tiny:
     * code compiled for them would cost more than it saves.
     */
    private static final Map<String, String> SESSION = Map.of(
            "spark.master", "local[1]",
            "spark.ui.enabled", "false",
            "spark.driver.host", "127.0.0.1",
            "spark.driver.bindAddress", "127.0.0.1",
            "spark.sql.shuffle.partitions", "1",
            "spark.sql.codegen.factoryMode", "NO_CODEGEN",
            "spark.sql.codegen.wholeStage", "false",
            "spark.sql.adaptive.enabled", "false",
            "spark.hadoop.fs.mortal.impl", TestingMortalFileSystem.class.getName());

    @TempDir
    private static Path folder;

    private static Path pristine;
    private static SparkSession spark;

    @TempDir
    private Path kept;

    private final Path output = folder.resolve("labels");

    /** Two waves, the last with a newer row of a clip. */
    @BeforeAll
    static void label() throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        for (String clip : List.of("steady.mp4 a.mp4", "silent.mp4 b.mp4")) {
            String[] names = clip.split(" ");
            try (InputStream demo = HousekeepingEndedIT.class.getResourceAsStream("/demo/" + names[0])) {
                Files.copy(demo, corpus.resolve(names[1]));
            }
        }
        Files.writeString(corpus.resolve("c.mp4"), "no video at all");
        Path manifest = corpus.resolve("manifest.csv");
        Files.writeString(manifest, "path,speaker,clip_id\na.mp4,hedwig,\na.mp4,,z.mp4\nb.mp4,ben,\nc.mp4,hedwig,\n");
        SESSION.forEach(System::setProperty);
        spark = SparkSession.builder()
                .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
                .getOrCreate();
        pristine = folder.resolve("pristine");
        for (int run = 0; run < 2; run++) {
            Files.setLastModifiedTime(corpus.resolve("a.mp4"), FileTime.fromMillis(1_000_000 + run));
            Labelling.of(spark)
                    .input(manifest.toString())
                    .output(pristine.toString())
                    .partitions(1)
                    .windows(WindowTable.WRITTEN)
                    .run();
        }
    }

    @AfterAll
    static void stop() throws IOException {
        spark.close();
        SESSION.keySet().forEach(System::clearProperty);
    }

    private void plant() {
        FileUtil.fullyDelete(output.toFile());
        copy(pristine, output);
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                // Checksums are of the file system that has written the files.
                if (!path.toString().endsWith(".crc") && !path.startsWith(to)) {
                    Files.copy(path, to.resolve(from.relativize(path).toString()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<RunHousekeeping.Rewritten> rewrite(Forgotten forgotten) {
        RunHousekeeping housekeeping = new RunHousekeeping(spark, "mortal://" + output);
        return forgotten.equals(Forgotten.NOBODY) ? housekeeping.compact() : housekeeping.forget(forgotten);
    }

    /** What any reader of the tables sees, but for the number of the wave. */
    private Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : List.of("predictions", "rejects", "windows")) {
            rows.put(
                    table,
                    spark
                            .read()
                            .parquet(output.resolve(table).toString())
                            .drop("wave")
                            .toJSON()
                            .collectAsList()
                            .stream()
                            .sorted()
                            .toList());
        }
        return rows;
    }

    private void assertNobodyHolds(String... names) throws IOException {
        try (Stream<Path> all = Files.walk(output)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain(names);
            }
        }
    }

    /** What a process leaves that dies before a change: a copy of the output, with the lock of one that is gone. */
    private record Remains(String change, Path folder) {}

    private List<Remains> remains(Forgotten forgotten) {
        plant();
        List<Remains> remains = new ArrayList<>();
        TestingMortalFileSystem.beforeEachStep(change -> {
            Remains left = new Remains(change, kept.resolve("remains" + remains.size()));
            remains.add(left);
            copy(output, left.folder);
            endHolder(left.folder);
        });
        try {
            rewrite(forgotten);
        } finally {
            TestingMortalFileSystem.beforeEachStep(change -> {});
        }
        return remains;
    }

    private static void endHolder(Path output) {
        Path lock = output.resolve("_lock.json");
        try {
            if (Files.exists(lock)) {
                Files.writeString(
                        lock, Files.readString(lock).replaceAll("\"process\":\\d+", "\"process\":" + Long.MAX_VALUE));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of an output; a record whose replacement was not finished counts by what was to replace it. */
    private static Set<String> files(Path output) throws IOException {
        Set<String> files = new TreeSet<>();
        try (Stream<Path> all = Files.walk(output)) {
            for (Path file : all.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".crc"))
                    .toList()) {
                String name = output.relativize(file).toString();
                boolean part = name.endsWith(".part");
                String counts = part ? name.replaceAll("/\\.(.*)\\.part$", "/$1") : name;
                if (!part || Files.notExists(output.resolve(counts))) {
                    files.add(name.startsWith("runs/") ? counts + Files.readString(file) : counts);
                }
            }
        }
        return files;
    }

    private void assertTheNextOneDoesAll(Forgotten forgotten, String... gone) throws IOException {
        List<Remains> remains = remains(forgotten);
        Map<String, List<String>> expected = rows();
        assertNobodyHolds(gone);
        assertThat(remains).hasSizeGreaterThan(20);
        Set<String> before = files(pristine);
        Set<String> after = files(output);
        for (Remains left : remains) {
            if (AGAIN.matcher(left.change).find()) {
                FileUtil.fullyDelete(output.toFile());
                copy(left.folder, output);
                rewrite(forgotten);
                assertThat(rows()).as(left.change).isEqualTo(expected);
                assertNobodyHolds(gone);
            }
            try (OutputFolder cleaned = OutputFolder.lock(
                    "mortal://" + left.folder, spark.sparkContext().hadoopConfiguration())) {
                RunHousekeeping.deleteLeftovers(cleaned, forgotten);
            }
            assertThat(files(left.folder)).as(left.change).isIn(before, after);
        }
    }

    @Test
    void compactEndedAnywhereIsDoneByTheNext() throws IOException {
        assertTheNextOneDoesAll(Forgotten.NOBODY, "no such text");
        assertThat(rows().get("predictions")).hasSize(2);
        assertThat(rows().get("rejects")).hasSize(2);
    }

    @Test
    void forgetEndedAnywhereIsDoneByTheNext() throws IOException {
        assertTheNextOneDoesAll(HEDWIG, "a.mp4", "c.mp4", "hedwig");
        assertThat(rows().get("predictions")).hasSize(1).allMatch(row -> row.contains("b.mp4"));
        assertThat(rows().get("rejects")).isEmpty();
    }

    /** A file without the person is not touched, and rows keep their order and their wave. */
    @Test
    void forgetRewritesOnlyTheFilesThatHoldThePerson() throws IOException {
        plant();
        Map<Path, byte[]> before = parquet();
        List<RunHousekeeping.Rewritten> rewritten = rewrite(new Forgotten(Set.of("b.mp4"), Set.of()));
        assertThat(rewritten)
                .singleElement()
                .satisfies(run -> assertThat(run.removed())
                        .containsEntry("predictions", 1L)
                        .containsEntry("rejects", 0L));
        Map<Path, byte[]> after = parquet();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(after).allSatisfy((file, content) -> {
            boolean held =
                    file.toString().contains("wave=00000") && !file.toString().contains("/rejects/");
            assertThat(Arrays.equals(content, before.get(file))).as("%s", file).isEqualTo(!held);
        });
        assertThat(spark.read()
                        .parquet(output.resolve("predictions").toString())
                        .select("clip_id", "wave")
                        .sort("wave")
                        .toJSON()
                        .collectAsList())
                .containsExactly(
                        "{\"clip_id\":\"a.mp4\",\"wave\":\"00000\"}", "{\"clip_id\":\"a.mp4\",\"wave\":\"00001\"}");
        assertThat(new RunStatus(spark, output.toString()).runs())
                .singleElement()
                .satisfies(run -> {
                    assertThat(run.record().waves())
                            .extracting(oragen.run.RunRecord.Wave::predictions)
                            .containsExactly(1L, 1L);
                    assertThat(run.predicted()).isEqualTo(1);
                });
    }

    private Map<Path, byte[]> parquet() throws IOException {
        Map<Path, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(output)) {
            for (Path file :
                    all.filter(path -> path.toString().endsWith(".parquet")).toList()) {
                files.put(file, Files.readAllBytes(file));
            }
        }
        return files;
    }

    /** What versions before this one could leave, and what lies in an output for other reasons. */
    @Test
    void forgetLeavesNobodyInDamagedOutputs() throws IOException {
        plant();
        Path run;
        try (Stream<Path> runs = Files.list(output.resolve("predictions"))) {
            run = runs.findFirst().orElseThrow();
        }
        Path wave = run.resolve("wave=00001");
        copy(wave, wave.resolve("predictions"));
        copy(wave, run.resolve("wave=00007"));
        copy(run, output.resolve("predictions/run_key=lost"));
        copy(run, Files.createDirectories(output.resolve("features")).resolve("run_key=lost"));
        copy(wave, Files.createDirectories(output.resolve("_staging/lost")).resolve("outcomes"));
        copy(wave, Files.createDirectories(output.resolve("evaluation")).resolve("slices"));
        Files.writeString(output.resolve("rejects/notes.txt"), "hedwig");
        rewrite(HEDWIG);
        assertThat(rows().get("predictions")).hasSize(1).allMatch(row -> row.contains("b.mp4"));
        assertNobodyHolds("a.mp4", "c.mp4", "hedwig");
    }

    @Test
    void compactHealsAWaveThatWasPublishedIntoAnother() throws IOException {
        plant();
        rewrite(Forgotten.NOBODY);
        Map<String, List<String>> expected = rows();
        Path run;
        try (Stream<Path> runs = Files.list(output.resolve("predictions"))) {
            run = runs.findFirst().orElseThrow();
        }
        copy(run.resolve("wave=00002"), run.resolve("wave=00002/predictions"));
        assertThat(rows().get("predictions"))
                .hasSize(2 * expected.get("predictions").size());
        rewrite(Forgotten.NOBODY);
        assertThat(rows()).isEqualTo(expected);
    }
}
