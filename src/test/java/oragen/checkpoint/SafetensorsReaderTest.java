package oragen.checkpoint;

import static oragen.checkpoint.CheckpointTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import oragen.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SafetensorsReaderTest {
    @TempDir
    private Path folder;

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
        assertRefused(safetensors("{\"x\"", 12), "not JSON");
        assertRefused(
                safetensors("{\"x\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,9],\"data_offsets\":[0,8]}}", 12),
                "x");
    }

    @Test
    void aSafetensorsHeaderOfAnyLengthIsTold() throws IOException {
        // 640 is 0x0280: the two bytes that a pickle begins with.
        String header = "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
        Path file = safetensors(header + " ".repeat(640 - header.length()), 8);
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            assertThat(checkpoint.values("x")).containsExactly(0, 1);
        }
    }

    @Test
    void everyTypeOfSafetensorsIsRead() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort((short) 0x3c00).putShort((short) 0xfc00).putShort((short) 0x8001); // 1, -infinity, -2^-24
        bytes.putShort((short) 0xc040).putDouble(-0.25).putLong(-5).putFloat(0.5f);
        String header = "{\"h\":{\"dtype\":\"F16\",\"shape\":[3],\"data_offsets\":[0,6]},"
                + "\"b\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[6,8]},"
                + "\"d\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[8,16]},"
                + "\"l\":{\"dtype\":\"I64\",\"shape\":[1,1],\"data_offsets\":[16,24]},"
                + "\"none\":{\"dtype\":\"F32\",\"shape\":[0,4],\"data_offsets\":[28,28]}}";
        Path file = safetensors(header, 28);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(bytes.flip(), channel.size() - 28);
        }
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            assertThat(checkpoint.values("h")).containsExactly(1, Float.NEGATIVE_INFINITY, -0x1p-24f);
            assertThat(checkpoint.values("b")).containsExactly(-3);
            assertThat(checkpoint.values("d")).containsExactly(-0.25f);
            assertThat(checkpoint.values("l")).containsExactly(-5);
            assertThat(checkpoint.shape("none")).containsExactly(0, 4);
            assertThat(checkpoint.values("none")).isEmpty();
        }
    }

    @Test
    void tensorsBeyondFourGibibytesAreRead() throws IOException {
        long start = 5L << 30;
        Path file = safetensors(
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[" + start + "," + (start + 4) + "]}}", 0);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer half =
                    ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, 0.5f);
            channel.write(half, channel.size() + start); // a hole before it: nothing is stored there
        }
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            assertThat(checkpoint.values("x")).containsExactly(0.5f);
        }
    }

    @Test
    void aTruncatedFileIsRefusedWhenOpened() throws IOException {
        Path file = safetensors("{\"x\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}", 8);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Checkpoint.open(file).close())
                .withMessageContaining("parameter x extends beyond");
    }

    @Test
    void anImpossibleHeaderIsRefused() throws IOException {
        Path file = safetensors("{}", 0);
        for (long length : new long[] {-1, Long.MAX_VALUE, 3}) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.write(
                        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length), 0);
            }
            assertRefused(file, "neither a PyTorch checkpoint");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, 100_000_001), 0);
            channel.write(ByteBuffer.allocate(1), 200_000_000);
        }
        assertRefused(file, "a header of 100000001 bytes");
    }
}
