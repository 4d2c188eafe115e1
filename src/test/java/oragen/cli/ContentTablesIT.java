package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import oragen.InputException;
import oragen.model.TestingBundle;
import oragen.run.Column;
import oragen.run.Columns;
import oragen.spark.clips.ContentColumns;
import oragen.spark.label.LabelPlan;
import oragen.spark.label.LabelProgress;
import oragen.spark.label.Labelling;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clips in tables of bytes get the labels that their files get. */
final class ContentTablesIT {
    private static final StructType AUDIO =
            new StructType().add("bytes", DataTypes.BinaryType).add("path", DataTypes.StringType);

    private static final StructType HUGGING_FACE = new StructType()
            .add("audio", AUDIO)
            .add("Gender", DataTypes.StringType)
            .add("age", DataTypes.LongType)
            .add("speaker", DataTypes.StringType)
            .add("Caption", DataTypes.StringType)
            .add("thumbnail", DataTypes.BinaryType);

    private static final StructType PLAIN =
            new StructType().add("name", DataTypes.StringType).add("content", DataTypes.BinaryType);

    @TempDir
    private Path folder;

    private Path loose;

    @BeforeEach
    void plant() throws IOException {
        loose = Files.createDirectories(folder.resolve("loose"));
        for (String clip : List.of("steady.mp4", "silent.mp4", "voice.wav")) {
            TestingCorpus.copy(clip, loose.resolve(clip));
        }
    }

    private byte[] bytes(String clip) throws IOException {
        return Files.readAllBytes(loose.resolve(clip));
    }

    private static void write(StructType schema, String format, Path table, Row... rows) throws IOException {
        try (SparkSession spark = SparkSessions.open("test")) {
            spark.createDataFrame(List.of(rows), schema)
                    .repartition(2)
                    .write()
                    .mode("overwrite")
                    .format(format)
                    .save(table.toString());
        }
    }

    private static Row row(byte[] content, String path, String gender, Long age) {
        return RowFactory.create(RowFactory.create(content, path), gender, age, "anna", "a person", new byte[] {1, 2});
    }

    private String label(Path table, Path output, Object... options) {
        List<Object> arguments = new ArrayList<>(List.of("label", "--input", table, "--output", output));
        arguments.addAll(List.of(options));
        return TestingCommand.told(arguments.toArray());
    }

    private String refused(Path table, Object... options) {
        List<Object> arguments =
                new ArrayList<>(List.of("label", "--input", table, "--output", folder.resolve("refused")));
        arguments.addAll(List.of(options));
        StringWriter errors = new StringWriter();
        assertThat(TestingCommand.exitCode(errors, arguments.toArray()))
                .as("%s", errors)
                .isEqualTo(2);
        return errors.toString();
    }

    /** Rows by the file's name: that with which an id ends. */
    private static Map<String, Row> byName(Path table) throws IOException {
        Map<String, Row> rows = new TreeMap<>();
        TestingCorpus.rows(table).forEach((id, row) -> rows.put(id.substring(id.lastIndexOf('/') + 1), row));
        return rows;
    }

    private static void assertSame(Row found, Row expected) {
        List<String> columns = new ArrayList<>(List.of("file_bytes"));
        Columns.PREDICTION.stream().map(Column::name).forEach(columns::add);
        for (String column : columns) {
            if (expected.getAs(column) instanceof Double number) {
                assertThat(found.<Double>getAs(column)).as(column).isCloseTo(number, within(1e-5));
            } else {
                assertThat(found.<Object>getAs(column)).as(column).isEqualTo(expected.getAs(column));
            }
        }
    }

    @Test
    void rowsGetTheLabelsOfTheirFilesAndTheirColumns() throws IOException {
        Path table = folder.resolve("train.parquet");
        Row steady = row(bytes("steady.mp4"), "a/steady.mp4", "female", 39L);
        Row silent = row(bytes("silent.mp4"), "a/silent.mp4", "other", null);
        Row voice = row(bytes("voice.wav"), "a/voice.wav", null, 20L);
        write(
                HUGGING_FACE,
                "parquet",
                table,
                steady,
                silent,
                voice,
                steady,
                row(null, "a/gone.mp4", null, null),
                row(new byte[0], "a/empty.mp4", null, null),
                row("no film".getBytes(StandardCharsets.UTF_8), "a/broken.mp4", null, null));
        Path alone = folder.resolve("alone");
        label(loose, alone);
        Path labels = folder.resolve("labels");

        assertThat(label(table, labels, "--content-column", "audio.bytes")).contains("4 rejected");

        Map<String, Row> expected = byName(alone.resolve("predictions"));
        Map<String, Row> found = byName(labels.resolve("predictions"));
        assertThat(found).containsOnlyKeys("steady.mp4", "silent.mp4", "voice.wav");
        found.forEach((name, row) -> assertSame(row, expected.get(name)));
        Row labelled = found.get("steady.mp4");
        assertThat(labelled.<String>getAs("clip_id")).matches("[0-9a-f]{32}/a/steady\\.mp4");
        assertThat(labelled.<String>getAs("path"))
                .isEqualTo("file:" + table + "!/" + labelled.<String>getAs("clip_id"));
        assertThat(labelled.<String>getAs("label_gender")).isEqualTo("female");
        assertThat(labelled.<Double>getAs("label_age")).isEqualTo(39);
        assertThat(labelled.<String>getAs("speaker")).isEqualTo("anna");
        assertThat(labelled.<String>getAs("label_caption")).isEqualTo("a person");
        assertThat(found.get("silent.mp4").<String>getAs("label_given_gender")).isEqualTo("other");
        assertThat(List.of(labelled.schema().fieldNames())).doesNotContain("label_thumbnail", "packing");
        Map<String, String> reasons = new TreeMap<>();
        TestingCorpus.table(labels.resolve("rejects"))
                .forEach(row ->
                        reasons.put(row.<String>getAs("clip_id").replaceFirst("^[^/]*/a/", ""), row.getAs("reason")));
        assertThat(reasons)
                .containsEntry("gone.mp4", "unreadable")
                .containsEntry("empty.mp4", "empty_file")
                .containsEntry("broken.mp4", "corrupt")
                .containsEntry("steady.mp4", "duplicate")
                .hasSize(4);

        // Another file of another time, but the rows are the same.
        write(HUGGING_FACE, "parquet", table, voice, silent, steady);
        assertThat(label(table, labels, "--content-column", "audio")).contains("0 clips in");
        assertThat(TestingCommand.told("forget", "--output", labels, "--clip-id", labelled.getAs("clip_id")))
                .contains("1");
        assertThat(label(table, labels, "--content-column", "audio.bytes")).contains("1 clips in");
    }

    @Test
    void anIdTellsRowsApartWhateverTheirContent() throws IOException {
        Path table = folder.resolve("clips.orc");
        Row voice = RowFactory.create("one/voice", bytes("voice.wav"));
        write(PLAIN, "orc", table, voice, RowFactory.create("two", bytes("silent.mp4")));
        Path labels = folder.resolve("labels");
        Object[] options = {
            "--content-column", "content", "--id-column", "name", "--input-format", "orc", "--wave-clips", "1"
        };
        Object[] hashed = {
            "--content-column", "content", "--id-column", "name", "--input-format", "orc", "--changed-by", "hash"
        };

        assertThat(label(table, labels, options)).contains("0 rejected");
        assertThat(label(table, labels, options)).contains("0 clips in").contains("2 already done");
        assertThat(TestingCorpus.rows(labels.resolve("predictions")).keySet()).containsExactly("one/voice", "two");
        label(table, labels, hashed);
        assertThat(label(table, labels, hashed)).contains("0 clips in");
        write(
                PLAIN,
                "orc",
                table,
                voice,
                RowFactory.create("two", bytes("steady.mp4")),
                RowFactory.create("three", bytes("silent.mp4")));
        assertThat(label(table, labels, hashed)).contains("2 clips in");
        // By time the one that another file holds now.
        assertThat(label(table, labels, options)).contains("1 clips in").contains("2 already done");

        Files.writeString(
                folder.resolve("clips.json"),
                "{\"name\": \"wav\", \"content\": \""
                        + Base64.getEncoder().encodeToString(bytes("voice.wav")) + "\"}\n"
                        + "{\"name\": \"none\", \"content\": \"no Base64!\"}\n");
        Path texts = folder.resolve("texts");
        assertThat(label(
                        folder.resolve("clips.json"),
                        texts,
                        "--content-column",
                        "content",
                        "--id-column",
                        "name",
                        "--input-format",
                        "json"))
                .contains("1 rejected");
        Row wav = TestingCorpus.rows(texts.resolve("predictions")).get("wav");
        assertThat(wav.<Boolean>getAs("has_audio")).isTrue();
        assertThat(wav.<Long>getAs("file_bytes")).isEqualTo(bytes("voice.wav").length);
    }

    @Test
    void theSizeOfFeaturesIsToldAndTheyAreExtracted() throws IOException {
        Path table = folder.resolve("clips.parquet");
        write(PLAIN, "parquet", table, RowFactory.create("a", bytes("steady.mp4")));
        Object[] command = {
            "extract",
            "--input",
            table,
            "--output",
            folder.resolve("features"),
            "--bundle",
            TestingBundle.write(folder.resolve("bundle"), Path.of("models", "compact")),
            "--content-column",
            "content",
            "--id-column",
            "name"
        };
        List<Object> dry = new ArrayList<>(List.of(command));
        dry.add("--dry-run");

        assertThat(TestingCommand.told(dry.toArray())).contains("1 clips").contains("windows");
        assertThat(folder.resolve("features")).doesNotExist();
        TestingCommand.told(command);
        assertThat(TestingCorpus.table(folder.resolve("features/features"))).isNotEmpty();
    }

    @Test
    void whatTellsNoRowApartOrIsNoTableOfClipsIsNamed() throws IOException {
        Path table = folder.resolve("clips.parquet");
        byte[] content = bytes("voice.wav");
        write(PLAIN, "parquet", table, RowFactory.create("a", content), RowFactory.create("a", content));
        assertThat(refused(table, "--content-column", "content", "--id-column", "name"))
                .contains("--id-column name: has a in more than one row");
        assertThat(refused(table, "--content-column", "bytes"))
                .contains("--content-column bytes: no such column among name, content");
        assertThat(refused(table, "--content-column", "content", "--id-column", "id"))
                .contains("--id-column id: no such column among name, content");
        assertThat(refused(table, "--id-column", "name")).contains("--id-column name: has no effect without");
        assertThat(refused(table, "--content-column", "content", "--input-format", "delta"))
                .contains("--input-format delta: Spark has no source of that name here")
                .contains("--packages io.delta:delta-spark_4.2_2.13:VERSION");
        assertThat(refused(table, "--content-column", "content", "--input-format", "orc"))
                .contains("cannot be read as a table of format orc");
        assertThat(refused(folder.resolve("nowhere"), "--content-column", "content"))
                .contains("nowhere")
                .contains("cannot be read as a table of format parquet");
        assertThat(refused(table))
                .contains("no path column among [name, content]")
                .contains("add --content-column content");
        assertThat(refused(table, "--input", table, "--content-column", "content", "--id-column", "name"))
                .contains("clips.parquet: is given twice");
        write(PLAIN, "parquet", table);
        assertThat(refused(table, "--content-column", "content")).contains("clips.parquet: has no rows");
        write(HUGGING_FACE, "parquet", table, row(content, "a", null, null));
        assertThat(refused(table)).contains("add --content-column audio\n");
        write(PLAIN, "parquet", table, RowFactory.create(null, content));
        assertThat(refused(table, "--content-column", "content", "--id-column", "name"))
                .contains("a row: name is null");
        write(new StructType().add("content", DataTypes.LongType), "parquet", table, RowFactory.create(5L));
        assertThat(refused(table, "--content-column", "content"))
                .contains("--content-column content: is of type BIGINT");
    }

    @Test
    void rowsWithoutContentAreRejectedEachAsUnreadable() throws IOException {
        Path table = folder.resolve("clips.parquet");
        Row voice = RowFactory.create("c", bytes("voice.wav"));
        write(PLAIN, "parquet", table, RowFactory.create("a", null), RowFactory.create("b", null), voice, voice);
        Path labels = folder.resolve("labels");

        assertThat(label(table, labels, "--content-column", "content")).contains("3 rejected");

        List<String> told = new ArrayList<>();
        TestingCorpus.table(labels.resolve("rejects"))
                .forEach(row -> told.add(row.<String>getAs("reason") + ": " + row.getAs("remedy")));
        assertThat(told)
                .containsExactlyInAnyOrder(
                        "unreadable: fill in the column of its bytes, then run again with --retry-rejects",
                        "unreadable: fill in the column of its bytes, then run again with --retry-rejects",
                        "duplicate: list it once, or name a column that tells rows apart by --id-column");
    }

    /** As appending and compacting do: the rows are there, in files of other names. */
    @Test
    void aTableThatIsWrittenAnewMeanwhileEndsTheRunAndNothingIsRejected() throws IOException {
        Path first = folder.resolve("a.parquet");
        Path second = folder.resolve("b.parquet");
        Row silent = RowFactory.create("silent", bytes("silent.mp4"));
        write(PLAIN, "parquet", first, RowFactory.create("voice", bytes("voice.wav")));
        write(PLAIN, "parquet", second, silent, RowFactory.create("none", null));
        Path labels = folder.resolve("labels");
        try (SparkSession spark = SparkSessions.open("test")) {
            Labelling job = Labelling.of(spark)
                    .input(first.toString())
                    .input(second.toString())
                    .output(labels.toString())
                    .columns(new ContentColumns("content", "name", "parquet"))
                    .waveClips(1)
                    .progress(new LabelProgress() {
                        @Override
                        public void begins(LabelPlan plan) {
                            spark.createDataFrame(List.of(silent, RowFactory.create("none", null)), PLAIN)
                                    .write()
                                    .mode("overwrite")
                                    .parquet(second.toString());
                        }

                        @Override
                        public void advanced(long done, long total) {
                            // how far it comes is seen in its tables
                        }
                    });

            assertThatThrownBy(job::run)
                    .hasRootCauseInstanceOf(InputException.class)
                    .rootCause()
                    .hasMessageContaining("b.parquet!/")
                    .hasMessageContaining("the table changed while it was labelled; run the same command again");
        }

        assertThat(TestingCorpus.rows(labels.resolve("predictions"))).containsOnlyKeys("voice");
        assertThat(TestingCorpus.table(labels.resolve("rejects"))).isEmpty();
        assertThat(label(
                        first,
                        labels,
                        "--input",
                        second,
                        "--content-column",
                        "content",
                        "--id-column",
                        "name",
                        "--wave-clips",
                        "1"))
                .contains("2 clips in")
                .contains("1 already done")
                .contains("1 rejected");
        assertThat(TestingCorpus.rows(labels.resolve("predictions"))).containsOnlyKeys("silent", "voice");
    }

    /** What a JVM had in hand when it died is tried in one of its own, which is given the bytes too. */
    @Test
    void aRowThatWasInHandWhenTheJvmDiedIsTriedApart() throws IOException, InterruptedException {
        Path table = folder.resolve("clips.parquet");
        write(
                PLAIN,
                "parquet",
                table,
                RowFactory.create("a", bytes("silent.mp4")),
                RowFactory.create("b", bytes("voice.wav")));
        Path labels = folder.resolve("labels");
        List<String> command = List.of(
                "label",
                "--input",
                table.toString(),
                "--output",
                "mortal://" + labels,
                "--content-column",
                "content",
                "--id-column",
                "name",
                "--partitions",
                "1");
        Path log = folder.resolve("log");
        assertThat(TestingProcess.mortal(log, "2 create .*/_staging/.*/journal/wave0", command)
                        .waitFor())
                .as("%s", TestingProcess.told(log))
                .isEqualTo(137);

        assertThat(TestingProcess.mortal(log, "1 create nothing", command).waitFor())
                .as("%s", TestingProcess.told(log))
                .isZero();

        assertThat(TestingProcess.told(log))
                .contains("1 clips were in progress")
                .contains("retrying 1 clips");
        Map<String, Row> rows = TestingCorpus.rows(labels.resolve("predictions"));
        assertThat(rows).containsOnlyKeys("a", "b");
        rows.forEach((id, row) -> assertThat(row.<String>getAs("path")).isEqualTo("file:" + table + "!/" + id));
    }
}
