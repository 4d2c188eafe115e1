package oragen.onnx;

import java.util.Arrays;

/** A dense tensor on the Java heap, row-major; the array is not copied. */
public sealed interface Tensor {
    long[] shape();

    /** 32-bit floating point values. */
    record FloatTensor(long[] shape, float[] values) implements Tensor {
        public FloatTensor {
            requireSize(shape, values.length);
        }
    }

    /** 64-bit integers. */
    record LongTensor(long[] shape, long[] values) implements Tensor {
        public LongTensor {
            requireSize(shape, values.length);
        }
    }

    static Tensor of(float[] values, long... shape) {
        return new FloatTensor(shape, values);
    }

    static Tensor ofLongs(long[] values, long... shape) {
        return new LongTensor(shape, values);
    }

    private static void requireSize(long[] shape, int size) {
        long expected = 1;
        for (long dimension : shape) {
            expected *= dimension;
        }
        if (expected != size) {
            throw new IllegalArgumentException(size + " values do not fill shape " + Arrays.toString(shape));
        }
    }
}
