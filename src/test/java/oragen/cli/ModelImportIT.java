package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import oragen.checkpoint.Checkpoint;
import oragen.checkpoint.RenamedCheckpoint;
import oragen.checkpoint.TorchWriter;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checkpoints by the names of the authors' files, in the ways people save them, through the command line. */
final class ModelImportIT {
    private static final List<String> FILES = List.of("audio_model.pt", "image_model.pt", "multimodal_model.pt");

    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();

    private int run(Object... arguments) {
        return Main.run(
                new PrintWriter(errors, true),
                Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }

    private Path checkpoints(String architecture, String... options) {
        Path checkpoints = folder.resolve(architecture + String.join(" ", options));
        Stream<Object> arguments =
                Stream.of("model", "random", "--recipe", "golden", "--format", "torch", "--architecture", architecture);
        assertThat(run(Stream.of(arguments, Stream.of("--output", checkpoints), Stream.of(options))
                        .flatMap(part -> part)
                        .toArray()))
                .as("%s", errors)
                .isZero();
        return checkpoints;
    }

    private int importing(Path checkpoints, Path bundle) {
        return run(
                "model",
                "import",
                "--audio",
                checkpoints.resolve("audio_model.pt"),
                "--image",
                checkpoints.resolve("image_model.pt"),
                "--fusion",
                checkpoints.resolve("multimodal_model.pt"),
                "--output",
                bundle);
    }

    private Path imported(Path checkpoints) {
        Path bundle = checkpoints.resolve("bundle");
        assertThat(importing(checkpoints, bundle)).as("%s", errors).isZero();
        assertThat(run("model", "verify", bundle)).as("%s", errors).isZero();
        return bundle;
    }

    private Row label(Path bundle, String... options) throws IOException {
        Path clip = folder.resolve("steady.mp4");
        if (!Files.exists(clip)) {
            TestingCorpus.copy("steady.mp4", clip);
        }
        Path output = bundle.resolveSibling("labels" + String.join("", options));
        assertThat(run(Stream.concat(
                                Stream.of("label", "--input", clip, "--output", output, "--bundle", bundle),
                                Stream.of(options))
                        .toArray()))
                .as("%s", errors)
                .isZero();
        return TestingCorpus.rows(output.resolve("predictions")).get("steady.mp4");
    }

    /** Checksums of the files that hold weights. */
    private static Map<String, String> weights(Path bundle) throws IOException {
        Map<String, String> weights = new TreeMap<>();
        JsonMapper.builder()
                .build()
                .readTree(bundle.resolve("manifest.json").toFile())
                .get("files")
                .properties()
                .forEach(file -> {
                    if (file.getKey().endsWith(".weights")) {
                        weights.put(file.getKey(), file.getValue().get("sha256").asText());
                    }
                });
        assertThat(weights).hasSize(5);
        return weights;
    }

    @Test
    void theReleasedFilesOfASmallArchitectureLabel() throws IOException {
        Path bundle = imported(checkpoints("oragen-small"));
        Row fused = label(bundle);
        assertThat(fused.<Double>getAs("age")).isBetween(0.0, 100.0);
        assertThat(fused.<Boolean>getAs("has_face")).isTrue();
        assertThat(fused.<String>getAs("mask_type")).isNull();
        // The authors' code on the same weights hears this in the three windows.
        Row heard = label(bundle, "--modality", "audio");
        assertThat(heard.<Double>getAs("gender_female_probability"))
                .isCloseTo((0.4036797 + 0.4084812 + 0.4105583) / 3, within(1e-4));
        assertThat(heard.<Double>getAs("age")).isCloseTo((62.24220 + 62.52999 + 61.41217) / 3, within(1e-2));
    }

    private static UnaryOperator<String> olderImage() {
        return name -> !name.startsWith("vit_model")
                ? name
                : name.replace("vit.layers.", "vit.encoder.layer.")
                        .replace("attention.q_proj", "attention.attention.query")
                        .replace("attention.k_proj", "attention.attention.key")
                        .replace("attention.v_proj", "attention.attention.value")
                        .replace("attention.o_proj", "attention.output.dense")
                        .replace("mlp.fc1", "intermediate.dense")
                        .replace("mlp.fc2", "output.dense");
    }

    static List<Arguments> waysToSave() {
        UnaryOperator<String> asReleased = UnaryOperator.identity();
        UnaryOperator<String> compiled = "_orig_mod."::concat;
        UnaryOperator<String> older = olderImage();
        return List.of(
                Arguments.of("bare", asReleased, List.of()),
                Arguments.of("in a trainer", (UnaryOperator<String>) "model."::concat, List.of("state_dict")),
                Arguments.of("averaged", (UnaryOperator<String>) "module."::concat, List.of("state_dict_ema")),
                Arguments.of("compiled", compiled, List.of("model")),
                Arguments.of(
                        "nested",
                        (UnaryOperator<String>) "module._orig_mod.model."::concat,
                        List.of("model", "state_dict")),
                Arguments.of("older", older, List.of("model_state_dict")),
                Arguments.of(
                        "older, bare and wrapped",
                        (UnaryOperator<String>) name -> "module." + older.apply(name),
                        List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToSave")
    void theSameWeightsComeOutHoweverTheyWereSaved(String way, UnaryOperator<String> renaming, List<String> enclosing)
            throws IOException {
        Path released = checkpoints("tiny");
        Path saved = Files.createDirectories(folder.resolve("saved"));
        for (String file : FILES) {
            try (Checkpoint checkpoint = Checkpoint.open(released.resolve(file))) {
                Map<String, String> notes = enclosing.isEmpty() ? Map.of() : Map.of("precision", "fp32");
                new TorchWriter(enclosing, notes)
                        .write(saved.resolve(file), new RenamedCheckpoint(checkpoint, renaming));
            }
        }
        assertThat(weights(imported(saved))).as(way).isEqualTo(weights(imported(released)));
    }

    @Test
    void olderNamesAndHalvesLabelAsTheReleasedFiles() throws IOException {
        Path released = checkpoints("tiny");
        Path saved = Files.createDirectories(folder.resolve("saved"));
        for (String file : FILES) {
            try (Checkpoint checkpoint = Checkpoint.open(released.resolve(file))) {
                new TorchWriter(List.of("model_state_dict"), Map.of("precision", "fp16"))
                        .writeHalves(saved.resolve(file), new RenamedCheckpoint(checkpoint, olderImage()));
            }
        }
        Row expected = label(imported(released));
        Row halves = label(imported(saved));
        assertThat(halves.<Double>getAs("age")).isCloseTo(expected.<Double>getAs("age"), within(0.1));
        assertThat(halves.<Double>getAs("gender_female_probability"))
                .isCloseTo(expected.<Double>getAs("gender_female_probability"), within(1e-3));
        // The command itself writes such halves.
        Path written = checkpoints("tiny", "--precision", "fp16");
        assertThat(weights(imported(written))).isEqualTo(weights(saved.resolve("bundle")));
    }

    @Test
    void aGoldenBundleIsWhatItsCheckpointsBecome() throws IOException {
        Path bundle = folder.resolve("golden");
        assertThat(run("model", "random", "--architecture", "tiny", "--recipe", "golden", "--output", bundle))
                .isZero();
        assertThat(weights(bundle)).isEqualTo(weights(imported(checkpoints("tiny"))));
    }

    @Test
    void aMissingParameterIsToldWithTheClosestInTheFile() throws IOException {
        Path saved = checkpoints("tiny");
        Path image = saved.resolve("image_model.pt");
        Path mistyped = folder.resolve("mistyped.pt");
        try (Checkpoint checkpoint = Checkpoint.open(image)) {
            new TorchWriter(List.of(), Map.of())
                    .write(
                            mistyped,
                            new RenamedCheckpoint(
                                    checkpoint,
                                    name -> "module."
                                            + name.replace("layers.1.mlp.fc2.bias", "layers.1.mlp.fc2.bais")));
        }
        Path output = folder.resolve("bundle");
        assertThat(run("model", "import", "--image", mistyped, "--output", output))
                .isEqualTo(2);
        assertThat(errors.toString())
                .contains("mistyped.pt: no parameter vit_model.vit.layers.1.mlp.fc2.bias")
                .contains("the closest name in the file is module.vit_model.vit.layers.1.mlp.fc2.bais");
        assertThat(output).doesNotExist();
        assertThat(run("model", "import", "--audio", image, "--output", output)).isEqualTo(2);
        assertThat(errors.toString())
                .contains("no parameter wav2vec2.")
                .contains("the closest name in the file is vit_model");
    }

    @Test
    void whatNoCheckpointHoldsIsRefused() {
        Object[] torch = {
            "model", "random", "--architecture", "tiny", "--format", "torch", "--output", folder.resolve("x")
        };
        assertThat(run(Stream.concat(Stream.of(torch), Stream.of("--precision", "int8"))
                        .toArray()))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("--precision int8: checkpoints cannot have it");
        assertThat(run(Stream.concat(Stream.of(torch), Stream.of("--deviation", "sample"))
                        .toArray()))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("--deviation: does not apply to checkpoints");
        assertThat(run(Stream.concat(Stream.of(torch), Stream.of("--recipe", "golden", "--seed", "3"))
                        .toArray()))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("--seed 3: the golden recipe takes no seed");
        assertThat(folder.resolve("x")).doesNotExist();
        assertThat(run(torch)).isZero();
        assertThat(run(torch)).isEqualTo(2);
        assertThat(errors.toString()).contains("already exists");
    }
}
