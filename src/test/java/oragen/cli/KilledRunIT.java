package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import oragen.model.TestingBundle;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands that {@code kill -9} ends at many moments: given again, they leave what an undisturbed one does. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
final class KilledRunIT {
    private static final double CLOSE = 1e-5;

    /** Each run goes on where the one before it was killed; waves are of one clip. */
    private static final List<String> MOMENTS = List.of(
            "1 mkdir .*/labels/runs",
            "1 create .*/_staging/.*/pending/.*parquet",
            "1 create .*/_staging/.*/journal/wave0",
            "1 create .*/_staging/.*/outcomes/.*parquet",
            "1 rename .*/predictions/run_key=.*/wave=00000",
            "1 rename .*/rejects/run_key=.*/wave=00000",
            "2 create .*/runs/",
            "2 delete .*/runs/.*json$",
            "2 rename .*/runs/.*json$",
            "1 create .*/_staging/.*/journal/wave2",
            "1 rename .*/windows/run_key=.*/wave=00003",
            "1 delete .*/_lock.json");

    @TempDir
    private Path folder;

    private Path corpus;
    private Path bundle;

    @BeforeEach
    void plant() throws IOException {
        bundle = TestingBundle.write(folder.resolve("bundle"), Path.of("models", "compact"));
        corpus = Files.createDirectories(folder.resolve("corpus"));
        for (String name : List.of("a.mp4", "c.mp4", "d.mp4")) {
            TestingCorpus.copy("silent.mp4", corpus.resolve(name));
        }
        Files.writeString(corpus.resolve("b.mp4"), "no video at all");
    }

    private List<String> command(String name, String output) {
        List<String> command = new ArrayList<>(List.of(
                name,
                "--input",
                corpus.toString(),
                "--output",
                output,
                "--bundle",
                bundle.toString(),
                "--wave-clips",
                "1",
                "--partitions",
                "1"));
        if (name.equals("label")) {
            command.add("--windows");
        }
        return command;
    }

    private static void run(List<String> command) {
        StringWriter errors = new StringWriter();
        System.setProperty("spark.hadoop.fs.mortal.impl", TestingMortalFileSystem.class.getName());
        try {
            assertThat(Main.run(new PrintWriter(errors, true), command.toArray(String[]::new)))
                    .as("%s", errors)
                    .isZero();
        } finally {
            System.clearProperty("spark.hadoop.fs.mortal.impl");
        }
    }

    private void kill(String moment, List<String> command) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process process = TestingProcess.mortal(log, moment, command);
        assertThat(process.waitFor())
                .as("%s: %s", moment, TestingProcess.told(log))
                .isEqualTo(137);
    }

    /** What any reader of the tables sees, sorted; numbers apart, as kernels may differ with the batch. */
    private record Table(List<String> rows, List<Double> numbers) {
        static Table read(SparkSession spark, Path folder) {
            Table table = new Table(new ArrayList<>(), new ArrayList<>());
            for (Row row : spark.read().parquet(folder.toString()).collectAsList().stream()
                    .sorted(Comparator.comparing(row -> row.<String>getAs("wave") + row.<String>getAs("path")))
                    .toList()) {
                StringBuilder cells = new StringBuilder();
                for (int i = 0; i < row.size(); i++) {
                    if (row.get(i) instanceof Double number) {
                        table.numbers.add(number);
                    } else {
                        Object cell = row.get(i) instanceof byte[] bytes ? Arrays.toString(bytes) : row.get(i);
                        cells.append(row.schema().fieldNames()[i])
                                .append('=')
                                .append(cell)
                                .append(' ');
                    }
                }
                table.rows.add(cells.toString());
            }
            return table;
        }
    }

    private static void assertSameRows(Path output, Path undisturbed, String... tables) throws IOException {
        try (SparkSession spark = SparkSessions.open("test")) {
            for (String name : tables) {
                Table table = Table.read(spark, output.resolve(name));
                Table expected = Table.read(spark, undisturbed.resolve(name));
                assertThat(table.rows()).as(name).isNotEmpty().isEqualTo(expected.rows());
                assertThat(table.numbers()).as(name).hasSameSizeAs(expected.numbers());
                for (int i = 0; i < table.numbers().size(); i++) {
                    assertThat(table.numbers().get(i))
                            .as(name)
                            .isCloseTo(expected.numbers().get(i), within(CLOSE));
                }
            }
        }
    }

    @Test
    void aRunThatIsKilledTwelveTimesLosesAndRepeatsNothing() throws Exception {
        Path output = folder.resolve("labels");
        List<String> command = command("label", "mortal://" + output);
        for (String moment : MOMENTS) {
            kill(moment, command);
        }
        run(command);
        Path undisturbed = folder.resolve("undisturbed");
        run(command("label", undisturbed.toString()));
        assertSameRows(output, undisturbed, "predictions", "rejects", "windows");

        List<String> compact = List.of("compact", "--output", "mortal://" + output);
        kill("1 rename .*/rejects/run_key=.*/wave=00004", compact);
        run(compact);
        run(List.of("compact", "--output", undisturbed.toString()));
        assertSameRows(output, undisturbed, "predictions", "rejects", "windows");

        List<String> forget = List.of("forget", "--output", "mortal://" + output, "--clip-id", "d.mp4");
        kill("1 delete .*/predictions/run_key=.*/wave=00004", forget);
        run(forget);
        assertNoFileHolds(output, "d.mp4");
    }

    private static void assertNoFileHolds(Path output, String name) throws IOException {
        try (Stream<Path> all = Files.walk(output)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain(name);
            }
        }
    }

    @Test
    void featuresAreExtractedOnce() throws Exception {
        Path output = folder.resolve("labels");
        List<String> command = command("extract", "mortal://" + output);
        kill("1 rename .*/rejects/run_key=.*/wave=00002", command);
        run(command);
        Path undisturbed = folder.resolve("undisturbed");
        run(command("extract", undisturbed.toString()));
        assertSameRows(output, undisturbed, "features", "rejects");

        List<String> forget = List.of("forget", "--output", "mortal://" + output, "--clip-id", "d.mp4");
        kill("1 rename .*/features/run_key=.*parquet$", forget);
        run(forget);
        run(List.of("forget", "--output", undisturbed.toString(), "--clip-id", "d.mp4"));
        assertSameRows(output, undisturbed, "features", "rejects");
        assertNoFileHolds(output, "d.mp4");
        assertNoFileHolds(undisturbed, "d.mp4");
    }
}
