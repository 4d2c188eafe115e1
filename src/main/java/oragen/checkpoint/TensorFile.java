package oragen.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import oragen.InputException;

/** The tensors of a file, each read through a memory map of its own when it is asked for. */
final class TensorFile implements Checkpoint {
    private final Path path;
    private final FileChannel channel;
    private final Map<String, Region> tensors;

    /** Takes over the channel and the map; a tensor that does not lie in the file is refused now. */
    TensorFile(Path path, FileChannel channel, Map<String, Region> tensors) throws IOException {
        this.path = path;
        this.channel = channel;
        this.tensors = tensors;
        for (var tensor : tensors.entrySet()) {
            requireInFile(tensor.getKey(), tensor.getValue());
        }
    }

    /**
     * Where a tensor lies.
     *
     * @param strides steps between neighbours along each axis, in elements
     * @param startByte of the storage in the file
     * @param storageBytes length of the storage
     * @param firstElement of the tensor within the storage
     */
    record Region(
            ElementType type, long[] shape, long[] strides, long startByte, long storageBytes, long firstElement) {
        static Region contiguous(ElementType type, long[] shape, long startByte, long storageBytes) {
            long[] strides = new long[shape.length];
            long step = 1;
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                strides[axis] = step;
                step *= Math.max(1, shape[axis]);
            }
            return new Region(type, shape, strides, startByte, storageBytes, 0);
        }

        /** Number of elements; −1 where the shape is impossible. */
        long elements() {
            long elements = 1;
            for (long size : shape) {
                if (size < 0 || (size > 0 && elements > Integer.MAX_VALUE / size)) {
                    return -1;
                }
                elements *= size;
            }
            return elements;
        }

        /** Number of elements from the first to the last inclusive; −1 where one lies outside the storage. */
        private long span() {
            long elements = elements();
            long room = storageBytes / type.bytes() - firstElement;
            if (firstElement < 0 || strides.length != shape.length || elements < 0 || room < Math.min(1, elements)) {
                return -1;
            }
            long span = Math.min(1, elements);
            for (int axis = 0; axis < shape.length && elements > 0; axis++) {
                long steps = shape[axis] - 1;
                if (strides[axis] < 0 || (steps > 0 && strides[axis] > (room - span) / steps)) {
                    return -1;
                }
                span += steps * strides[axis];
            }
            return span;
        }

        private long firstByte() {
            return startByte + firstElement * type.bytes();
        }

        private long spanBytes() {
            return span() * type.bytes();
        }
    }

    private void requireInFile(String name, Region region) throws IOException {
        boolean inFile = region.startByte() >= 0 && region.startByte() <= channel.size() - region.storageBytes();
        if (!inFile || region.span() < 0) {
            throw new InputException(
                    path.toString(),
                    "parameter " + name + " extends beyond its storage or the file",
                    "copy the file again");
        }
        if (region.spanBytes() > Integer.MAX_VALUE) {
            throw new InputException(
                    path.toString(),
                    "parameter " + name + " takes " + region.spanBytes() + " bytes",
                    "use a network whose parameters are smaller than 2 GiB each");
        }
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(tensors.keySet());
    }

    /** A new array. */
    @Override
    public long[] shape(String name) {
        return region(name).shape().clone();
    }

    /** Values in row-major order, whatever the strides; a new array. */
    @Override
    public float[] values(String name) {
        Region region = region(name);
        try {
            return read(region, channel.map(FileChannel.MapMode.READ_ONLY, region.firstByte(), region.spanBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }

    private Region region(String name) {
        Region region = tensors.get(name);
        if (region == null) {
            throw new InputException(path.toString(), "no parameter " + name, "use a checkpoint of this network");
        }
        return region;
    }

    private static float[] read(Region region, ByteBuffer bytes) {
        float[] values = new float[(int) region.elements()];
        long[] index = new long[region.shape().length];
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        long element = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = region.type()
                    .read(bytes, Math.toIntExact(element * region.type().bytes()));
            for (int axis = index.length - 1; axis >= 0; axis--) {
                index[axis]++;
                element += region.strides()[axis];
                if (index[axis] < region.shape()[axis]) {
                    break;
                }
                element -= index[axis] * region.strides()[axis];
                index[axis] = 0;
            }
        }
        return values;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be closed", e);
        }
    }
}
