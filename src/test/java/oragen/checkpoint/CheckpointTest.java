package oragen.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import oragen.InputException;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of PyTorch are made by {@code make_checkpoints.py} beside them. */
final class CheckpointTest {
    private static final Path TORCH = Path.of("src/test/resources/oragen/checkpoint");

    @TempDir
    private Path folder;

    static void assertRefused(Path file, String... parts) {
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
        assertRefused(TORCH.resolve("hostile.pt"), "system", "it was not loaded because it could run code");
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

    /** Writes state.pt anew, with other bytes for some of its entries and more of them. */
    private Path rewritten(Zip64Mode mode, Map<String, byte[]> changes) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = ZipFile.builder().setPath(TORCH.resolve("state.pt")).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        entries.putAll(changes);
        Path file = folder.resolve("rewritten.pt");
        try (ZipArchiveOutputStream target = new ZipArchiveOutputStream(file)) {
            target.setUseZip64(mode);
            for (Map.Entry<String, byte[]> content : entries.entrySet()) {
                ZipArchiveEntry entry = new ZipArchiveEntry(content.getKey());
                boolean packed = content.getValue().length > 1 << 20;
                entry.setMethod(packed ? ZipEntry.DEFLATED : ZipEntry.STORED);
                CRC32 checksum = new CRC32();
                checksum.update(content.getValue());
                entry.setCrc(checksum.getValue());
                entry.setSize(content.getValue().length);
                target.putArchiveEntry(entry);
                target.write(content.getValue());
                target.closeArchiveEntry();
            }
        }
        return file;
    }

    @Test
    void aZipOfTheLargeKindIsRead() throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(rewritten(Zip64Mode.Always, Map.of()))) {
            assertThat(checkpoint.values("sliced")).containsExactly(2.5f, 3, 3.5f, 4);
            assertThat(checkpoint.values("half")).startsWith(-0.5f, -0.25f);
        }
    }

    @Test
    void onlyLittleEndianNumbersAreRead() throws IOException {
        byte[] little = "little".getBytes(StandardCharsets.US_ASCII);
        try (Checkpoint checkpoint = Checkpoint.open(rewritten(Zip64Mode.Never, Map.of("state/byteorder", little)))) {
            assertThat(checkpoint.values("scalar")).containsExactly(7);
        }
        byte[] big = "big".getBytes(StandardCharsets.US_ASCII);
        assertRefused(rewritten(Zip64Mode.Never, Map.of("state/byteorder", big)), "byte order big");
    }

    @Test
    void damagedEntriesAreRefused() throws IOException {
        assertRefused(rewritten(Zip64Mode.Never, Map.of("state/data.pkl", new byte[65 << 20])), "a pickle of more");
        assertRefused(rewritten(Zip64Mode.Never, Map.of("state/data.pkl", new byte[9])), "a damaged pickle");
        assertRefused(rewritten(Zip64Mode.Never, Map.of("state/data/0", new byte[4])), "extends beyond its storage");
    }
}
