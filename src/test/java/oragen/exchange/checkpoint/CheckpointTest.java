package oragen.exchange.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import oragen.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of PyTorch are made by {@code make_checkpoints.py} beside them. */
final class CheckpointTest {
    private static final Path TORCH = Path.of("src/test/resources/oragen/exchange/checkpoint");

    @TempDir
    private Path folder;

    private static void assertRefused(Path file, String... parts) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> {
                    try (Checkpoint checkpoint = Checkpoint.open(file)) {
                        checkpoint.names().forEach(checkpoint::values);
                    }
                })
                .satisfies(e -> assertThat(e.getMessage()).contains(parts).contains(file.toString()));
    }

    @Test
    void everyTypeAndStrideIsRead() {
        try (Checkpoint checkpoint = Checkpoint.open(TORCH.resolve("state.pt"))) {
            assertThat(checkpoint.names())
                    .containsExactlyInAnyOrder("plain", "half", "brain", "transposed", "sliced", "scalar", "counter");
            assertThat(checkpoint.shape("plain")).containsExactly(2, 3, 4);
            assertThat(checkpoint.values("plain"))
                    .hasSize(24)
                    .startsWith(0, 0.5f, 1)
                    .endsWith(11.5f);
            assertThat(checkpoint.values("half")).containsExactly(-0.5f, -0.25f, 0, 0.25f, 0.5f, 0.75f);
            assertThat(checkpoint.values("brain")).containsExactly(-4, -2, 0, 2, 4, 6);
            assertThat(checkpoint.shape("transposed")).containsExactly(6, 4);
            assertThat(checkpoint.values("transposed")).startsWith(0, 3, 6, 9, 0.5f);
            assertThat(checkpoint.values("sliced")).containsExactly(2.5f, 3, 3.5f, 4);
            assertThat(checkpoint.shape("scalar")).isEmpty();
            assertThat(checkpoint.values("scalar")).containsExactly(7);
            assertThat(checkpoint.values("counter")).containsExactly(3, 4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bare.pt", "parameters.pt"})
    void aBareStateDictionaryIsRead(String name) {
        try (Checkpoint checkpoint = Checkpoint.open(TORCH.resolve(name))) {
            assertThat(checkpoint.names()).containsExactly("bias", "weight");
            assertThat(checkpoint.values("weight")).containsExactly(0, 1, 2, 3, 4, 5);
            assertThat(checkpoint.values("bias")).containsExactly(0.5f, -0.5f);
        }
    }

    @Test
    void aHostilePickleRunsNothing() {
        assertRefused(TORCH.resolve("hostile.pt"), "system", "it was not loaded, as it could run code");
        assertThat(Path.of("hostile-was-here")).doesNotExist();
    }

    @Test
    void legacyFormatsAreNamed() throws IOException {
        assertRefused(TORCH.resolve("legacy.pt"), "before 1.6", "torch.save");
        byte[] tar = new byte[1024];
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
        assertRefused(Files.write(folder.resolve("old.pt"), tar), "before 1.6");
    }

    @Test
    void whatIsNoCheckpointIsRefused() throws IOException {
        assertRefused(folder.resolve("missing.pt"), "does not exist");
        assertRefused(Files.writeString(folder.resolve("text.pt"), "hello"), "neither a PyTorch checkpoint");
        byte[] whole = Files.readAllBytes(TORCH.resolve("state.pt"));
        assertRefused(Files.write(folder.resolve("half.pt"), Arrays.copyOf(whole, whole.length / 2)), "copy");
    }

    private Path safetensors(String header, int dataBytes) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json);
        for (int i = 0; i < dataBytes / 4; i++) {
            file.putFloat(i);
        }
        return Files.write(folder.resolve("some.safetensors"), file.array());
    }

    @Test
    void safetensorsAreRead() throws IOException {
        Path file = safetensors(
                "{\"__metadata__\":{\"a\":\"b\"},\"x\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[4,12]}}",
                12);
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            assertThat(checkpoint.names()).containsExactly("x");
            assertThat(checkpoint.values("x")).containsExactly(1, 2);
            assertThatExceptionOfType(InputException.class)
                    .isThrownBy(() -> checkpoint.values("y"))
                    .withMessageContaining("no parameter y");
        }
    }

    @Test
    void damagedSafetensorsAreRefused() throws IOException {
        assertRefused(
                safetensors("{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}", 12), "x", "the file");
        assertRefused(safetensors("{\"x\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}", 12), "x");
        assertRefused(safetensors("{\"x\":{\"dtype\":\"Q4\",\"shape\":[2],\"data_offsets\":[0,8]}}", 12), "Q4");
        assertRefused(safetensors("{\"x\"", 12), "no JSON");
        assertRefused(
                safetensors("{\"x\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,9],\"data_offsets\":[0,8]}}", 12),
                "x");
    }
}
