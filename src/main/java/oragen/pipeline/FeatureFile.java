package oragen.pipeline;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import oragen.InputException;
import oragen.encode.VisualFeatures;
import oragen.fusion.WindowFeatures;
import oragen.media.WaveformPiece;
import oragen.onnx.Half;
import oragen.window.Window;
import org.jspecify.annotations.Nullable;

/**
 * A local file with the features of one clip's windows, as 16-bit floats (IEEE 754 binary16, little-endian); deleted by
 * its reader.
 */
public record FeatureFile(String path, int windows) implements Serializable {
    private static final int ABSENT = -1;

    /**
     * One window.
     *
     * @param occlusion place among the ways in which the clip's faces are looked at
     * @param audio features, row-major; null where nothing is heard
     * @param visual features of all slots, zeros in empty ones; null where no face is seen
     */
    public record StoredWindow(
            int occlusion,
            double startSecond,
            double endSecond,
            int[] slotSeconds,
            byte @Nullable [] audio,
            byte @Nullable [] visual) {}

    static Writer write() {
        try {
            return write(newFile());
        } catch (IOException e) {
            throw unwritable(folder().toString(), e);
        }
    }

    private static Path folder() {
        return Path.of(System.getProperty("java.io.tmpdir"))
                .resolve("oragen-features-" + System.getProperty("user.name"));
    }

    private static Path newFile() throws IOException {
        return Files.createTempFile(Files.createDirectories(folder()), "clip", null);
    }

    /** The same windows in a file of this JVM, out of the temporary folder of another. */
    public FeatureFile moved() {
        try {
            Path target = newFile();
            Files.move(Path.of(path), target, StandardCopyOption.REPLACE_EXISTING);
            return new FeatureFile(target.toString(), windows);
        } catch (IOException e) {
            throw unwritable(folder().toString(), e);
        }
    }

    /** Replaces a file. */
    static Writer write(Path path) throws IOException {
        return new Writer(path);
    }

    public Reader read() {
        try {
            return new Reader(this);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(Path.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be deleted", e);
        }
    }

    private static InputException unwritable(String path, IOException e) {
        return new InputException(
                path,
                "cannot be written (" + e + "): it buffers the features of a clip until the clip ends",
                "free some space, or choose another folder with -Djava.io.tmpdir, and run the same command again:"
                        + " completed waves are kept",
                e);
    }

    /** Writes window by window. */
    static final class Writer {
        private final Path path;
        private final OutputStream file;
        private final DataOutputStream stream;
        private int windows;

        private Writer(Path path) throws IOException {
            this.path = path;
            this.file = Files.newOutputStream(path);
            this.stream = new DataOutputStream(new BufferedOutputStream(file));
        }

        void add(EncodedWindow encoded) {
            try {
                Window window = encoded.window();
                WindowFeatures features = encoded.features();
                stream.writeInt(encoded.occlusion());
                stream.writeLong(window.span().startSample());
                stream.writeLong(window.span().endSample());
                stream.writeInt(window.slotSeconds().length);
                for (int second : window.slotSeconds()) {
                    stream.writeInt(second);
                }
                writeBytes(
                        features.audio() == null
                                ? null
                                : Half.bytes(features.audio().values()));
                writeBytes(visual(features.slots()));
                windows++;
            } catch (IOException e) {
                throw unwritable(path.toString(), e);
            }
        }

        private void writeBytes(byte @Nullable [] bytes) throws IOException {
            stream.writeInt(bytes == null ? ABSENT : bytes.length);
            if (bytes != null) {
                stream.write(bytes);
            }
        }

        private static byte @Nullable [] visual(List<@Nullable VisualFeatures> slots) {
            int size = slots.stream()
                    .mapToInt(slot -> slot == null ? 0 : slot.values().length)
                    .max()
                    .orElse(0);
            if (size == 0) {
                return null;
            }
            float[] all = new float[slots.size() * size];
            for (int i = 0; i < slots.size(); i++) {
                VisualFeatures slot = slots.get(i);
                if (slot != null) {
                    System.arraycopy(slot.values(), 0, all, i * size, size);
                }
            }
            return Half.bytes(all);
        }

        FeatureFile complete() {
            try {
                stream.close();
                return new FeatureFile(path.toString(), windows);
            } catch (IOException e) {
                throw unwritable(path.toString(), e);
            }
        }

        /** Deletes the file; what is still to be written may have no room there. */
        void abandon() {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(path + " cannot be closed", e);
            } finally {
                new FeatureFile(path.toString(), windows).delete();
            }
        }
    }

    /** Reads window by window, and deletes the file when closed. */
    public static final class Reader implements AutoCloseable {
        private final FeatureFile file;
        private final DataInputStream stream;

        private Reader(FeatureFile file) throws IOException {
            this.file = file;
            this.stream = new DataInputStream(new BufferedInputStream(Files.newInputStream(Path.of(file.path()))));
        }

        public StoredWindow next() {
            try {
                int occlusion = stream.readInt();
                double start = stream.readLong() / (double) WaveformPiece.SAMPLE_RATE;
                double end = stream.readLong() / (double) WaveformPiece.SAMPLE_RATE;
                int[] slots = new int[stream.readInt()];
                for (int i = 0; i < slots.length; i++) {
                    slots[i] = stream.readInt();
                }
                return new StoredWindow(occlusion, start, end, slots, readBytes(), readBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(file.path() + " cannot be read", e);
            }
        }

        private byte @Nullable [] readBytes() throws IOException {
            int length = stream.readInt();
            return length == ABSENT ? null : stream.readNBytes(length);
        }

        @Override
        public void close() {
            try {
                stream.close();
            } catch (IOException e) {
                throw new UncheckedIOException(file.path() + " cannot be closed", e);
            } finally {
                file.delete();
            }
        }
    }
}
