package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import oragen.bundle.BundleManifest;
import oragen.bundle.Checksums;
import oragen.bundle.ModelBundle;
import oragen.cli.model.ModelCommand;
import oragen.model.TestingBundle;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class ModelCommandIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();

    private int run(Object... arguments) {
        return Main.run(
                new PrintWriter(errors, true),
                Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }

    private Path random(String precision) {
        return random("tiny", precision);
    }

    private Path random(String architecture, String precision) {
        Path bundle = folder.resolve(precision);
        assertThat(run("model", "random", "--architecture", architecture, "--output", bundle, "--precision", precision))
                .isZero();
        return bundle;
    }

    private Map<String, Row> label(Path bundle, String... options) throws IOException {
        return label(corpus(), bundle, options);
    }

    private Path corpus() throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        for (String clip : new String[] {"steady.mp4", "silent.mp4", "voice.wav"}) {
            if (!Files.exists(corpus.resolve(clip))) {
                TestingCorpus.copy(clip, corpus.resolve(clip));
            }
        }
        return corpus;
    }

    private Map<String, Row> label(Path corpus, Path bundle, String... options) throws IOException {
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

    /** What label would find out at its first clip. */
    @Test
    void whatLabelCannotUseIsNotVerified() throws IOException {
        Path bundle = random("fp32");
        Files.writeString(bundle.resolve("notes.txt"), "seen");
        StringWriter told = new StringWriter();
        CommandLine verify = new CommandLine(new ModelCommand()).setOut(new PrintWriter(told));
        assertThat(verify.execute("verify", bundle.toString())).isZero();
        assertThat(told.toString())
                .contains("not listed in the manifest, and so not used: notes.txt")
                .contains("voice activity and face detector: OK");

        list(bundle, files -> files.remove("fusion.weights"));
        assertRefused("fusion.onnx: ONNX Runtime cannot load it", "model", "verify", bundle);
        list(bundle, files -> files.remove("vad.onnx"));
        assertRefused(
                "manifest.json does not list vad.onnx; list the file with its SHA-256", "model", "verify", bundle);
        Files.write(bundle.resolve("vad.onnx"), new byte[0]);
        list(
                bundle,
                files -> files.putObject("vad.onnx")
                        .put("sha256", Checksums.sha256(new byte[0]))
                        .put("source", "nothing")
                        .put("licence", "none"));
        assertRefused("vad.onnx: ONNX Runtime cannot load it", "model", "verify", bundle);
        Object[] label = {"label", "--input", corpus(), "--output", folder.resolve("labels"), "--bundle", bundle};
        assertRefused("vad.onnx: ONNX Runtime cannot load it", label);
    }

    private void assertRefused(String message, Object... arguments) {
        errors.getBuffer().setLength(0);
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(errors.toString()).contains(message);
    }

    private static void list(Path bundle, Consumer<ObjectNode> change) throws IOException {
        Path file = bundle.resolve(ModelBundle.MANIFEST);
        ObjectNode manifest = (ObjectNode) JSON.readTree(file.toFile());
        change.accept((ObjectNode) manifest.path("files"));
        JSON.writeValue(file.toFile(), manifest);
    }

    /** The layers of a tiny network are too small for 8 bits. */
    @Test
    void aBundleOfOragenCropsFacesAsTheAuthorsInferenceDoes() {
        assertThat(Objects.requireNonNull(
                                ModelBundle.readManifest(random("fp32")).visualEncoder())
                        .crop())
                .isEqualTo(new BundleManifest.FaceCrop(
                        BundleManifest.CropShape.STRETCHED, BundleManifest.CropEdge.CLIPPED, 0.1));
    }

    @Test
    void lowerPrecisionsAnswerAlmostTheSame() throws IOException {
        Path floats = random("oragen-small", "fp32");
        Path bytes = random("oragen-small", "int8");
        for (String encoder : new String[] {"audio_encoder.weights", "visual_encoder.weights"}) {
            assertThat(Files.size(bytes.resolve(encoder))).isLessThan(Files.size(floats.resolve(encoder)));
        }
        for (String network : new String[] {"audio_head", "visual_head", "fusion"}) {
            for (String file : new String[] {network + ".onnx", network + ".weights"}) {
                assertThat(bytes.resolve(file)).hasSameBinaryContentAs(floats.resolve(file));
            }
        }
        double age = age(floats);
        double halved = age(random("oragen-small", "fp16"));
        assertThat(halved).isNotEqualTo(age).isCloseTo(age, within(0.1));
        assertThat(age(bytes)).isNotEqualTo(age).isCloseTo(age, within(3.0));
    }

    private double age(Path bundle) throws IOException {
        Path clip = corpus().resolve("steady.mp4");
        return label(clip, bundle).get("steady.mp4").<Double>getAs("age");
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
        assertThat(errors.toString()).contains("--modality audio").contains("compact does not support it");
    }

    @Test
    void theSameSeedGivesTheSameBytesAndABundleIsNeverReplaced() throws IOException {
        Path first = random("fp32");
        String manifest = Files.readString(first.resolve("manifest.json"));
        assertThat(run("model", "random", "--architecture", "tiny", "--output", first))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("already exists");
        Path again = Files.createDirectories(folder.resolve("again")).resolve("fp32");
        assertThat(run("model", "random", "--architecture", "tiny", "--output", again))
                .isZero();
        assertThat(Files.readString(again.resolve("manifest.json"))).isEqualTo(manifest);
    }

    @Test
    void checkpointsOfPyTorchBecomeABundleThatLabels() throws IOException {
        Path bundle = folder.resolve("imported");
        String checkpoints = "src/test/resources/oragen/checkpoint/";
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
                        "src/test/resources/oragen/checkpoint/bare.pt",
                        "--output",
                        output))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("bare.pt").contains("no parameter wav2vec2.");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }
}
