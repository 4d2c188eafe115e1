package oragen.checkpoint;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import oragen.onnx.Half;

/** Parameters → a safetensors file, which appears whole or not at all. */
public final class SafetensorsWriter {
    /** Readers map tensors into memory; the format asks for this alignment. */
    private static final int ALIGNMENT = 8;

    private SafetensorsWriter() {}

    /**
     * Replaces the file; values in 32 bits.
     *
     * @param shapes of all parameters by name, in the order of the file
     */
    public static void write(Path file, Map<String, long[]> shapes, Map<String, float[]> values) throws IOException {
        write(file, shapes, values, ElementType.FLOAT32);
    }

    /** The same with values rounded to 16 bits. */
    public static void writeHalves(Path file, Map<String, long[]> shapes, Map<String, float[]> values)
            throws IOException {
        write(file, shapes, values, ElementType.FLOAT16);
    }

    private static void write(Path file, Map<String, long[]> shapes, Map<String, float[]> values, ElementType type)
            throws IOException {
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            write(channel, ByteBuffer.wrap(header(shapes, type)));
            for (String name : shapes.keySet()) {
                float[] tensor = values.get(name);
                if (tensor == null) {
                    throw new IllegalArgumentException("no values of " + name);
                }
                write(channel, bytes(tensor, type));
            }
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static ByteBuffer bytes(float[] tensor, ElementType type) {
        if (type == ElementType.FLOAT16) {
            return ByteBuffer.wrap(Half.bytes(tensor));
        }
        ByteBuffer bytes = ByteBuffer.allocate(type.bytes() * tensor.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(tensor);
        return bytes;
    }

    private static byte[] header(Map<String, long[]> shapes, ElementType type) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        ObjectNode header = json.createObjectNode();
        long offset = 0;
        for (Map.Entry<String, long[]> tensor : shapes.entrySet()) {
            ObjectNode entry = header.putObject(tensor.getKey()).put("dtype", type.safetensorsName());
            long bytes = type.bytes();
            for (long length : tensor.getValue()) {
                entry.withArray("shape").add(length);
                bytes *= length;
            }
            entry.withArray("data_offsets").add(offset).add(offset + bytes);
            offset += bytes;
        }
        byte[] text = json.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
        int padded = (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(padded).put(text);
        while (bytes.hasRemaining()) {
            bytes.put((byte) ' ');
        }
        return bytes.array();
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
