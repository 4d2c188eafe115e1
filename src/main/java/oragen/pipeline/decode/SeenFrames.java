package oragen.pipeline.decode;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oragen.encode.VisualFeatures;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Files of {@link SeenFrame}s: for each frame its second, its number of faces, the number of occlusions, and for each the
 * number of features, 0 where there are none, and the features; −1 ends the file. All are big-endian integers and 32-bit floats.
 */
public final class SeenFrames {
    private static final int END = -1;

    private SeenFrames() {}

    /** Writes the frames of one part; the file appears when the part is complete. */
    public static final class Writer implements AutoCloseable {
        private final FileSystem fileSystem;
        private final Path hidden;
        private final Path file;
        private final DataOutputStream stream;

        /** @param attempt tells two tasks that write the same part apart */
        public @MustBeClosed Writer(String file, long attempt, DecodeSettings settings) throws IOException {
            this.file = new Path(file);
            this.hidden = new Path(file + ".attempt-" + attempt);
            this.fileSystem = hidden.getFileSystem(settings.configuration());
            this.stream = new DataOutputStream(new BufferedOutputStream(fileSystem.create(hidden, true)));
        }

        public void add(SeenFrame frame) throws IOException {
            stream.writeInt(frame.second());
            stream.writeInt(frame.faceCount());
            stream.writeInt(frame.features().size());
            for (VisualFeatures features : frame.features()) {
                float[] values = features == null ? new float[0] : features.values();
                stream.writeInt(values.length);
                ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
                bytes.asFloatBuffer().put(values);
                stream.write(bytes.array());
            }
        }

        public void complete() throws IOException {
            stream.writeInt(END);
            stream.close();
            fileSystem.delete(file, false);
            if (!fileSystem.rename(hidden, file)) {
                throw new IOException(hidden + " cannot be renamed to " + file);
            }
        }

        @Override
        public void close() throws IOException {
            stream.close();
            fileSystem.delete(hidden, false);
        }
    }

    /** Frames of all parts, in order. */
    static final class Reader implements PictureSource {
        private final SeenPictures pictures;
        private final Configuration configuration;
        private int part;
        private @Nullable DataInputStream stream;

        Reader(SeenPictures pictures, Configuration configuration) {
            this.pictures = pictures;
            this.configuration = configuration;
        }

        @Override
        public Optional<Picture> next() {
            try {
                while (part < pictures.parts()) {
                    DataInputStream open = stream == null ? open() : stream;
                    stream = open;
                    int second = open.readInt();
                    if (second != END) {
                        SeenFrame frame = frame(second, open);
                        return Optional.of(new Picture(second, new DecodeEvent.Seen(frame)));
                    }
                    open.close();
                    stream = null;
                    part++;
                }
                return Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(
                        SeenPictures.file(pictures.folder(), part) + " cannot be read; run again", e);
            }
        }

        @SuppressWarnings({"MustBeClosedChecker", "MustBeClosed"}) // close() closes it
        private DataInputStream open() throws IOException {
            Path path = new Path(SeenPictures.file(pictures.folder(), part));
            return new DataInputStream(
                    new BufferedInputStream(path.getFileSystem(configuration).open(path)));
        }

        private static SeenFrame frame(int second, DataInputStream stream) throws IOException {
            int faceCount = stream.readInt();
            List<@Nullable VisualFeatures> faces = new ArrayList<>();
            for (int left = stream.readInt(); left > 0; left--) {
                float[] values = new float[stream.readInt()];
                ByteBuffer.wrap(stream.readNBytes(values.length * Float.BYTES))
                        .asFloatBuffer()
                        .get(values);
                faces.add(values.length == 0 ? null : new VisualFeatures(values));
            }
            return new SeenFrame(second, faceCount, faces);
        }

        @Override
        public void close() {
            try {
                if (stream != null) {
                    stream.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(pictures.folder() + " cannot be closed", e);
            }
        }
    }
}
