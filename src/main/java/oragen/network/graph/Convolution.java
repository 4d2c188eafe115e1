package oragen.network.graph;

/** How a square kernel walks over an image; padding in pixels before and after each of the two axes. */
public record Convolution(int stride, int before, int after, int groups) {
    public static Convolution pointwise() {
        return new Convolution(1, 0, 0, 1);
    }

    /**
     * A 3×3 kernel with TensorFlow's padding SAME on an even image: with stride 2 one pixel is missing, which
     * TensorFlow adds after the image, never before it.
     */
    public static Convolution same(int stride, int groups) {
        return stride == 1 ? new Convolution(1, 1, 1, groups) : new Convolution(stride, 0, 1, groups);
    }
}
