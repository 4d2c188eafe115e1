package oragen.checkpoint;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import oragen.onnx.Half;

/**
 * Parameters → a checkpoint as torch.save writes it, one tensor in memory at a time. The same parameters give the same
 * bytes.
 *
 * @param enclosing keys of the dictionaries around the state dictionary, the outermost first; none for a bare one
 * @param notes texts beside it in the outermost of them
 */
public record TorchWriter(List<String> enclosing, Map<String, String> notes) {
    private static final String FOLDER = "archive/";

    /** Of PyTorch's zip format, with torch.save's own line end. */
    private static final String VERSION = "3\n";

    /** The first moment that a zip can name. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    public TorchWriter {
        enclosing = List.copyOf(enclosing);
        notes = Map.copyOf(notes);
        if (enclosing.isEmpty() && !notes.isEmpty()) {
            throw new IllegalArgumentException("a bare state dictionary has nothing beside it");
        }
    }

    /** Replaces the file; values in 32 bits. */
    public void write(Path file, Checkpoint parameters) throws IOException {
        write(file, parameters, ElementType.FLOAT32);
    }

    /** The same with values rounded to 16 bits. */
    public void writeHalves(Path file, Checkpoint parameters) throws IOException {
        write(file, parameters, ElementType.FLOAT16);
    }

    private void write(Path file, Checkpoint parameters, ElementType type) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            store(zip, "data.pkl", pickle(parameters, type));
            store(zip, "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
            int key = 0;
            for (String name : parameters.names()) {
                store(zip, "data/" + key++, bytes(parameters.values(name), type));
            }
            store(zip, "version", VERSION.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** PyTorch maps storages into memory, so no entry may be packed. */
    private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        ZipEntry entry = new ZipEntry(FOLDER + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(checksum.getValue());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static byte[] bytes(float[] values, ElementType type) {
        if (type == ElementType.FLOAT16) {
            return Half.bytes(values);
        }
        ByteBuffer bytes = ByteBuffer.allocate(type.bytes() * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private byte[] pickle(Checkpoint parameters, ElementType type) {
        Pickle pickle = new Pickle();
        for (int depth = 0; depth < enclosing.size(); depth++) {
            pickle.code("}(");
            if (depth == 0) {
                notes.keySet().stream().sorted().forEach(key -> pickle.text(key).text(notes.getOrDefault(key, "")));
            }
            pickle.text(enclosing.get(depth));
        }
        pickle.emptyOrderedDict().code("(");
        int key = 0;
        for (String name : parameters.names()) {
            pickle.text(name).tensor(type, String.valueOf(key++), parameters.shape(name));
        }
        pickle.code("u").code("u".repeat(enclosing.size())).code(".");
        return pickle.bytes();
    }

    /** Instructions of pickle's protocol 2, those that a state dictionary takes. */
    private static final class Pickle {
        private static final byte[] PROTOCOL = {(byte) 0x80, 2};
        private static final byte FALSE = (byte) 0x89;

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Pickle() {
            bytes.writeBytes(PROTOCOL);
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }

        Pickle code(String instructions) {
            bytes.writeBytes(instructions.getBytes(StandardCharsets.US_ASCII));
            return this;
        }

        Pickle text(String text) {
            byte[] letters = text.getBytes(StandardCharsets.UTF_8);
            code("X").number(letters.length).bytes.writeBytes(letters);
            return this;
        }

        Pickle emptyOrderedDict() {
            return code("ccollections\nOrderedDict\n)R");
        }

        /** A contiguous tensor that fills a storage of its own. */
        void tensor(ElementType type, String key, long[] shape) {
            TensorFile.Region region = TensorFile.Region.contiguous(type, shape, 0, 0);
            code("ctorch._utils\n_rebuild_tensor_v2\n((").text("storage");
            code("ctorch\n" + type.storageName() + "\n").text(key).text("cpu");
            code("J").number(region.elements()).code("tQJ").number(0);
            tuple(region.shape()).tuple(region.strides());
            bytes.write(FALSE); // of a gradient
            emptyOrderedDict().code("tR");
        }

        private Pickle tuple(long[] numbers) {
            code("(");
            for (long number : numbers) {
                code("J").number(number);
            }
            return code("t");
        }

        private Pickle number(long number) {
            ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.writeBytes(buffer.putInt(Math.toIntExact(number)).array());
            return this;
        }
    }
}
