package oragen.network.graph;

import ai.onnx.proto.OnnxMl;
import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Streams tensors to a file beside the graph, so that no network has to fit on the heap (ONNX external data). */
final class ExternalTensors implements TensorStore, AutoCloseable {
    /** Shapes and scalars must lie in the graph itself: ONNX Runtime reads them before it looks outside. */
    private static final int SMALLEST_BYTES = 1024;

    /** ONNX Runtime maps aligned tensors into memory instead of copying them. */
    private static final int ALIGNMENT = 4096;

    private final Path file;
    private final FileChannel channel;

    @MustBeClosed
    ExternalTensors(Path file) {
        this.file = file;
        try {
            this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
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
            tensor.setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL)
                    .addExternalData(entry("location", file.getFileName().toString()))
                    .addExternalData(entry("offset", Long.toString(offset)))
                    .addExternalData(entry("length", Integer.toString(bytes.capacity())));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
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
