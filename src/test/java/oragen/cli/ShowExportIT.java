package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results without Parquet tools. */
final class ShowExportIT {
    @TempDir
    private static Path folder;

    private static Path labels;
    private static String told;

    @BeforeAll
    static void label() throws IOException {
        Path clips = Files.createDirectories(folder.resolve("clips"));
        TestingCorpus.copy("voice.wav", clips.resolve("voice.wav"));
        TestingCorpus.copy("voice.wav", clips.resolve("a \"b\", c.wav"));
        Files.writeString(clips.resolve("broken.mp4"), "no film");
        labels = folder.resolve("labels");
        told = TestingCommand.told("label", "--input", clips, "--output", labels);
    }

    private static String refused(Object... arguments) {
        StringWriter errors = new StringWriter();
        assertThat(TestingCommand.exitCode(errors, arguments)).isEqualTo(2);
        return errors.toString();
    }

    @Test
    void labelEndsWithItsFirstPredictions() {
        assertThat(told.lines().limit(3))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("clip_id").contains("gender  gender_female_probability"),
                        line -> assertThat(line).startsWith("a \"b\", c.wav  "),
                        line -> assertThat(line).startsWith("voice.wav  ").contains("male"));
    }

    @Test
    void rowsAreShownThatMeetACondition() {
        String shown = TestingCommand.told(
                "show", "--output", labels, "--where", "clip_id LIKE 'v%'", "--columns", "clip_id,has_audio");
        assertThat(shown.lines()).containsExactly("clip_id    has_audio", "voice.wav  true");
        assertThat(TestingCommand.told("show", "--output", labels, "--limit", 1))
                .contains("(the first 1 rows; --limit shows more)");
        assertThat(TestingCommand.told("show", "--output", labels, "--table", "rejects"))
                .contains("broken.mp4  decode  corrupt");
        assertThat(TestingCommand.told("show", "--output", labels, "--where", "age > 200"))
                .startsWith("no rows");
    }

    @Test
    void aTableIsOneFileInEachFormat() throws IOException {
        Path csv = folder.resolve("labels.csv");
        TestingCommand.told("export", "--output", labels, "--to", csv);
        try (CSVParser parser = CSVParser.parse(
                csv,
                java.nio.charset.StandardCharsets.UTF_8,
                CSVFormat.RFC4180.builder().setHeader().get())) {
            List<CSVRecord> records = parser.getRecords();
            assertThat(records.stream().map(record -> record.get("clip_id")))
                    .containsExactly("a \"b\", c.wav", "voice.wav");
            assertThat(records.get(1).get("gender")).isIn("female", "male");
            assertThat(records.get(1).get("mask_type")).isEmpty();
        }
        TestingCommand.told("export", "--output", labels, "--table", "rejects", "--to", folder.resolve("r.jsonl"));
        assertThat(Files.readString(folder.resolve("r.jsonl")))
                .contains("\"clip_id\":\"broken.mp4\"")
                .contains("\"reason\":\"corrupt\"");
        Path parquet = folder.resolve("labels.parquet");
        TestingCommand.told("export", "--output", labels, "--to", parquet);
        try (SparkSession spark = SparkSessions.open("test")) {
            List<Row> rows = spark.read().parquet(parquet.toString()).collectAsList();
            assertThat(rows).hasSize(2);
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("."));
        }
        assertThat(refused("export", "--output", labels, "--to", csv))
                .contains("exists; name another file, or add --overwrite");
    }

    @Test
    void theEndingAndTheFormatMustAgree() throws IOException {
        Path sheet = folder.resolve("labels.xlsx");
        assertThat(refused("export", "--output", labels, "--to", sheet))
                .contains("--to " + sheet + ": its ending tells no format; name it .csv, .jsonl or .parquet");
        assertThat(refused("export", "--output", labels, "--to", folder.resolve("a.CSV"), "--format", "jsonl"))
                .contains("--format jsonl contradicts its ending; name it .jsonl, or leave --format out");
        assertThat(sheet).doesNotExist();
        Path other = folder.resolve("labels.txt");
        TestingCommand.told("export", "--output", labels, "--to", other, "--format", "csv");
        assertThat(Files.readString(other)).startsWith("clip_id,");
    }

    @Test
    void spacesAroundAnIdAreKept() throws IOException {
        Path output = folder.resolve("spaced");
        try (SparkSession spark = SparkSessions.open("test")) {
            spark.sql("SELECT '  a.wav ' AS clip_id, 'x' AS speaker")
                    .write()
                    .parquet(output.resolve("named").toString());
        }
        Path csv = folder.resolve("spaced.csv");
        TestingCommand.told("export", "--output", output, "--table", "named", "--to", csv);
        assertThat(Files.readAllLines(csv)).containsExactly("clip_id,speaker", "  a.wav ,x");
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThat(refused("show", "--output", labels, "--table", "people"))
                .contains("--table people")
                .contains("use predictions, rejects");
        assertThat(refused("show", "--output", labels, "--where", "agee > 3"))
                .contains("--where agee > 3")
                .contains("clip_id");
        assertThat(refused("show", "--output", labels, "--where", "age >"))
                .contains("--where age >: [PARSE_SYNTAX_ERROR]");
        assertThat(refused("show", "--output", labels, "--columns", "clip_id,name"))
                .contains("no column name");
        assertThat(refused("show", "--output", labels, "--limit", "0")).contains("use at least 1");
    }
}
