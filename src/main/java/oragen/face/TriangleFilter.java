package oragen.face;

/**
 * The weights with which bilinear resizing makes each new position of an axis from old ones; wider than two where it
 * shrinks, so that all of the old positions count.
 *
 * @param taps weights of each new position, some of them 0 at the edges
 * @param first of the old positions that each new one is made of
 * @param weights [new positions, taps]; those of each new position add up to 1
 */
record TriangleFilter(int taps, int[] first, double[] weights) {
    static TriangleFilter of(int size, int newSize) {
        double scale = (double) size / newSize;
        double support = Math.max(1, scale);
        int taps = Math.min(size, (int) Math.ceil(2 * support));
        int[] first = new int[newSize];
        double[] weights = new double[newSize * taps];
        for (int position = 0; position < newSize; position++) {
            double centre = (position + 0.5) * scale;
            int from = Math.max(0, (int) (centre - support + 0.5));
            int end = Math.min(size, (int) (centre + support + 0.5));
            first[position] = Math.min(from, size - taps);
            double[] exact = exact(from, end, centre, 1 / support);
            System.arraycopy(exact, 0, weights, position * taps + from - first[position], exact.length);
        }
        return new TriangleFilter(taps, first, weights);
    }

    private static double[] exact(int first, int end, double centre, double step) {
        double[] exact = new double[end - first];
        for (int index = 0; index < exact.length; index++) {
            double distance = Math.abs((index + first - centre + 0.5) * step);
            exact[index] = Math.max(0, 1 - distance);
        }
        double sum = 0;
        for (double weight : exact) {
            sum += weight;
        }
        for (int index = 0; index < exact.length; index++) {
            exact[index] /= sum;
        }
        return exact;
    }
}
