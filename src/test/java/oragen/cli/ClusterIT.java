package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The built jar under spark-submit, on a standalone cluster of a master and two workers in processes of their own. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
final class ClusterIT {
    private static final int CLIPS = 24;

    /** Holds a file system that kills. */
    private static final Path TEST_CLASSES = Path.of("target", "test-classes").toAbsolutePath();

    @TempDir
    private Path folder;

    private Path corpus;
    private TestingCluster cluster;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        Path home = folder.resolve("dist");
        Files.createDirectories(home.resolve("jars"));
        Files.createFile(home.resolve("RELEASE"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.endsWith(".jar") && !isOurs(entry)) {
                Path jar = Path.of(entry);
                Files.createSymbolicLink(home.resolve("jars").resolve(jar.getFileName()), jar);
            }
        }
        String classPath = home + "/jars/*" + File.pathSeparator + TEST_CLASSES;
        cluster = TestingCluster.start(home, classPath, folder);
        plant();
    }

    /** Everything but Spark and what it brings: the job's jar holds the rest itself. */
    private static boolean isOurs(String jar) {
        return Stream.of(
                        "/ai/djl/",
                        "/onnxruntime",
                        "/bytedeco/",
                        "/tribuo/",
                        "/picocli/",
                        "/junit/",
                        "/assertj/",
                        "/archunit/",
                        "/jfree/",
                        "/xmlgraphics/",
                        "/freemarker/",
                        "/commons-csv/",
                        "/opentest4j/",
                        "/surefire/",
                        "/errorprone/",
                        "/jspecify/",
                        "/jacoco/")
                .anyMatch(jar.replace('\\', '/')::contains);
    }

    private void plant() throws IOException {
        corpus = Files.createDirectories(folder.resolve("corpus"));
        List<String> demo = List.of("steady.mp4", "silent.mp4", "wide.mp4", "voice.wav");
        for (int clip = 0; clip < CLIPS - 1; clip++) {
            String name = demo.get(clip % demo.size());
            TestingCorpus.copy(name, corpus.resolve(clip + "-" + name));
        }
        TestingCorpus.copy("steady.mp4", corpus.resolve("hold.mp4"));
    }

    /** The clips, one a line, on the file system that kills. */
    private String poisoned() throws IOException {
        try (Stream<Path> clips = Files.list(corpus)) {
            return clips.map(clip -> "poison://" + clip + "\n").sorted().collect(Collectors.joining());
        }
    }

    private Process submit(String name, Path input, Path output, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(submitted());
        arguments.addAll(
                List.of(jar().toString(), "label", "--input", input.toString(), "--output", output.toString()));
        arguments.addAll(List.of(options));
        return cluster.launch(name, arguments.toArray(String[]::new));
    }

    private List<String> submitted() {
        return List.of(
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                cluster.master(),
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--conf",
                "spark.driver.bindAddress=127.0.0.1",
                "--conf",
                "spark.ui.enabled=false",
                "--conf",
                "spark.sql.shuffle.partitions=4",
                "--conf",
                "spark.scheduler.minRegisteredResourcesRatio=1.0",
                "--conf",
                "spark.executor.memory=800m",
                "--conf",
                "spark.executor.extraClassPath=" + TEST_CLASSES,
                "--conf",
                "spark.hadoop.fs.poison.impl=" + TestingPoisonFileSystem.class.getName());
    }

    private static Path jar() throws IOException {
        Path jar = Path.of("target", "oragen-" + Version.current() + ".jar").toAbsolutePath();
        assertThat(jar).as("made by mvn package").exists();
        return jar;
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (cluster != null) {
            cluster.close();
        }
    }

    private void assertSame(Path one, Path other) throws IOException {
        for (String table : List.of("predictions", "rejects")) {
            Map<String, Row> expected = TestingCorpus.rows(one.resolve(table));
            Map<String, Row> found = TestingCorpus.rows(other.resolve(table));
            assertThat(found.keySet()).as(table).isEqualTo(expected.keySet());
            expected.forEach((clip, row) -> {
                if (table.equals("rejects")) {
                    assertThat(found.get(clip).<String>getAs("reason")).isEqualTo(row.getAs("reason"));
                    return;
                }
                assertThat(found.get(clip).<String>getAs("gender")).as(clip).isEqualTo(row.getAs("gender"));
                for (String column : List.of("age", "gender_female_probability")) {
                    Double value = row.getAs(column);
                    if (value == null) {
                        assertThat(found.get(clip).<Double>getAs(column)).isNull();
                    } else {
                        assertThat(found.get(clip).<Double>getAs(column))
                                .as("%s of %s", column, clip)
                                .isCloseTo(value, within(1e-5));
                    }
                }
            });
        }
    }

    @Test
    void aKilledExecutorAndAKilledDriverChangeNothing() throws IOException, InterruptedException {
        Path manifest = folder.resolve("manifest.csv");
        Path holder = corpus.resolve("holder");
        Files.writeString(manifest, "path\n" + poisoned());
        Path undisturbed = folder.resolve("undisturbed");
        Files.writeString(holder, "nobody");
        assertThat(submit("first", manifest, undisturbed).waitFor())
                .as("%s", cluster.told("first"))
                .isZero();
        assertThat(TestingCorpus.rows(undisturbed.resolve("predictions"))).hasSize(CLIPS);

        Path disturbed = folder.resolve("disturbed");
        Files.delete(holder);
        Process second = submit("second", manifest, disturbed);
        TestingCluster.await("an executor labels", () -> Files.exists(holder));
        ProcessHandle.of(Long.parseLong(Files.readString(holder))).orElseThrow().destroyForcibly();
        assertThat(second.waitFor()).as("%s", cluster.told("second")).isZero();
        assertThat(cluster.told("second")).contains("Lost task");
        assertSame(undisturbed, disturbed);

        Path resumed = folder.resolve("resumed");
        Process third = submit("third", manifest, resumed, "--wave-clips", "8");
        TestingCluster.await("a wave is written", () -> cluster.told("third").contains("wave 1 of 3 committed"));
        third.destroyForcibly().waitFor();
        Process fourth = submit("fourth", manifest, resumed, "--wave-clips", "8");
        assertThat(fourth.waitFor()).as("%s", cluster.told("fourth")).isZero();
        assertThat(cluster.told("fourth")).contains("already done");
        assertSame(undisturbed, resumed);
    }

    @Test
    void aFileThatKillsItsExecutorDoesNotEndTheRun() throws IOException, InterruptedException {
        TestingCorpus.copy("steady.mp4", corpus.resolve("kill.mp4"));
        TestingCorpus.copy("steady.mp4", corpus.resolve("kill too.mp4"));
        Path manifest = folder.resolve("manifest.csv");
        StringBuilder lines = new StringBuilder("path,clip_id\n");
        for (String name : List.of("0-steady.mp4", "1-silent.mp4", "kill.mp4", "kill too.mp4")) {
            lines.append("poison://" + corpus.resolve(name) + "," + name + "\n");
        }
        Files.writeString(manifest, lines);
        Path output = folder.resolve("poisoned labels");
        assertThat(submit("poisoned", manifest, output, "--partitions", "1").waitFor())
                .as("%s", cluster.told("poisoned"))
                .isZero();
        assertThat(TestingCorpus.rows(output.resolve("predictions"))).containsOnlyKeys("0-steady.mp4", "1-silent.mp4");
        assertThat(TestingCorpus.rows(output.resolve("rejects")).values())
                .extracting(row -> row.<String>getAs("clip_id") + " " + row.<String>getAs("reason"))
                .containsExactlyInAnyOrder("kill.mp4 crashed", "kill too.mp4 crashed");
    }

    /** Reads a manifest by the data source: its rows go to a table. */
    public static final class Reading {
        public static void main(String[] arguments) throws IOException {
            try (SparkSession spark = SparkSession.builder().getOrCreate()) {
                spark.read()
                        .format("oragen")
                        .option("table", "all")
                        .option("partitions", "1")
                        .load(arguments[0])
                        .write()
                        .parquet(arguments[1]);
            }
        }
    }

    @Test
    void aQueryOutlivesAFileThatKillsItsExecutor() throws IOException, InterruptedException {
        TestingCorpus.copy("steady.mp4", corpus.resolve("kill.mp4"));
        Path manifest = folder.resolve("manifest.csv");
        StringBuilder lines = new StringBuilder("path,clip_id\n");
        for (String name : List.of("0-steady.mp4", "1-silent.mp4", "kill.mp4")) {
            lines.append("poison://" + corpus.resolve(name) + "," + name + "\n");
        }
        Files.writeString(manifest, lines);
        Path output = folder.resolve("rows");
        List<String> arguments = new ArrayList<>(submitted());
        arguments.addAll(
                List.of("--class", Reading.class.getName(), jar().toString(), manifest.toString(), output.toString()));
        Process query = cluster.launch("query", arguments.toArray(String[]::new));

        assertThat(query.waitFor()).as("%s", cluster.told("query")).isZero();

        assertThat(cluster.told("query").lines().filter(line -> line.contains("Lost task")))
                .as("the second attempt tries apart what the first had in hand")
                .hasSize(1);
        assertThat(TestingCorpus.rows(output).values())
                .extracting(row -> row.<String>getAs("clip_id") + " " + row.<String>getAs("reject_reason"))
                .containsExactly("0-steady.mp4 null", "1-silent.mp4 null", "kill.mp4 crashed");
    }
}
