package oragen.spark.clips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import oragen.InputException;
import oragen.spark.TestingSpark;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests as other tools write them, and damaged ones. */
final class ManifestIT {
    private static SparkSession spark;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() {
        spark = TestingSpark.open();
    }

    @AfterAll
    static void close() throws IOException {
        spark.close();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(Files.createDirectories(folder).resolve(name), text);
    }

    private static List<String> rows(Path manifest) {
        Dataset<Row> table = Manifest.read(spark, manifest.toString());
        return table.collectAsList().stream().map(Row::toString).toList();
    }

    @Test
    void cellsMayBeQuotedMissingAndUnnamed() throws IOException {
        Path manifest = write(
                "m.csv",
                "\uFEFF,path,age, speaker \r\n0,\"a, b.mp4\",30,\"said \"\"x\"\"\nand y\"\r\n\r\n1,b.mp4\r\n2, \"c.mp4\" ,,,\r\n");
        assertThat(Manifest.read(spark, manifest.toString()).columns()).containsExactly("path", "age", "speaker");
        assertThat(rows(manifest))
                .containsExactly("[a, b.mp4,30,said \"x\"\nand y]", "[b.mp4,null,null]", "[c.mp4,null,null]");
    }

    @Test
    void aFolderIsReadFileByFile() throws IOException {
        Path table = Files.createDirectories(folder.resolve("table.csv"));
        Files.writeString(table.resolve("part-0.csv"), "path\na.mp4\n");
        Files.writeString(table.resolve("part-1.csv"), "path\nb.mp4\n");
        Files.writeString(table.resolve("_SUCCESS"), "");
        assertThat(rows(table)).containsExactlyInAnyOrder("[a.mp4]", "[b.mp4]");
        Files.writeString(table.resolve("part-2.csv"), "path,age\nc.mp4,3\n");
        assertThatThrownBy(() -> rows(table))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has another header than");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "path,speaker/a.mp4,\"x/b.mp4,y/ | line 2: a quotation mark is not closed properly",
                "path,speaker/a.mp4,\"x\"y/b.mp4,y/ | line 2: a quotation mark is not closed properly",
                "path,\"speaker/a.mp4,x/ | line 1: a quotation mark is not closed properly",
                "path,speaker,Path/a.mp4,x,y/ | two columns are called Path",
                "path,speaker/a.mp4,x/a,b.mp4,y/ | line 3: 3 cells, but the header has 2",
                "file,speaker/a.mp4,x/ | no path column among [file, speaker]",
                "'' | is empty",
                "// | is empty"
            })
    void textThatCannotBeReadWholeIsRefused(String text, String message) throws IOException {
        Path manifest = write("m.csv", text.replace('/', '\n'));
        assertThatThrownBy(() -> rows(manifest))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("manifest ")
                .hasMessageContaining("m.csv")
                .hasMessageContaining(message);
    }

    @Test
    void tooManyColumnsAreRefused() throws IOException {
        Path manifest = write("m.csv", "path" + String.join("", Collections.nCopies(20_500, ",x")) + "\n");
        assertThatThrownBy(() -> rows(manifest))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("20501 columns, of which at most 2000 can be read");
    }

    @Test
    void filesOfASparkTableMayBeCompressedOrEmpty() throws IOException {
        Path table = Files.createDirectories(folder.resolve("table.csv"));
        try (OutputStream part = new GZIPOutputStream(Files.newOutputStream(table.resolve("part-0.csv.gz")))) {
            part.write("path\na.mp4\n".getBytes(StandardCharsets.UTF_8));
        }
        Files.createFile(table.resolve("part-1.csv"));
        assertThat(rows(table)).containsExactly("[a.mp4]");
        Files.createDirectories(table.resolve("subset=train"));
        assertRefused(table, "is a folder with folders in it");
    }

    @Test
    void severalManifestsMatchAPattern() throws IOException {
        write("m0.csv", "path\na.mp4\n");
        write("m1.csv", "path\nb.mp4\n");
        assertThat(rows(folder.resolve("m[0-1].csv"))).containsExactlyInAnyOrder("[a.mp4]", "[b.mp4]");
        Path file = parquet();
        Files.copy(file, folder.resolve("n.parquet"));
        assertThat(rows(folder.resolve("?.parquet"))).hasSize(2);
        Files.copy(file, folder.resolve("m[1].parquet"));
        assertThat(rows(folder.resolve("m[1].parquet"))).hasSize(1);
    }

    @Test
    void filesOfATableNeedNoEnding() throws IOException {
        Path table = Files.createDirectories(folder.resolve("hive.parquet/_temporary"))
                .getParent();
        Files.copy(parquet(), table.resolve("000000_0"));
        Files.writeString(table.resolve("_temporary/0"), "unfinished");
        assertThat(rows(table)).containsExactly("[a.mp4,7,raw,30]");
    }

    @Test
    void columnsThatDifferInCaseAloneAreRefused() throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType(
                "message m { required binary path (STRING); required binary Path (STRING); }");
        Path file = parquet(
                folder.resolve("case.parquet"),
                new SimpleGroupFactory(schema)
                        .newGroup()
                        .append("path", "a.mp4")
                        .append("Path", "b.mp4"));
        assertRefused(file, "two columns are called Path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.csv", "none.parquet"})
    void aMissingManifestIsTold(String name) {
        assertThatThrownBy(() -> rows(folder.resolve(name)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("does not exist");
    }

    private Path parquet() throws IOException {
        Path file = folder.resolve("m.parquet");
        MessageType schema = MessageTypeParser.parseMessageType("message m { required binary path (STRING);"
                + " optional int64 recorded (TIMESTAMP(NANOS,false)); optional fixed_len_byte_array(2) half (FLOAT16);"
                + " optional int64 count (INTEGER(64,false)); optional binary raw; optional int32 age; }");
        return parquet(
                file,
                new SimpleGroupFactory(schema)
                        .newGroup()
                        .append("path", "a.mp4")
                        .append("recorded", 1L)
                        .append("count", 7L)
                        .append("raw", "raw")
                        .append("age", 30));
    }

    private static Path parquet(Path file, Group row) throws IOException {
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toString()))
                .withConf(new Configuration(false))
                .withType((MessageType) row.getType())
                .build()) {
            writer.write(row);
        }
        return file;
    }

    @Test
    void columnsOfTypesThatSparkLacksAreLeftOut() throws IOException {
        Path file = parquet();
        assertThat(Manifest.read(spark, file.toString()).columns()).containsExactly("path", "count", "raw", "age");
        assertThat(rows(file)).containsExactly("[a.mp4,7,raw,30]");
    }

    @Test
    void anOutdatedChecksumAndAColonDoNotMatter() throws IOException {
        Path file = parquet();
        Path copy = Files.copy(file, folder.resolve("co:lon.parquet"));
        Files.writeString(folder.resolve(".m.parquet.crc"), "crc\0 of another file");
        assertThat(rows(file)).containsExactly("[a.mp4,7,raw,30]");
        assertThat(rows(copy)).containsExactly("[a.mp4,7,raw,30]");
        assertThat(rows(folder.resolve("*on.parquet"))).hasSize(1);
    }

    @Test
    void damagedParquetIsTold() throws IOException {
        Path file = parquet();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertRefused(file, "m.parquet: is damaged, or not in Parquet");
        Files.write(file, new byte[0]);
        assertRefused(file, "is damaged, or not in Parquet");
        Files.write(file, "path\na.mp4\n".getBytes(StandardCharsets.UTF_8));
        assertRefused(file, "write it again, or name it .csv if it is text");
        byte[] mutated = whole.clone();
        for (int i = whole.length - 60; i < whole.length - 8; i++) {
            mutated[i] = (byte) 0xff;
        }
        Files.write(file, mutated);
        assertRefused(file, "is damaged, or not in Parquet");
        assertRefused(Files.createDirectories(folder.resolve("none.parquet")), "is a folder without a Parquet file");
    }

    private static void assertRefused(Path manifest, String message) {
        assertThatThrownBy(() -> rows(manifest))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message);
    }
}
