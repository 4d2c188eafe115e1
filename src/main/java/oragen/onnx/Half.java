package oragen.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** 32-bit floats → 16-bit floats (IEEE 754 binary16), rounded to the nearest, ties to even; and back. */
public final class Half {
    private static final int INFINITY = 0x7c00;

    /** 65520: what rounds to more than the largest half, 65504. */
    private static final float OVERFLOW = 65520f;

    /** The smallest normal half. */
    private static final float SMALLEST_NORMAL = 0x1p-14f;

    private static final int SMALLEST_NORMAL_BITS = 0x400;

    private Half() {}

    public static short[] of(float[] values) {
        short[] halves = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            halves[i] = of(values[i]);
        }
        return halves;
    }

    /** Little-endian. */
    public static byte[] bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(of(values));
        return bytes.array();
    }

    public static short of(float value) {
        int sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | INFINITY | 1);
        }
        if (magnitude >= OVERFLOW) {
            return (short) (sign | INFINITY);
        }
        if (magnitude < SMALLEST_NORMAL) {
            return (short) (sign | (int) Math.rint(magnitude * 0x1p24)); // subnormal: multiples of 2^-24
        }
        int bits = Float.floatToRawIntBits(magnitude);
        int rounded = bits + 0xfff + (bits >>> 13 & 1);
        return (short) (sign | (rounded - (112 << 23)) >>> 13);
    }

    /** The nearest numbers that 16 bits can hold; a new array. */
    public static float[] rounded(float[] values) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = widen(of(values[i]));
        }
        return rounded;
    }

    /** The same number in 32 bits. */
    public static float widen(short half) {
        int magnitude = half & 0x7fff;
        float value;
        if (magnitude >= INFINITY) {
            value = magnitude == INFINITY ? Float.POSITIVE_INFINITY : Float.NaN;
        } else if (magnitude < SMALLEST_NORMAL_BITS) {
            value = magnitude * 0x1p-24f;
        } else {
            value = Float.intBitsToFloat((magnitude << 13) + (112 << 23));
        }
        return half < 0 ? -value : value;
    }
}
