package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import oragen.model.TestingBundle;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels with a bundle that has every encoder and task, unlike the embedded one. */
final class LabelBundleIT {
    @TempDir
    private Path folder;

    private Path bundle;

    @BeforeEach
    void write() throws IOException {
        bundle = TestingBundle.write(folder.resolve("bundle"), Path.of("models", "compact"));
    }

    private Map<String, Row> label(String protocol) throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        for (String clip : List.of("steady.mp4", "silent.mp4", "voice.wav")) {
            if (!Files.exists(corpus.resolve(clip))) {
                TestingCorpus.copy(clip, corpus.resolve(clip));
            }
        }
        Path output = folder.resolve(protocol);
        assertThat(Main.run(
                        "label",
                        "--input",
                        corpus.toString(),
                        "--output",
                        output.toString(),
                        "--bundle",
                        bundle.toString(),
                        "--protocol",
                        protocol))
                .isZero();
        return TestingCorpus.rows(output.resolve("predictions"));
    }

    @Test
    void everyModalityAndTaskComesThrough() throws IOException {
        Map<String, Row> rows = label("released");
        assertThat(rows).containsOnlyKeys("steady.mp4", "silent.mp4", "voice.wav");
        // Windows [0, 4), [2, 6) and [4, 6), all of them heard, with 4, 4 and 2 faces.
        Row steady = rows.get("steady.mp4");
        assertThat(steady.<Double>getAs("age")).isCloseTo(30 + 5 * 10 / 3.0, within(1e-4));
        assertThat(steady.<String>getAs("gender")).isEqualTo("female");
        assertThat(steady.<String>getAs("mask_type")).isEqualTo("respirator");
        assertThat(steady.<Double>getAs("respirator_probability")).isGreaterThan(0.99);
        assertThat(steady.<String>getAs("bundle_id")).isEqualTo("testing-7");
        Row silent = rows.get("silent.mp4");
        assertThat(silent.<String>getAs("gender")).isEqualTo("male");
        assertThat(silent.<Boolean>getAs("has_audio")).isFalse();
        Row voice = rows.get("voice.wav");
        assertThat(voice.<Double>getAs("age")).isCloseTo(30, within(1e-4));
        assertThat(voice.<String>getAs("mask_type")).isEqualTo("no_mask");
        assertThat(voice.<Boolean>getAs("has_face")).isFalse();
    }

    @Test
    void aBundleWithoutInt8IsNotRunInInt8() {
        StringWriter errors = new StringWriter();
        assertThat(Main.run(
                        new PrintWriter(errors, true),
                        "label",
                        "--input",
                        folder.toString(),
                        "--output",
                        folder.resolve("labels").toString(),
                        "--bundle",
                        bundle.toString(),
                        "--precision",
                        "int8"))
                .isEqualTo(2);
        assertThat(errors.toString())
                .contains("--precision int8: the bundle testing-7 has no network in int8; use --precision auto,");
    }

    @Test
    void thePaperFillsSlotsAndWantsSpeech() throws IOException {
        Row steady = label("paper").get("steady.mp4");
        assertThat(steady.<Double>getAs("age")).isCloseTo(10 + 20 + 5 * 4, within(1e-4));
        assertThat(steady.<String>getAs("protocol")).isEqualTo("paper");
    }

    /** Predictions for a face that lies beyond the frame, and for one that reaches beyond it. */
    private Map<String, Row> labelGivenFaces(Object... options) throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("given"));
        Path manifest = corpus.resolve("manifest.csv");
        Files.writeString(
                manifest,
                "clip_id,path,face_box\nbeyond,steady.mp4,\"900,10,950,60\"\nreaching,steady.mp4,\"-30,10,20,60\"\n");
        if (!Files.exists(corpus.resolve("steady.mp4"))) {
            TestingCorpus.copy("steady.mp4", corpus.resolve("steady.mp4"));
        }
        Path output = Files.createTempDirectory(folder, "labels");
        String[] arguments = Stream.concat(
                        Stream.of("label", "--input", manifest, "--output", output), Stream.of(options))
                .map(Object::toString)
                .toArray(String[]::new);
        assertThat(Main.run(arguments)).isZero();
        return TestingCorpus.rows(output.resolve("predictions"));
    }

    @Test
    void aGivenFaceBeyondTheFrameIsNoFaceWhereCropsAreClipped() throws IOException {
        Map<String, Row> clipped = labelGivenFaces("--bundle", bundle, "--face", "continuous");
        assertThat(clipped.get("beyond").<Boolean>getAs("has_face")).isFalse();
        assertThat(clipped.get("beyond").<Double>getAs("age")).isCloseTo(30, within(1e-4));
        assertThat(clipped.get("reaching").<Boolean>getAs("has_face")).isTrue();
        assertThat(clipped.get("reaching").<Double>getAs("age")).isCloseTo(30 + 5 * 10 / 3.0, within(1e-4));
        Map<String, Row> padded = labelGivenFaces();
        assertThat(padded.get("beyond").<Boolean>getAs("has_face"))
                .as("the compact bundle sees black")
                .isTrue();
    }

    @Test
    void aDeviceThatIsNotThereIsSaidBeforeAnythingIsWritten() {
        StringWriter errors = new StringWriter();
        int code = Main.run(
                new PrintWriter(errors, true),
                "label",
                "--input",
                "src/main/resources/demo/steady.mp4",
                "--output",
                folder.resolve("gpu").toString(),
                "--device",
                "gpu");
        assertThat(code).isEqualTo(2);
        assertThat(errors.toString()).contains("--device gpu").contains("no CUDA device");
        assertThat(folder.resolve("gpu/runs")).doesNotExist();
    }

    @Test
    void everyModalityMakesARunAndTheReportSetsThemSideBySide() throws IOException {
        Path manifest = folder.resolve("manifest.csv");
        StringBuilder lines = new StringBuilder("path,speaker,gender,age\n");
        for (String clip : List.of("steady.mp4", "silent.mp4", "voice.wav")) {
            TestingCorpus.copy(clip, folder.resolve(clip));
            lines.append(clip + "," + clip + ",female,40\n");
        }
        Files.writeString(manifest, lines);
        String output = folder.resolve("all").toString();
        assertThat(Main.run(
                        "label", "--input", manifest.toString(), "--output", output, "--modality", "all", "--evaluate"))
                .isZero();
        try (Stream<Path> runs = Files.list(folder.resolve("all/runs"))) {
            assertThat(runs).hasSize(3);
        }
        String page = Files.readString(folder.resolve("all/evaluation/report.html"))
                .replaceAll("<[^>]+>", " ")
                .replaceAll("\\s+", " ");
        // One has no voice and one no face, and the embedded bundle hears no age.
        assertThat(page).containsPattern("all both \\S+ 1 3 of 3");
        assertThat(page).containsPattern("all audio \\S+ 1 2 of 3");
        assertThat(page).containsPattern("all visual \\S+ 1 2 of 3");
    }
}
