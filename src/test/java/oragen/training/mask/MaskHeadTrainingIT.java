package oragen.training.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import oragen.bundle.ModelBundle;
import oragen.checkpoint.Checkpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Learns masks on the one face that we may store, and tells them in styles that it was not shown. */
final class MaskHeadTrainingIT {
    @TempDir
    private Path folder;

    @Test
    void masksOfOtherStylesAreTold() throws Exception {
        List<Photographs> portrait = List.of(Photographs.parse("src/main/resources/demo/steady.mp4:0,0,320,320/1x1"));
        Path head = folder.resolve("head.safetensors");
        MaskHeadTraining.Result result = new MaskHeadTraining(
                        ModelBundle.open(Path.of("models", "compact")),
                        new MaskHeadTraining.Options(8, 80, 1e-3, 1),
                        line -> {})
                .run(portrait, portrait, head);
        assertThat(result.trainFaces()).isEqualTo(1);
        // Guessing would be right in one of six.
        assertThat(result.confusion().unweightedAverageRecall().orElseThrow()).isGreaterThan(0.6);
        try (Checkpoint checkpoint = Checkpoint.open(head)) {
            assertThat(checkpoint.shape("weight")).containsExactly(1024, 6);
            assertThat(checkpoint.shape("bias")).containsExactly(6);
        }
    }
}
