package oragen.network.graph;

import java.util.Arrays;

/**
 * A convolution with its parameters in 32 bits; the arrays are not copied.
 *
 * @param kernel [out, in / groups, height, width], row-major, of the given shape
 * @param bias [out]
 */
public record ConvolutionLayer(String name, long[] shape, float[] kernel, float[] bias, Convolution geometry) {
    int outputs() {
        return bias.length;
    }

    /** Inputs of one group. */
    int inputs() {
        return Math.toIntExact(shape[1]);
    }

    /** Values of the kernel for one input and one output. */
    int pixels() {
        return Math.toIntExact(shape[2] * shape[3]);
    }

    /** What is added to each output, on average, where the kernel is another one and the inputs have these means. */
    float[] shift(float[] otherKernel, float[] inputMeans) {
        float[] shifts = new float[outputs()];
        for (int output = 0; output < shifts.length; output++) {
            double shift = 0;
            for (int input = 0; input < inputs(); input++) {
                int begin = (output * inputs() + input) * pixels();
                double difference = 0;
                for (int pixel = begin; pixel < begin + pixels(); pixel++) {
                    difference += otherKernel[pixel] - kernel[pixel];
                }
                shift += difference * inputMeans[inputOf(output, input)];
            }
            shifts[output] = (float) shift;
        }
        return shifts;
    }

    /** The channel of the image that a kernel's input is. */
    private int inputOf(int output, int input) {
        int outputsOfGroup = outputs() / geometry.groups();
        return output / outputsOfGroup * inputs() + input;
    }

    @Override
    public String toString() {
        return name + " " + Arrays.toString(shape);
    }
}
