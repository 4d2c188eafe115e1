package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Python and the SQL of the site's page on Spark and of the page Evaluate, by the Spark that PySpark brings and the
 * built jar, beside what {@code label} writes of the same clips.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class PysparkIT {
    private static final List<String> CLIPS = List.of("steady.mp4", "wide.mp4", "voice.wav", "broken.mp4");
    private static final List<String> PROTOCOLS = List.of("released", "paper");
    /** Batches of networks differ with the partitions. */
    private static final double TOLERANCE = 1e-5;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private static Path folder;

    private static TestingPyspark pyspark;
    private static Path page;

    /** Rows of the tables that {@code label} has written, by protocol and table. */
    private static final Map<String, List<JsonNode>> WRITTEN = new TreeMap<>();

    /** A folder like that of the project, in which nothing of it is written. */
    @BeforeAll
    static void label() throws IOException, InterruptedException {
        pyspark = TestingPyspark.installed();
        for (String part : List.of("conf", "target")) {
            Files.createSymbolicLink(folder.resolve(part), Path.of(part).toAbsolutePath());
        }
        Path clips = Files.createDirectories(folder.resolve("clips"));
        for (String clip : CLIPS) {
            TestingCorpus.copy(clip, clips.resolve(clip));
        }
        Path labels = folder.resolve("output/labelled");
        for (String protocol : PROTOCOLS) {
            TestingCommand.told("label", "--input", clips, "--output", labels, "--protocol", protocol, "--windows");
        }
        Path manifest = folder.resolve("manifest.csv");
        Files.writeString(
                manifest, "path,gender\nclips/steady.mp4,female\nclips/wide.mp4,female\nclips/voice.wav,male\n");
        TestingCommand.told(
                "evaluate",
                "--predictions",
                labels,
                "--labels",
                manifest,
                "--output",
                folder.resolve("output/evaluation"),
                "--resamples",
                "100");
        try (SparkSession spark = SparkSessions.open("pyspark")) {
            for (String table : List.of("predictions", "windows")) {
                for (String row : spark.read()
                        .parquet(labels.resolve(table).toString())
                        .drop("run_key", "wave")
                        .toJSON()
                        .collectAsList()) {
                    JsonNode node = JSON.readTree(row);
                    WRITTEN.computeIfAbsent(node.get("protocol").asText() + " " + table, key -> new ArrayList<>())
                            .add(node);
                }
            }
        }
        page = folder.resolve("page.md");
        Files.writeString(
                page, Files.readString(Path.of("src/site/markdown/spark.md")).replace("/data/clips", clips.toString()));
    }

    /** The line of the page that hands a script to Spark, with the script of this test. */
    private static String submit(Path answers, String master) throws IOException {
        Matcher line = Pattern.compile("(?m)^spark-submit (?:.*\\\\\\n)?.* clips\\.py$")
                .matcher(Files.readString(page));
        assertThat(line.find()).isTrue();
        Path script = Path.of("src/test/resources/pyspark/page.py").toAbsolutePath();
        return line.group()
                .replace("--master 'local[*]'", "--master '" + master + "'")
                .replace("clips.py", script + " " + page + " " + answers);
    }

    private static void assertThePageTellsWhatLabelWrites(String master) throws IOException, InterruptedException {
        Path answers = Files.createTempDirectory(folder, "answers");

        String said = pyspark.run(submit(answers, master), folder, Map.of());

        assertThat(said).contains("Spark 4.2.0 at " + master);
        assertSame(rows(answers, "predictions", "clip_id", ""), byKey(WRITTEN.get("paper predictions"), "clip_id"));
        assertSame(rows(answers, "answer", "clip_id", ""), spreads());
        Map<String, JsonNode> labelled = rows(answers, "labelled", "audio_path", "oragen_");
        assertThat(labelled.keySet()).hasSize(CLIPS.size());
        assertThat(labelled.remove("broken.mp4").get("reject_reason").asText()).isEqualTo("corrupt");
        Map<String, JsonNode> predictions = byKey(WRITTEN.get("released predictions"), "path");
        // Of the file itself the rows tell nothing.
        predictions
                .values()
                .forEach(row -> ((ObjectNode) row)
                        .retain(labelled.values().iterator().next().properties().stream()
                                .map(Map.Entry::getKey)
                                .toList()));
        assertSame(labelled, predictions);
    }

    /** The query of the page, of the windows that {@code label} has written. */
    private static Map<String, JsonNode> spreads() {
        Map<String, DoubleSummaryStatistics> ages = new TreeMap<>();
        for (JsonNode window : WRITTEN.get("released windows")) {
            DoubleSummaryStatistics all =
                    ages.computeIfAbsent(window.get("clip_id").asText(), clip -> new DoubleSummaryStatistics());
            // A voice alone has no age in the compact bundle.
            if (window.has("age")) {
                all.accept(window.get("age").asDouble());
            }
        }
        Map<String, JsonNode> rows = new TreeMap<>();
        ages.forEach((clip, all) -> {
            ObjectNode row = JSON.createObjectNode();
            rows.put(clip, all.getCount() == 0 ? row : row.put("(max(age) - min(age))", all.getMax() - all.getMin()));
        });
        return rows;
    }

    private static Map<String, JsonNode> rows(Path answers, String name, String key, String prefix) throws IOException {
        try (Stream<String> lines = Files.lines(answers.resolve(name + ".jsonl"))) {
            return byKey(
                    lines.map(line -> {
                                try {
                                    return JSON.readTree(line.replace("\"" + prefix, "\""));
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            })
                            .toList(),
                    key);
        }
    }

    /** By the file's name in a column, which is left out. */
    private static Map<String, JsonNode> byKey(List<JsonNode> rows, String column) {
        Map<String, JsonNode> named = new TreeMap<>();
        for (JsonNode row : rows) {
            ObjectNode rest = row.deepCopy();
            String name = rest.remove(column).asText().replaceFirst(".*/", "");
            assertThat(named.put(name, rest)).as("a second row of %s", name).isNull();
        }
        return named;
    }

    private static void assertSame(Map<String, JsonNode> found, Map<String, JsonNode> expected) {
        assertThat(found.keySet()).isNotEmpty().isEqualTo(expected.keySet());
        expected.forEach((clip, row) -> {
            assertThat(found.get(clip).fieldNames())
                    .toIterable()
                    .as(clip)
                    .containsExactlyInAnyOrderElementsOf(row::fieldNames);
            row.properties().forEach(field -> {
                JsonNode value = found.get(clip).get(field.getKey());
                if (field.getValue().isDouble()) {
                    assertThat(value.asDouble())
                            .as("%s of %s", field.getKey(), clip)
                            .isCloseTo(field.getValue().asDouble(), within(TOLERANCE));
                } else {
                    assertThat(value).as("%s of %s", field.getKey(), clip).isEqualTo(field.getValue());
                }
            });
        });
    }

    @Test
    void aViewRowsAndAStepFromPythonInOneJvm() throws IOException, InterruptedException {
        assertThePageTellsWhatLabelWrites("local[2]");
    }

    @Test
    void theSameFromPythonOnAClusterOfItsSpark() throws IOException, InterruptedException {
        Path home = pyspark.home();
        Path work = Files.createDirectories(folder.resolve("cluster"));
        try (TestingCluster cluster = TestingCluster.start(home, home.resolve("jars") + "/*", work)) {
            assertThePageTellsWhatLabelWrites(cluster.master());
            // Each worker has had an executor.
            for (int worker = 1; worker <= 2; worker++) {
                assertThat(cluster.told("worker" + worker)).contains("Asked to launch executor");
            }
        }
    }

    @Test
    void theQuestionsOfTheSqlExamplesAreAnsweredBySparkSql() throws IOException, InterruptedException {
        Matcher line = Pattern.compile("(?m)^spark-sql (?:.*\\\\\\n)*.*examples\\.sql$")
                .matcher(TestingPages.all());
        assertThat(line.find()).isTrue();

        String said = pyspark.run(line.group().replace("local[*]", "local[2]"), folder, Map.of());

        assertThat(Pattern.compile("(?m)^\\w+\t3\t1$").matcher(said).results())
                .as("labelled and rejected")
                .hasSize(PROTOCOLS.size());
        assertThat(said).as("why").containsPattern("(?m)^corrupt\t2\t");
        assertThat(said).as("the accuracy of each run").containsPattern("(?m)^\\w+\taccuracy\t1\\.0\t");
    }

    @Test
    void pandasReadsTheTableThatThePageOnOutputNames() throws IOException, InterruptedException {
        Matcher block = Pattern.compile("(?s)```python\n(import pandas\n.+?)```")
                .matcher(Files.readString(Path.of("src/site/markdown/output.md")));
        assertThat(block.find()).isTrue();
        Files.writeString(
                folder.resolve("reader.py"),
                block.group(1).replace("output/labels", "output/labelled")
                        + "print(len(predictions), round(predictions.age.sum(), 3))\n");
        double ages = 0;
        for (String protocol : PROTOCOLS) {
            for (JsonNode row : WRITTEN.get(protocol + " predictions")) {
                ages += row.path("age").asDouble();
            }
        }

        String[] said =
                pyspark.run("python reader.py", folder, Map.of()).strip().split(" ");

        assertThat(said[0]).isEqualTo("6");
        assertThat(Double.parseDouble(said[1])).isCloseTo(ages, within(0.001));
    }

    @Test
    void theJavadocOfTheStepShowsWhatThePageShows() throws IOException {
        String javadoc = Files.readString(Path.of("src/main/java/oragen/spark/transform/ClipTransformer.java"));
        List<String> lines = Files.readAllLines(page).stream()
                .filter(line -> line.contains("ClipTransformer()") || line.contains("step.transform"))
                .toList();
        assertThat(lines).hasSize(3).allSatisfy(line -> assertThat(javadoc).contains(" * " + line));
    }

    @Test
    void whatPipLacksIsNamed() {
        TestingPyspark offline = new TestingPyspark(
                folder.resolve("offline"),
                Map.of(
                        "PIP_INDEX_URL",
                        "http://127.0.0.1:9/",
                        "PIP_RETRIES",
                        "0",
                        "PIP_FIND_LINKS",
                        "",
                        "PIP_NO_INDEX",
                        "0"));
        assertThatThrownBy(offline::install)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("pip needs a package index")
                .hasMessageContaining("No matching distribution found for");
    }
}
