package oragen.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import oragen.InputException;
import oragen.checkpoint.Checkpoint;
import oragen.checkpoint.PublishedCheckpoint;
import oragen.checkpoint.PublishedCheckpoint.Network;
import oragen.network.Architecture;
import oragen.network.AudioSize;
import oragen.network.FusionSize;
import oragen.network.MaskHead;
import oragen.network.VisualSize;
import oragen.network.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The names and shapes of the authors' files, at full size; no weight is drawn. */
final class ReleasedKeysTest {
    private static final String OLDER_IMAGE = "image_model.pt (names of transformers 4)";

    private static Map<String, long[]> shapes(JsonNode parameters) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        parameters.properties().forEach(parameter -> {
            JsonNode sizes = parameter.getValue().path("shape").isMissingNode()
                    ? parameter.getValue()
                    : parameter.getValue().path("shape");
            long[] shape = new long[sizes.size()];
            for (int axis = 0; axis < shape.length; axis++) {
                shape[axis] = sizes.get(axis).asLong();
            }
            shapes.put(parameter.getKey(), shape);
        });
        return shapes;
    }

    private static JsonNode golden(String file) throws IOException {
        return JsonMapper.builder()
                .build()
                .readTree(Path.of("src/test/resources/golden", file).toFile());
    }

    private static Map<String, long[]> released(String file) throws IOException {
        return shapes(golden("released-keys.json").path(file).path("model_state_dict"));
    }

    private static Checkpoint checkpoint(Map<String, long[]> shapes, Network network) {
        return new PublishedCheckpoint(new RandomCheckpoint(shapes, new WeightRecipe.Golden()), network, "file.pt");
    }

    private static Weights weights(Map<String, long[]> shapes, Network network) {
        return new Weights(checkpoint(shapes, network), "file.pt");
    }

    private static Map<String, long[]> renamed(Map<String, long[]> shapes, UnaryOperator<String> renaming) {
        Map<String, long[]> renamed = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> renamed.put(renaming.apply(name), shape));
        return renamed;
    }

    private static void requireAudio(Map<String, long[]> shapes) {
        Weights weights = weights(shapes, Network.AUDIO);
        weights.require(Architecture.audio(AudioSize.of(weights)));
    }

    private static void requireImage(Map<String, long[]> shapes) {
        Weights weights = weights(shapes, Network.IMAGE);
        weights.require(Architecture.visual(VisualSize.of(weights)));
    }

    private static void requireFusion(Map<String, long[]> shapes) {
        FusionSize size = OragenNetworks.fusionSize(AudioSize.large(24), VisualSize.base(), MaskHead.ABSENT);
        weights(shapes, Network.FUSION).require(size.parameters());
    }

    @Test
    void theReleasedFilesFitTheNetworks() throws IOException {
        requireAudio(released("audio_model.pt"));
        requireImage(released("image_model.pt"));
        requireImage(released(OLDER_IMAGE));
        requireFusion(released("multimodal_model.pt"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "module.",
                "_orig_mod.",
                "model.",
                "model._orig_mod.module.",
                "net.",
                "student.module.",
                "av_model."
            })
    void whatWrappedANetworkIsTakenOff(String prefix) throws IOException {
        requireAudio(renamed(released("audio_model.pt"), prefix::concat));
        requireImage(renamed(released("image_model.pt"), prefix::concat));
        requireImage(renamed(released(OLDER_IMAGE), prefix::concat));
        requireFusion(renamed(released("multimodal_model.pt"), prefix::concat));
        requireFusion(renamed(released("multimodal_model.pt"), name -> prefix + "av_model." + name));
    }

    @Test
    void aPartMayBeWrappedAndTheAverageBeCounted() throws IOException {
        requireImage(renamed(
                released("image_model.pt"), name -> name.replace("vit_model.vit.", "vit_model._orig_mod.vit.module.")));
        Map<String, long[]> averaged = renamed(released("multimodal_model.pt"), "module."::concat);
        averaged.put("n_averaged", new long[0]);
        requireFusion(averaged);
    }

    @Test
    void twoNamesOfOneParameterAreRefused() throws IOException {
        Map<String, long[]> twice = released("multimodal_model.pt");
        twice.putAll(renamed(twice, "module."::concat));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> requireFusion(twice))
                .withMessageContaining("which are the same parameter");
    }

    @ParameterizedTest
    @CsvSource({
        // What is there under a wrong name.
        "vit_model.vit.layers.3.mlp.fc1.bias, vit_model.vit.layers.3.mlp.fc1.biass, vit_model.vit.layers.3.mlp.fc1.biass",
        "model_final.dpal.query.weight, model_final.dpal.q.weight, model_final.dpal.q.weight",
        // What is not there at all: the closest of the others.
        "model_final.classifier.bias, , model_final.classifier.weight"
    })
    void aMissingParameterIsToldWithTheClosest(String missing, String instead, String closest) throws IOException {
        Map<String, long[]> shapes = released("image_model.pt");
        long[] shape = shapes.remove(missing);
        if (instead != null) {
            shapes.put(instead, shape);
        }
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> requireImage(renamed(shapes, "module."::concat)))
                .withMessageContaining("file.pt: no parameter " + missing)
                .withMessageContaining("; the closest name in the file is module." + closest + ";");
    }

    @Test
    void madeUpCheckpointsHaveTheNamesAndShapesOfTheReleasedOnes() throws IOException {
        JsonNode small = golden("pipeline-keys.json");
        assertShapes(RandomOragen.SMALL, file -> shapes(small.path(file)));
        JsonNode full = golden("released-keys.json");
        assertShapes(RandomOragen.ORAGEN, file -> shapes(full.path(file).path("model_state_dict")));
    }

    private static void assertShapes(
            RandomOragen architecture, java.util.function.Function<String, Map<String, long[]>> expected) {
        architecture.released(new WeightRecipe.Golden()).forEach((file, checkpoint) -> {
            Map<String, long[]> shapes = expected.apply(file);
            assertThat(checkpoint.names()).as(file).hasSameElementsAs(shapes.keySet());
            shapes.forEach(
                    (name, shape) -> assertThat(checkpoint.shape(name)).as(name).isEqualTo(shape));
        });
    }
}
