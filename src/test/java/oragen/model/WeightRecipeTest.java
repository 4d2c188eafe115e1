package oragen.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import oragen.checkpoint.Checkpoint;
import oragen.network.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that NumPy reckoned by the recipe's text; parity with the authors' networks rests on them. */
final class WeightRecipeTest {
    @TempDir
    private Path folder;

    private void assertBegins(String file, String name, float... values) {
        try (Checkpoint checkpoint = Checkpoint.open(folder.resolve("torch").resolve(file))) {
            assertThat(checkpoint.values(name)).as(name).startsWith(values);
        }
    }

    @Test
    void goldenValuesAreWrittenAndReadBack() {
        RandomOragen.TINY.writeCheckpoints(
                folder.resolve("torch"), new WeightRecipe.Golden(), Precision.FP32, line -> {});
        String audio = "audio_model.pt";
        assertBegins(audio, "wav2vec2.encoder.layer_norm.weight", 1.0532899f, 1.0790635f, 1.0810502f);
        // Neither a weight_v nor a weight by its name, so the row of the biases.
        assertBegins(
                audio,
                "wav2vec2.encoder.pos_conv_embed.conv.parametrizations.weight.original1",
                -0.022479188f,
                0.0795749f,
                0.085925445f);
        assertBegins(audio, "fc1.bias", -0.005606687f, -0.016385842f, -0.03498174f);
        // Constants of the model: sine and cosine of position 0.
        assertBegins(audio, "transformer_block2.positional_encoding.pe", 0, 1, 0, 1);
        String image = "image_model.pt";
        assertBegins(image, "vit_model.vit.embeddings.cls_token", 0.27431476f, 0.015749216f, -0.25396436f);
        assertBegins(
                image,
                "vit_model.vit.embeddings.patch_embeddings.projection.weight",
                -0.040319577f,
                0.05901672f,
                0.059400946f);
        assertBegins("multimodal_model.pt", "downsampling_a.0.weight", 0.09748002f, 0.028795404f, 0.023625562f);
    }

    @Test
    void anotherSeedDrawsOtherValues() {
        long[] shape = {2, 3};
        float[] one = new WeightRecipe.Seeded(1).draw("layer.weight", shape);
        assertThat(new WeightRecipe.Seeded(1).draw("layer.weight", shape)).isEqualTo(one);
        assertThat(new WeightRecipe.Seeded(2).draw("layer.weight", shape)).isNotEqualTo(one);
        for (float gain : new WeightRecipe.Seeded(1).draw("conv.weight_g", new long[] {1, 1, 4})) {
            assertThat(gain).isBetween(0.9f, 1.1f);
        }
    }
}
