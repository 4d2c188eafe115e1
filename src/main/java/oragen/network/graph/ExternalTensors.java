package oragen.network.graph;

import ai.onnx.proto.OnnxMl;
import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/** Streams tensors to a file beside the graph, so that no network has to fit on the heap (ONNX external data). */
final class ExternalTensors implements TensorStore, AutoCloseable {
    /** Shapes and scalars must lie in the graph itself: ONNX Runtime reads them before it looks outside. */
    private static final int SMALLEST_BYTES = 1024;

    /** ONNX Runtime maps aligned tensors into memory instead of copying them. */
    private static final int ALIGNMENT = 4096;

    private final Path file;
    private final FileChannel channel;
    private final Map<String, Place> places = new HashMap<>();

    private record Place(long offset, int bytes) {}

    @MustBeClosed
    ExternalTensors(Path file) {
        this.file = file;
        try {
            this.channel = FileChannel.open(
                    file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    @Override
    public void put(OnnxMl.TensorProto.Builder tensor, ByteBuffer bytes) {
        if (bytes.capacity() < SMALLEST_BYTES) {
            INLINE.put(tensor, bytes);
            return;
        }
        try {
            long offset = (channel.position() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
            channel.position(offset);
            ByteBuffer all = bytes.duplicate().clear();
            while (all.hasRemaining()) {
                channel.write(all);
            }
            Place place = new Place(offset, bytes.capacity());
            places.put(tensor.getName(), place);
            refer(tensor, place);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    /** For another graph over the same weights: a tensor of a name and bytes that lie in the file is not written again. */
    TensorStore shared() {
        return (tensor, bytes) -> {
            Place place = places.get(tensor.getName());
            if (place != null && holds(place, bytes)) {
                refer(tensor, place);
            } else {
                put(tensor, bytes);
            }
        };
    }

    private boolean holds(Place place, ByteBuffer bytes) {
        if (place.bytes() != bytes.capacity()) {
            return false;
        }
        ByteBuffer stored = ByteBuffer.allocate(place.bytes());
        try {
            int read = 0;
            while (stored.hasRemaining() && read >= 0) {
                read = channel.read(stored, place.offset() + stored.position());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        return stored.flip().equals(bytes.duplicate().clear());
    }

    private void refer(OnnxMl.TensorProto.Builder tensor, Place place) {
        tensor.setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("location", file.getFileName().toString()))
                .addExternalData(entry("offset", Long.toString(place.offset())))
                .addExternalData(entry("length", Integer.toString(place.bytes())));
    }

    private static OnnxMl.StringStringEntryProto entry(String key, String value) {
        return OnnxMl.StringStringEntryProto.newBuilder()
                .setKey(key)
                .setValue(value)
                .build();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be closed", e);
        }
    }
}
