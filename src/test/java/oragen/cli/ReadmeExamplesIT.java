package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Runs what the README and the pages of the site tell people to run, on the demo corpus. */
final class ReadmeExamplesIT {
    private static final Pattern LAUNCHER =
            Pattern.compile("^(?:mvn .* && )?target/oragen ([^\\n]+)$", Pattern.MULTILINE);
    private static final Pattern SUBMIT = Pattern.compile(
            "^spark-submit (?:.*\\\\\n)?.*(?<!--jars )target/oragen-([0-9.]+)\\.jar (.+)", Pattern.MULTILINE);
    private static final Pattern SQL = Pattern.compile("```sql\\n(.+?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    /** The pages' paths → paths of this test, and 600 clips → a few; what is trained is tiny. */
    private String here(String text) {
        return text.replace("hdfs:///clips", "/data/clips")
                .replace("hdfs:///labels", folder.resolve("submitted").toString())
                .replace("/data/clips/a.mp4", "/data/clips/steady.mp4")
                .replace("/data/clips", "src/main/resources/demo")
                .replace("/data/corpus", folder.resolve("corpus").toString())
                .replace("/data/train.parquet", folder.resolve("train.parquet").toString())
                .replace("output/train", folder.resolve("train").toString())
                .replace("boxes.csv", folder.resolve("corpus/boxes.csv").toString())
                .replace("output/golden", folder.resolve("golden").toString())
                .replace("output/ours", folder.resolve("ours").toString())
                .replace("output/paper", folder.resolve("paper").toString())
                .replace("output/oragen", folder.resolve("oragen").toString())
                .replace("output/features", folder.resolve("features").toString())
                .replace("--output output/mine", "--threads 1 --epochs 1 --output output/mine")
                .replace("output/mine", folder.resolve("mine").toString())
                .replace("output/occluded", folder.resolve("occluded").toString())
                .replace("output/ablation", folder.resolve("ablation").toString())
                .replace("output/masks.png", folder.resolve("masks.png").toString())
                .replace("output/performance.md", folder.resolve("performance.md") + " --work target/benchmark")
                .replace("benchmark train", "benchmark train --clips 12 --epochs 1 --output target/benchmark")
                .replace("output/pages", folder.resolve("pages").toString())
                .replace("output/clips", folder.resolve("clips").toString())
                .replace("output/indexed", folder.resolve("indexed").toString())
                .replace("output/labelled", folder.resolve("labelled").toString())
                .replace("output/evaluation", folder.resolve("evaluation").toString())
                .replace("output/labels", folder.resolve("labels").toString())
                .replace("target/benchmark", folder.resolve("benchmark").toString())
                .replace("--clips 600", "--clips 3")
                .replace("output/checkpoints", folder.resolve("checkpoints").toString())
                .replace("output/random-int8", folder.resolve("int8").toString())
                .replace("output/random", folder.resolve("random").toString())
                .replace("--architecture oragen ", "--architecture tiny ")
                .replace("oragen-12", "tiny");
    }

    @Test
    void everyCommandAndQueryOfThePagesRuns() throws IOException {
        List<String> commands = new ArrayList<>();
        // The published checkpoints are not ours to store: ModelCommandIT imports made-up ones, and a bundle is drawn
        // here.
        String drawn = "model random --architecture tiny --output " + folder.resolve("oragen");
        assertThat(Main.run(drawn.split(" "))).isZero();
        labelledCorpus();
        tableOfClips();
        // PaperTablesIT runs these, on two small corpora.
        String pages = TestingPages.all().replace(Files.readString(PaperTablesIT.PAGE), "");
        LAUNCHER.matcher(pages)
                .results()
                .map(match -> match.group(1).replaceFirst(" +# .*", ""))
                .filter(command -> !command.contains("--source authors"))
                // Pages show some again, and export replaces no file.
                .distinct()
                .forEach(commands::add);
        List<MatchResult> submitted = SUBMIT.matcher(pages).results().toList();
        assertThat(submitted).isNotEmpty();
        for (MatchResult match : submitted) {
            assertThat(match.group(1)).as("version of the jar").isEqualTo(Version.current());
            commands.add(match.group(2));
        }
        assertThat(commands).hasSizeGreaterThanOrEqualTo(30);
        for (String command : commands) {
            assertThat(Main.run(words(here(command)))).as(command).isZero();
        }
        List<String> queries =
                SQL.matcher(pages).results().map(match -> match.group(1)).toList();
        assertThat(queries).isNotEmpty();
        try (SparkSession spark = SparkSessions.open("readme")) {
            for (String query : queries) {
                List<Row> answer = List.of();
                for (String statement : query.strip().split(";")) {
                    answer = spark.sql(here(statement)).collectAsList();
                }
                assertThat(answer).as(query).isNotEmpty();
            }
        }
    }

    /** The demo has no ages, one subset, and no boxes. */
    private void labelledCorpus() throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        for (String clip : List.of("steady.mp4", "wide.mp4", "voice.wav")) {
            TestingCorpus.copy(clip, corpus.resolve(clip));
        }
        Files.writeString(
                corpus.resolve("manifest.csv"),
                "path,subset,gender,age\nsteady.mp4,train,female,30\nvoice.wav,train,male,40\nwide.mp4,dev,male,50\n");
        Files.writeString(corpus.resolve("boxes.csv"), "path,face_box\nsteady.mp4,\"60,30,160,160\"\n");
    }

    private void tableOfClips() throws IOException {
        try (SparkSession spark = SparkSessions.open("table of clips")) {
            spark.read()
                    .format("binaryFile")
                    .load(folder.resolve("corpus") + "/*.mp4")
                    .selectExpr("struct(content AS bytes, path) AS audio")
                    .write()
                    .parquet(folder.resolve("train.parquet").toString());
        }
    }

    @Test
    void everyExampleOfTheHelpIsACommandLine() {
        CommandLine root = new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
        for (CommandLine command : commands(root)) {
            String[] footer = command.getCommandSpec().usageMessage().footer();
            for (String line : footer) {
                if (line.startsWith("  ")) {
                    assertThat(root.parseArgs(words(line)).errors()).as(line).isEmpty();
                }
            }
            assertThat(command.getUsageMessage()).contains("Usage: oragen");
        }
    }

    /** As a shell reads them. */
    private static String[] words(String line) {
        return Pattern.compile("(?:'[^']*'|[^ '])+")
                .matcher(line)
                .results()
                .map(word -> word.group().replace("'", ""))
                .toArray(String[]::new);
    }

    private static List<CommandLine> commands(CommandLine parent) {
        List<CommandLine> commands = new ArrayList<>(List.of(parent));
        parent.getSubcommands().values().forEach(child -> commands.addAll(commands(child)));
        return commands;
    }
}
