package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data source {@code oragen}, beside what {@code label} and {@code extract} write of the same clips. */
final class OragenSourceIT {
    @TempDir
    private static Path folder;

    private static Path manifest;
    private static SparkSession spark;

    @BeforeAll
    static void label() throws IOException {
        Files.createDirectories(folder.resolve("clips"));
        TestingCorpus.copy("steady.mp4", folder.resolve("clips/steady.mp4"));
        TestingCorpus.copy("voice.wav", folder.resolve("clips/voice.wav"));
        Files.writeString(folder.resolve("clips/broken.mp4"), "no film");
        manifest = folder.resolve("list.csv");
        Files.writeString(manifest, """
                path,speaker,gender,age,room
                clips/steady.mp4,anna,female,39,kitchen
                clips/voice.wav,ben,male,,hall
                clips/broken.mp4,anna,female,39,
                clips/voice.wav,ben,male,,hall
                """);
        StringWriter errors = new StringWriter();
        int code = TestingCommand.exitCode(
                errors,
                "label",
                "--input",
                manifest,
                "--output",
                folder.resolve("labels"),
                "--windows",
                "--protocol",
                "paper");
        assertThat(code).as("%s", errors).isZero();
        spark = SparkSessions.open("source");
    }

    @AfterAll
    static void close() throws IOException {
        spark.close();
    }

    private static Dataset<Row> read(String table) {
        return spark.read()
                .format("oragen")
                .option("protocol", "paper")
                .option("table", table)
                .load(manifest.toString());
    }

    /** The rows that {@code label} has written, by the same columns. */
    private static List<Row> written(String table, Dataset<Row> like, String... order) {
        return spark.read()
                .parquet(folder.resolve("labels").resolve(table).toString())
                .selectExpr(like.columns())
                .sort("clip_id", order)
                .collectAsList();
    }

    @Test
    void predictionsWindowsAndRejectsAreThoseOfLabel() {
        Dataset<Row> predictions = read("predictions");
        assertThat(predictions.sort("clip_id").collectAsList())
                .hasSize(2)
                .isEqualTo(written("predictions", predictions));
        assertThat(predictions.columns()).contains("label_room", "label_age", "bundle_id");
        Dataset<Row> windows = read("windows");
        assertThat(windows.sort("clip_id", "start_second").collectAsList())
                .hasSizeGreaterThan(2)
                .isEqualTo(written("windows", windows, "start_second"));
        Dataset<Row> rejects = read("rejects");
        assertThat(rejects.sort("clip_id", "reason").collectAsList())
                .hasSize(2)
                .isEqualTo(written("rejects", rejects, "reason"));
    }

    @Test
    void everyClipHasARowInAllWithItsReason() {
        assertThat(read("all")
                        .selectExpr("clip_id", "gender IS NOT NULL", "reject_reason")
                        .sort("clip_id", "reject_reason")
                        .collectAsList()
                        .stream()
                        .map(Row::toString))
                .containsExactly(
                        "[clips/broken.mp4,false,corrupt]",
                        "[clips/steady.mp4,true,null]",
                        "[clips/voice.wav,true,null]",
                        "[clips/voice.wav,false,duplicate]");
    }

    @Test
    void clipsTellWhatTheContainersSay() {
        List<Row> clips = read("clips")
                .select("clip_id", "duration_seconds", "has_audio", "has_video", "reject_reason")
                .sort("clip_id")
                .collectAsList();
        assertThat(clips.get(0).toString()).isEqualTo("[clips/broken.mp4,null,null,null,corrupt]");
        assertThat(clips.get(1).getBoolean(3)).isTrue();
        assertThat(clips.get(2).getDouble(1)).isGreaterThan(1);
        assertThat(clips.get(2).getBoolean(2)).isTrue();
        assertThat(clips.get(2).getBoolean(3)).isFalse();
    }

    @Test
    void featuresAreRowsOfWindows() {
        List<Row> features = read("features").sort("clip_id").collectAsList();
        assertThat(features).isNotEmpty();
        Row seen = features.get(0);
        assertThat(seen.<byte[]>getAs("visual_features")).isNotEmpty();
        assertThat(seen.<String>getAs("bundle_checksum")).isNotEmpty();
    }

    @Test
    void columnsAndLimitsThatArePushedChangeNoRow() {
        assertThat(read("all").count()).isEqualTo(4);
        assertThat(read("predictions").select("age").collectAsList()).hasSize(2);
        assertThat(read("windows").select("clip_id").limit(1).collectAsList()).hasSize(1);
        assertThat(read("predictions").limit(1).queryExecution().executedPlan().toString())
                .contains("at most 1 rows a partition");
    }

    @Test
    void isAViewInSql() {
        spark.sql("CREATE OR REPLACE TEMPORARY VIEW found USING oragen OPTIONS (path '" + folder.resolve("clips")
                + "', table 'all', protocol 'paper')");
        assertThat(spark
                        .sql("SELECT reject_reason, count(*) FROM found GROUP BY reject_reason ORDER BY 1")
                        .collectAsList()
                        .stream()
                        .map(Row::toString))
                .containsExactly("[null,2]", "[corrupt,1]");
    }

    @Test
    void labelsOfSamplesAreAMap() throws IOException {
        Path shard = folder.resolve("shard.tar");
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(shard))) {
            Map<String, byte[]> members = new TreeMap<>(Map.of(
                    "a.json", "{\"gender\": \"male\", \"caption\": \"a hall\"}".getBytes(StandardCharsets.UTF_8),
                    "a.wav", Files.readAllBytes(folder.resolve("clips/voice.wav")),
                    "b.wav", Files.readAllBytes(folder.resolve("clips/voice.wav"))));
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(member.getKey());
                entry.setSize(member.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(member.getValue());
                tar.closeArchiveEntry();
            }
        }
        for (String table : List.of("clips", "predictions")) {
            assertThat(spark
                            .read()
                            .format("oragen")
                            .option("table", table)
                            .load(shard.toString())
                            .selectExpr("clip_id", "label_gender", "labels['caption']", "size(labels)")
                            .sort("clip_id")
                            .collectAsList()
                            .stream()
                            .map(Row::toString))
                    .as(table)
                    .containsExactly("[shard.tar/a.wav,male,a hall,1]", "[shard.tar/b.wav,null,null,0]");
        }
        assertThat(read("predictions").columns()).doesNotContain("labels");
    }

    @Test
    void severalPathsAreReadTogether() {
        assertThat(spark.read()
                        .format("oragen")
                        .option("table", "clips")
                        .load(
                                folder.resolve("clips/voice.wav").toString(),
                                folder.resolve("clips/steady.mp4").toString())
                        .count())
                .isEqualTo(2);
    }

    @Test
    void optionsThatAreWrongAreNamed() {
        assertThatThrownBy(() -> spark.read().format("oragen").load()).hasMessageContaining("option path: is missing");
        assertThatThrownBy(() -> spark.read()
                        .format("oragen")
                        .option("protocoll", "paper")
                        .load(manifest.toString()))
                .hasMessageContaining("option protocoll")
                .hasMessageContaining("raw-audio");
        assertThatThrownBy(() -> read("predictions")
                        .sparkSession()
                        .read()
                        .format("oragen")
                        .option("table", "people")
                        .load("x"))
                .hasMessageContaining("option table: people")
                .hasMessageContaining("predictions, windows");
        for (String name : Arrays.asList("clip-time-limit", "clip_time_limit", "clipTimeLimit")) {
            assertThatThrownBy(() -> spark.read()
                            .format("oragen")
                            .option(name, "soon")
                            .load(manifest.toString())
                            .count())
                    .hasMessageContaining("clip-time-limit: soon");
        }
    }
}
