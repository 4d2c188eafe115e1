package oragen.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import oragen.InputException;
import oragen.checkpoint.TensorFile.Region;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TensorFileTest {
    /** A storage of the numbers 0 to 5, with 8 bytes before it. */
    private static final long START = 8;

    private static final long BYTES = 24;

    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void write() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) (START + BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position((int) START);
        for (int i = 0; i < 6; i++) {
            bytes.putFloat(i);
        }
        path = Files.write(folder.resolve("numbers"), bytes.array());
    }

    private float[] values(Region region) throws IOException {
        try (TensorFile file = new TensorFile(path, FileChannel.open(path), Map.of("x", region))) {
            return file.values("x");
        }
    }

    private static Region region(long first, long[] shape, long... strides) {
        return new Region(ElementType.FLOAT32, shape, strides, START, BYTES, first);
    }

    @Test
    void stridesAndOffsetsAreHonoured() throws IOException {
        assertThat(values(region(0, new long[] {2, 3}, 3, 1))).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(values(region(0, new long[] {3, 2}, 1, 3))).containsExactly(0, 3, 1, 4, 2, 5);
        assertThat(values(region(1, new long[] {2, 1}, 4, 99))).containsExactly(1, 5);
        assertThat(values(region(4, new long[] {2, 2}, 0, 1))).containsExactly(4, 5, 4, 5);
        assertThat(values(region(5, new long[0]))).containsExactly(5);
        assertThat(values(region(6, new long[] {0, 3}, 3, 1))).isEmpty();
    }

    /** The products of some overflow to a place inside the storage. */
    @ParameterizedTest
    @CsvSource({
        "6, 1, 1",
        "7, 0, 1",
        "0, 7, 1",
        "0, 4, 2",
        "1, 3, 2147483648",
        "0, 3, 4611686018427387904",
        "0, 2147483647, 4294967298",
        "0, 9223372036854775807, 0",
        "9223372036854775807, 2, 1",
        "-1, 2, 1",
        "2, 2, -1",
        "0, -1, 1"
    })
    void aTensorBeyondItsStorageIsRefused(long first, long size, long stride) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> values(region(first, new long[] {size}, stride)))
                .withMessageContaining("parameter x extends beyond its storage");
    }

    @Test
    void aStorageBeyondTheFileIsRefused() {
        long[] shape = {1};
        for (Region region : new Region[] {
            new Region(ElementType.FLOAT32, shape, shape, START, BYTES + 1, 0),
            new Region(ElementType.FLOAT32, shape, shape, -4, BYTES, 0),
            new Region(ElementType.FLOAT32, shape, shape, Long.MAX_VALUE, BYTES, 0),
            new Region(ElementType.FLOAT32, shape, shape, START, Long.MAX_VALUE, 0),
            new Region(ElementType.FLOAT32, shape, new long[0], START, BYTES, 0)
        }) {
            assertThatExceptionOfType(InputException.class)
                    .isThrownBy(() -> values(region))
                    .withMessageContaining("or the file");
        }
    }
}
