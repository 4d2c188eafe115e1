package oragen.network.graph;

import oragen.onnx.Half;

/** 16-bit floats as bits, row-major; the arrays are not copied. */
public record HalfTensor(long[] shape, short[] values) {
    public HalfTensor reshape(long... newShape) {
        return new HalfTensor(newShape, values);
    }

    /** The same numbers in 32 bits; a new array. */
    public float[] widened() {
        float[] widened = new float[values.length];
        for (int i = 0; i < widened.length; i++) {
            widened[i] = Half.widen(values[i]);
        }
        return widened;
    }

    /** [height, width, in, out] to [out, in, height, width]. */
    public HalfTensor convolutionKernel() {
        return channelsFirst(3, 2);
    }

    /** [height, width, channels, 1] to [channels, 1, height, width]. */
    public HalfTensor depthwiseKernel() {
        return channelsFirst(2, 3);
    }

    private HalfTensor channelsFirst(int first, int second) {
        long[] moved = {shape[first], shape[second], shape[0], shape[1]};
        int pixels = Math.toIntExact(shape[0] * shape[1]);
        int inner = Math.toIntExact(shape[3]);
        int channels = Math.toIntExact(shape[2]) * inner;
        int firstStep = first == 3 ? 1 : inner;
        int secondStep = second == 3 ? 1 : inner;
        short[] target = new short[values.length];
        int next = 0;
        for (int i = 0; i < moved[0]; i++) {
            for (int j = 0; j < moved[1]; j++) {
                for (int pixel = 0; pixel < pixels; pixel++) {
                    target[next++] = values[pixel * channels + i * firstStep + j * secondStep];
                }
            }
        }
        return new HalfTensor(moved, target);
    }
}
