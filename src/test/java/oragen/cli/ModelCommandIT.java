package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import oragen.exchange.TestingBundle;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelCommandIT {
    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();

    private int run(Object... arguments) {
        return Main.run(
                new PrintWriter(errors, true),
                Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }

    private Path random(String precision) {
        Path bundle = folder.resolve(precision);
        assertThat(run("model", "random", "--architecture", "tiny", "--output", bundle, "--precision", precision))
                .isZero();
        return bundle;
    }

    private Map<String, Row> label(Path bundle, String... options) throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        for (String clip : new String[] {"steady.mp4", "silent.mp4", "voice.wav"}) {
            if (!Files.exists(corpus.resolve(clip))) {
                TestingCorpus.copy(clip, corpus.resolve(clip));
            }
        }
        Path output = folder.resolve("labels " + bundle.getFileName() + String.join(" ", options));
        Object[] arguments = Stream.concat(
                        Stream.of("label", "--input", corpus, "--output", output, "--bundle", bundle),
                        Stream.of(options))
                .toArray();
        assertThat(run(arguments)).as("%s", errors).isZero();
        return TestingCorpus.rows(output.resolve("predictions"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fp32", "fp16", "int8"})
    void aRandomBundleVerifiesAndLabelsInEveryPrecision(String precision) throws IOException {
        Path bundle = random(precision);
        assertThat(run("model", "verify", bundle)).as("%s", errors).isZero();
        assertThat(run("model", "inspect", bundle)).as("%s", errors).isZero();
        Map<String, Row> rows = label(bundle);
        assertThat(rows).containsOnlyKeys("steady.mp4", "silent.mp4", "voice.wav");
        assertThat(rows.get("steady.mp4").<String>getAs("mask_type")).isNotNull();
    }

    @Test
    void lowerPrecisionsAnswerAlmostTheSame() throws IOException {
        double age = label(random("fp32")).get("steady.mp4").<Double>getAs("age");
        assertThat(label(random("fp16")).get("steady.mp4").<Double>getAs("age")).isCloseTo(age, within(0.1));
        assertThat(label(random("int8")).get("steady.mp4").<Double>getAs("age")).isCloseTo(age, within(3.0));
    }

    @Test
    void aSingleModalityCanBeAsked() throws IOException {
        Path bundle = random("fp32");
        assertThat(label(bundle, "--modality", "audio")).containsOnlyKeys("steady.mp4", "voice.wav");
        Map<String, Row> seen = label(bundle, "--modality", "visual");
        assertThat(seen).containsOnlyKeys("steady.mp4", "silent.mp4");
        assertThat(seen.get("steady.mp4").<String>getAs("mask_type")).isNull();
        Path deaf = TestingBundle.deaf(folder.resolve("deaf"), Path.of("models/compact"));
        assertThat(run(
                        "label",
                        "--input",
                        folder.resolve("corpus"),
                        "--output",
                        folder.resolve("a"),
                        "--bundle",
                        deaf,
                        "--modality",
                        "audio"))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("--modality audio").contains("compact does not serve it");
    }

    @Test
    void theSameSeedGivesTheSameBytesAndABundleIsNeverReplaced() throws IOException {
        Path first = random("fp32");
        String manifest = Files.readString(first.resolve("manifest.json"));
        assertThat(run("model", "random", "--architecture", "tiny", "--output", first))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("exists already");
        Path again = Files.createDirectories(folder.resolve("again")).resolve("fp32");
        assertThat(run("model", "random", "--architecture", "tiny", "--output", again))
                .isZero();
        assertThat(Files.readString(again.resolve("manifest.json"))).isEqualTo(manifest);
    }

    @Test
    void checkpointsOfPyTorchBecomeABundleThatLabels() throws IOException {
        Path bundle = folder.resolve("imported");
        String checkpoints = "src/test/resources/oragen/exchange/checkpoint/";
        assertThat(run(
                        "model",
                        "import",
                        "--audio",
                        checkpoints + "audio_model.pt",
                        "--image",
                        checkpoints + "image_model.pt",
                        "--audio-heads",
                        4,
                        "--visual-heads",
                        2,
                        "--licence",
                        "CC-BY-4.0",
                        "--output",
                        bundle))
                .as("%s", errors)
                .isZero();
        assertThat(Files.readString(bundle.resolve("manifest.json"))).contains("CC-BY-4.0");
        assertThat(run("model", "verify", bundle)).as("%s", errors).isZero();
        Map<String, Row> rows = label(bundle, "--modality", "audio");
        assertThat(rows).containsOnlyKeys("steady.mp4", "voice.wav");
        assertThat(rows.get("voice.wav").<Double>getAs("age")).isBetween(0.0, 100.0);
        assertThat(label(bundle, "--modality", "visual")).containsOnlyKeys("steady.mp4", "silent.mp4");
        assertThat(run("model", "benchmark", bundle, bundle, "--threads", 1)).isZero();
    }

    @Test
    void whatAKilledImportLeftIsReplaced() throws IOException {
        Path left = Files.createDirectories(folder.resolve(".fp32.part"));
        Files.writeString(left.resolve("audio_encoder.weights"), "half");
        Path bundle = random("fp32");
        assertThat(left).doesNotExist();
        assertThat(run("model", "verify", bundle)).isZero();
    }

    @Test
    void aCheckpointOfAnotherNetworkIsAnInputErrorAndLeavesNothing() throws IOException {
        Path output = folder.resolve("imported");
        assertThat(run(
                        "model",
                        "import",
                        "--audio",
                        "src/test/resources/oragen/exchange/checkpoint/bare.pt",
                        "--output",
                        output))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("bare.pt").contains("no parameter wav2vec2.");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }
}
