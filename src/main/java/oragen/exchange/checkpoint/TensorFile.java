package oragen.exchange.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import oragen.InputException;

/** Reads tensors out of a file through memory maps, one at a time. */
final class TensorFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    /** Takes over the channel. */
    TensorFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
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

        private long lastElement() {
            long last = firstElement;
            for (int axis = 0; axis < shape.length; axis++) {
                if (strides[axis] < 0) {
                    return Long.MAX_VALUE;
                }
                last += (shape[axis] - 1) * strides[axis];
            }
            return last;
        }

        /** Whether every element lies inside the storage. */
        private boolean fits() {
            return elements() >= 0
                    && firstElement >= 0
                    && storageBytes <= Integer.MAX_VALUE
                    && (elements() == 0 || lastElement() < storageBytes / type.bytes());
        }
    }

    Region region(Map<String, Region> tensors, String name) {
        Region region = tensors.get(name);
        if (region == null) {
            throw new InputException(path.toString(), "no parameter " + name, "give the checkpoint of this network");
        }
        return region;
    }

    /** Values in row-major order, whatever the strides. */
    float[] values(String name, Region region) {
        try {
            boolean inFile = region.startByte() >= 0 && region.startByte() <= channel.size() - region.storageBytes();
            if (!region.fits() || !inFile) {
                throw new InputException(
                        path.toString(),
                        "parameter " + name + " reaches beyond its storage or the file",
                        "copy the file again");
            }
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, region.startByte(), region.storageBytes())
                    .order(ByteOrder.LITTLE_ENDIAN);
            return read(region, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }

    private static float[] read(Region region, ByteBuffer bytes) {
        float[] values = new float[(int) region.elements()];
        long[] index = new long[region.shape().length];
        long element = region.firstElement();
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
