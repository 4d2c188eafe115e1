package oragen.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import oragen.InputException;

/** Reads safetensors files: 8 bytes of header length, a JSON header, raw tensors. */
final class SafetensorsReader {
    private static final long LONGEST_HEADER = 100_000_000;

    private SafetensorsReader() {}

    @MustBeClosed
    static Checkpoint read(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new TensorFile(path, channel, tensors(path, channel));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Map<String, TensorFile.Region> tensors(Path path, FileChannel channel) throws IOException {
        ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        channel.read(length, 0);
        long headerBytes = length.getLong(0);
        if (headerBytes > LONGEST_HEADER) {
            throw broken(path, "a header of " + headerBytes + " bytes");
        }
        byte[] header = new byte[(int) headerBytes];
        channel.read(ByteBuffer.wrap(header), Long.BYTES);
        Map<String, TensorFile.Region> tensors = new TreeMap<>();
        try {
            for (Map.Entry<String, JsonNode> entry :
                    JsonMapper.builder().build().readTree(header).properties()) {
                if (!entry.getKey().equals("__metadata__")) {
                    tensors.put(entry.getKey(), region(path, entry, Long.BYTES + headerBytes));
                }
            }
        } catch (JsonProcessingException e) {
            throw broken(path, "the header is not JSON");
        }
        return tensors;
    }

    private static TensorFile.Region region(Path path, Map.Entry<String, JsonNode> entry, long dataStart) {
        String name = entry.getKey();
        String typeName = entry.getValue().path("dtype").asText();
        ElementType type = ElementType.ofSafetensors(typeName)
                .orElseThrow(() -> broken(path, "tensor " + name + " of the unknown type " + typeName));
        JsonNode sizes = entry.getValue().path("shape");
        long[] shape = new long[sizes.size()];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = sizes.get(axis).asLong(-1);
        }
        long start = entry.getValue().path("data_offsets").path(0).asLong(-1);
        long end = entry.getValue().path("data_offsets").path(1).asLong(-1);
        TensorFile.Region region = TensorFile.Region.contiguous(type, shape, dataStart + start, end - start);
        if (start < 0 || region.elements() < 0 || region.elements() * type.bytes() != end - start) {
            throw broken(path, "tensor " + name + " whose place does not fit its shape");
        }
        return region;
    }

    private static InputException broken(Path path, String found) {
        return new InputException(path.toString(), "is damaged: " + found, "copy the file again");
    }
}
