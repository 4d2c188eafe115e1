package oragen.model.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import oragen.InputException;
import oragen.checkpoint.Checkpoint;
import oragen.checkpoint.SafetensorsWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceHeadsTest {
    private static final int COUNT = RegionFeatures.COUNT;

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Path file = folder.resolve(FaceHeads.FILE);
        float[] weights = new float[COUNT * FaceHeads.TYPES];
        weights[COUNT] = 0.25f;
        new FaceHeads(weights, new float[FaceHeads.TYPES], experts(1), experts(2)).write(file);
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            FaceHeads read = FaceHeads.read(checkpoint);
            assertThat(read.maskWeights()).containsExactly(weights);
            assertThat(read.age().own()).containsExactly(1, 1);
            assertThat(read.gender().own()).containsExactly(2, 2);
        }
    }

    @Test
    void headsOfOtherFeaturesAreRefused() throws IOException {
        assertRefused(
                "age.weight",
                new long[] {COUNT - 512, FaceHeads.EXPERTS},
                "face_heads.safetensors: parameter age.weight has shape [" + (COUNT - 512) + ", 2], not [" + COUNT
                        + ", 2]; learn the heads anew with model train-masks, as models/README.md says");
    }

    @Test
    void headsOfOtherMaskTypesAreRefused() throws IOException {
        assertRefused("mask.bias", new long[] {4}, "parameter mask.bias has shape [4], not [6]");
    }

    private void assertRefused(String name, long[] shape, String message) throws IOException {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put("mask.weight", new long[] {COUNT, FaceHeads.TYPES});
        shapes.put("mask.bias", new long[] {FaceHeads.TYPES});
        for (String task : new String[] {"age", "gender"}) {
            shapes.put(task + ".weight", new long[] {COUNT, FaceHeads.EXPERTS});
            shapes.put(task + ".own", new long[] {FaceHeads.EXPERTS});
            shapes.put(task + ".bias", new long[] {FaceHeads.EXPERTS});
        }
        shapes.put(name, shape);
        Map<String, float[]> values = new LinkedHashMap<>();
        shapes.forEach((tensor, axes) -> values.put(tensor, new float[size(axes)]));
        Path file = folder.resolve("heads.safetensors");
        SafetensorsWriter.write(file, shapes, values);
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            assertThatExceptionOfType(InputException.class)
                    .isThrownBy(() -> FaceHeads.read(checkpoint))
                    .withMessageContaining(message);
        }
    }

    private static int size(long[] axes) {
        int size = 1;
        for (long axis : axes) {
            size *= Math.toIntExact(axis);
        }
        return size;
    }

    private static FaceHeads.Experts experts(float own) {
        return new FaceHeads.Experts(
                new float[COUNT * FaceHeads.EXPERTS], new float[] {own, own}, new float[FaceHeads.EXPERTS]);
    }
}
