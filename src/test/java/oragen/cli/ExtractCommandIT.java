package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import oragen.model.TestingBundle;
import oragen.onnx.Half;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Features of windows, by a bundle whose features can be reckoned by hand. */
final class ExtractCommandIT {
    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();
    private Path bundle;
    private Path corpus;
    private Path output;

    @BeforeEach
    void plant() throws IOException {
        bundle = TestingBundle.write(folder.resolve("bundle"), Path.of("models", "compact"));
        corpus = Files.createDirectories(folder.resolve("corpus"));
        output = folder.resolve("features");
        for (String clip : List.of("steady.mp4", "silent.mp4", "voice.wav")) {
            TestingCorpus.copy(clip, corpus.resolve(clip));
        }
        Files.writeString(corpus.resolve("text.mp4"), "no video at all");
        Files.writeString(
                folder.resolve("manifest.csv"),
                "path,speaker,gender,age,mask_type,noise\n"
                        + "corpus/steady.mp4,anna,female,39,no_mask,low\ncorpus/silent.mp4,anna,female,39,,\n"
                        + "corpus/voice.wav,ben,male,,,\ncorpus/text.mp4,ben,male,,,\n");
    }

    private int extract(Object... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "extract",
                "--input",
                folder.resolve("manifest.csv").toString(),
                "--output",
                output.toString(),
                "--bundle",
                bundle.toString()));
        Stream.of(options).map(Object::toString).forEach(arguments::add);
        return Main.run(new PrintWriter(errors, true), arguments.toArray(String[]::new));
    }

    private List<Row> rows(String table) throws IOException {
        try (SparkSession spark = SparkSessions.open("test")) {
            return spark.read()
                    .parquet(output.resolve(table).toString())
                    .sort("clip_id")
                    .collectAsList();
        }
    }

    private List<Row> windows(String clip) throws IOException {
        try (SparkSession spark = SparkSessions.open("test")) {
            return spark.read()
                    .parquet(output.resolve("features").toString())
                    .filter("clip_id = '" + clip + "'")
                    .sort("window_start_second")
                    .collectAsList();
        }
    }

    private static float[] floats(byte[] halves) {
        ByteBuffer bytes = ByteBuffer.wrap(halves).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[halves.length / 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = Half.widen(bytes.getShort());
        }
        return values;
    }

    @Test
    void eachWindowHasItsFeaturesAndWhatIsKnownOfItsClip() throws IOException {
        assertThat(extract()).as("%s", errors).isZero();
        // Lengths 6, 4 and 5 s have 3, 1 and 1 windows; the file that is none counts as one. 4 + 2 · 4 · 3 halves.
        assertThat(errors.toString()).contains("windows of 0.000 MB").contains("from the lengths of 4 clips");
        List<Row> steady = windows("corpus/steady.mp4");
        assertThat(steady).hasSize(3);
        Row last = steady.get(2);
        assertThat(last.<Double>getAs("window_start_second")).isEqualTo(4);
        assertThat(last.<String>getAs("speaker")).isEqualTo("anna");
        assertThat(last.<String>getAs("label_gender")).isEqualTo("female");
        assertThat(last.<Double>getAs("label_age")).isEqualTo(39);
        assertThat(last.<String>getAs("label_noise")).isEqualTo("low");
        assertThat(last.<String>getAs("occlusion")).isNull();
        assertThat(last.<String>getAs("audio_shape")).isEqualTo("2");
        assertThat(last.<String>getAs("visual_shape")).isEqualTo("4x3");
        assertThat(last.getList(last.fieldIndex("slot_seconds"))).containsExactly(4, 5, null, null);
        float[] audio = floats(last.getAs("audio_features"));
        assertThat(audio).hasSize(2);
        assertThat(audio[1]).as("the encoder's constant").isEqualTo(1);
        float[] visual = floats(last.getAs("visual_features"));
        assertThat(visual).hasSize(12);
        assertThat(visual[0]).as("a face in slot 0").isNotZero();
        assertThat(java.util.Arrays.copyOfRange(visual, 6, 12))
                .as("empty slots")
                .containsOnly(0);

        Row silent = windows("corpus/silent.mp4").get(0);
        assertThat(silent.<byte[]>getAs("audio_features")).isNull();
        assertThat(silent.<byte[]>getAs("visual_features")).isNotNull();
        Row voice = windows("corpus/voice.wav").get(0);
        assertThat(voice.<byte[]>getAs("visual_features")).isNull();
        assertThat(voice.<Boolean>getAs("audio_present")).isTrue();
        List<Row> rejects = rows("rejects");
        assertThat(rejects).hasSize(1);
        assertThat(rejects.get(0).<String>getAs("reason")).isEqualTo("corrupt");
    }

    @Test
    void aSecondRunDoesOnlyWhatIsNewAndADryRunWritesNothing() throws IOException {
        assertThat(extract("--dry-run")).as("%s", errors).isZero();
        assertThat(output).doesNotExist();
        assertThat(extract("--limit", 2, "--wave-clips", 1)).isZero();
        assertThat(rows("features").stream()
                        .map(row -> row.<String>getAs("clip_id"))
                        .distinct())
                .containsExactly("corpus/silent.mp4", "corpus/steady.mp4");
        assertThat(extract()).isZero();
        assertThat(rows("features").stream()
                        .map(row -> row.<String>getAs("clip_id"))
                        .distinct())
                .containsExactly("corpus/silent.mp4", "corpus/steady.mp4", "corpus/voice.wav");
        assertThat(extract()).isZero();
        assertThat(rows("features"))
                .hasSize(3
                        + windows("corpus/silent.mp4").size()
                        + windows("corpus/voice.wav").size());
        assertThat(Main.run(new PrintWriter(errors, true), "status", "--output", output.toString()))
                .isZero();
    }

    @Test
    void labelsBesideFeaturesAreCountedEachByItsOwnTable() throws IOException {
        assertThat(extract()).as("%s", errors).isZero();
        assertThat(Main.run(
                        new PrintWriter(errors, true),
                        "label",
                        "--input",
                        folder.resolve("corpus/silent.mp4").toString(),
                        "--output",
                        output.toString()))
                .as("%s", errors)
                .isZero();
        assertThat(Main.run(new PrintWriter(errors, true), "compact", "--output", output.toString()))
                .as("%s", errors)
                .isZero();
        List<String> counts = new ArrayList<>();
        try (Stream<Path> records = Files.list(output.resolve("runs"))) {
            for (Path record :
                    records.filter(file -> file.toString().endsWith(".json")).toList()) {
                Files.readAllLines(record).stream()
                        .filter(line -> line.contains("\"predictions\" :"))
                        .forEach(line -> counts.add(line.strip()));
            }
        }
        assertThat(counts).containsExactlyInAnyOrder("\"predictions\" : 3,", "\"predictions\" : 1,");
    }
}
