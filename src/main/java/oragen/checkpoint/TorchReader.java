package oragen.checkpoint;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import oragen.InputException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Reads checkpoints of PyTorch 1.6 and later: a zip of a pickle, {@code data.pkl}, and a stored file for each storage. */
final class TorchReader {
    /** Of names and shapes alone; the largest known pickle has 100 kB. */
    private static final int LARGEST_PICKLE = 64_000_000;

    private static final String PICKLE = "/data.pkl";

    private TorchReader() {}

    @MustBeClosed
    static Checkpoint read(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new TensorFile(path, channel, tensors(path));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Map<String, TensorFile.Region> tensors(Path path) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(path).get()) {
            ZipArchiveEntry pickle = Collections.list(zip.getEntries()).stream()
                    .filter(entry -> entry.getName().endsWith(PICKLE))
                    .findFirst()
                    .orElseThrow(() -> broken(path, "a zip file without data.pkl, so not a PyTorch checkpoint"));
            String folder = pickle.getName().substring(0, pickle.getName().length() - PICKLE.length() + 1);
            requireLittleEndian(path, zip, folder);
            Map<String, TensorFile.Region> tensors = new TreeMap<>();
            for (var tensor : stateOf(path, zip, pickle).entrySet()) {
                tensors.put(tensor.getKey(), region(path, zip, folder, tensor));
            }
            return tensors;
        } catch (ZipException e) {
            throw new InputException(
                    path.toString(), "is a damaged zip file (" + e.getMessage() + ")", "copy it again", e);
        }
    }

    private static Map<String, TorchPickle.Tensor> stateOf(Path path, ZipFile zip, ZipArchiveEntry pickle)
            throws IOException {
        try (InputStream stream = zip.getInputStream(pickle)) {
            // Counted as they come: what a packed entry says of its size need not be true.
            byte[] bytes = stream.readNBytes(LARGEST_PICKLE + 1);
            if (bytes.length > LARGEST_PICKLE) {
                throw broken(path, "a pickle of more than " + LARGEST_PICKLE + " bytes");
            }
            return TorchPickle.read(path.toString(), bytes);
        }
    }

    private static void requireLittleEndian(Path path, ZipFile zip, String folder) throws IOException {
        ZipArchiveEntry order = zip.getEntry(folder + "byteorder");
        if (order != null) {
            try (InputStream stream = zip.getInputStream(order)) {
                String name = new String(stream.readNBytes(16), StandardCharsets.US_ASCII);
                if (!name.equals("little")) {
                    throw broken(path, "numbers in the byte order " + name);
                }
            }
        }
    }

    private static TensorFile.Region region(
            Path path, ZipFile zip, String folder, Map.Entry<String, TorchPickle.Tensor> entry) {
        TorchPickle.Tensor tensor = entry.getValue();
        ZipArchiveEntry storage =
                zip.getEntry(folder + "data/" + tensor.storage().key());
        if (storage == null || storage.getMethod() != ZipEntry.STORED) {
            throw broken(path, "parameter " + entry.getKey() + " without a stored file");
        }
        return new TensorFile.Region(
                tensor.storage().type(),
                tensor.shape(),
                tensor.strides(),
                storage.getDataOffset(),
                storage.getSize(),
                tensor.firstElement());
    }

    private static InputException broken(Path path, String found) {
        return new InputException(path.toString(), "contains " + found, "copy the file again, or save it again");
    }
}
