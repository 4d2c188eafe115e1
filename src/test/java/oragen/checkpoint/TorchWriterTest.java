package oragen.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PyTorch itself reads such files: torch.load with weights_only, versions 1.13 and 2.15, was tried by hand. */
final class TorchWriterTest {
    @TempDir
    private Path folder;

    /** Two parameters, one of them a number. */
    private static final class TwoParameters implements Checkpoint {
        private final Map<String, float[]> values =
                new LinkedHashMap<>(Map.of("layer.weight", new float[] {0.1f, -2, 3, 4.5f, 5, 65504}));

        TwoParameters() {
            values.put("counter", new float[] {7});
        }

        @Override
        public Set<String> names() {
            return values.keySet();
        }

        @Override
        public long[] shape(String name) {
            return name.equals("counter") ? new long[0] : new long[] {2, 3};
        }

        @Override
        public float[] values(String name) {
            return values.get(name).clone();
        }

        @Override
        public void close() {}
    }

    private static void assertValues(Path file, float first) {
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            assertThat(checkpoint.names()).containsExactlyInAnyOrder("layer.weight", "counter");
            assertThat(checkpoint.shape("layer.weight")).containsExactly(2, 3);
            assertThat(checkpoint.values("layer.weight")).containsExactly(first, -2, 3, 4.5f, 5, 65504);
            assertThat(checkpoint.shape("counter")).isEmpty();
            assertThat(checkpoint.values("counter")).containsExactly(7);
        }
    }

    @Test
    void whatIsWrittenIsReadWhereverItLies() throws IOException {
        for (List<String> enclosing : List.of(
                List.<String>of(),
                List.of("model_state_dict"),
                List.of("state_dict_ema"),
                List.of("model"),
                List.of("model", "state_dict"))) {
            Path file = folder.resolve("net.pt");
            new TorchWriter(enclosing, Map.of()).write(file, new TwoParameters());
            assertValues(file, 0.1f);
        }
    }

    @Test
    void halvesAndNotesAreWritten() throws IOException {
        Path file = folder.resolve("net.pt");
        TorchWriter writer = new TorchWriter(List.of("model_state_dict"), Map.of("precision", "fp16", "epoch", "5"));
        writer.writeHalves(file, new TwoParameters());
        assertValues(file, 0.099975586f);
        assertThat(Files.size(file)).isLessThan(1500);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new TorchWriter(List.of(), Map.of("precision", "fp16")));
    }

    @Test
    void theSameParametersGiveTheSameBytes() throws IOException {
        TorchWriter writer = new TorchWriter(List.of("model_state_dict"), Map.of("b", "2", "a", "1"));
        writer.write(folder.resolve("a.pt"), new TwoParameters());
        writer.write(folder.resolve("b.pt"), new TwoParameters());
        assertThat(folder.resolve("a.pt")).hasSameBinaryContentAs(folder.resolve("b.pt"));
    }
}
